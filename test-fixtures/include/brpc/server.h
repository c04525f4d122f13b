// A mock of brpc's server side.
#pragma once

#include <google/protobuf/service.h>

#include <string>

namespace brpc {

enum ServiceOwnership { SERVER_OWNS_SERVICE, SERVER_DOESNT_OWN_SERVICE };

class HttpHeader {
public:
    void SetHeader(const std::string& key, const std::string& value);
    void AppendHeader(const std::string& key, const std::string& value);
    const std::string* GetHeader(const char* key) const;
    void set_content_type(const std::string& type);
    void set_status_code(int code);
    int status_code() const;
};

class Controller : public google::protobuf::RpcController {
public:
    bool Failed() const override;
    std::string ErrorText() const override;
    void SetFailed(const std::string& reason) override;
    HttpHeader& http_request();
    HttpHeader& http_response();
};

class ClosureGuard {
public:
    explicit ClosureGuard(google::protobuf::Closure* done);
    ~ClosureGuard();
    google::protobuf::Closure* release();
};

struct ServerOptions {
    int idle_timeout_sec = -1;
    int num_threads = 8;
    int max_concurrency = 0;
};

class Server {
public:
    int AddService(google::protobuf::Service* service, ServiceOwnership ownership);
    int Start(int port, const ServerOptions* options);
    int Start(const char* address, const ServerOptions* options);
    int Stop(int timeout_ms);
    int Join();
    void RunUntilAskedToQuit();
};

}  // namespace brpc
