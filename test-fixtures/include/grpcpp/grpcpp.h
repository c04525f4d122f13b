// A mock of gRPC's server side: services, contexts, queues and reactors.
#pragma once

#include <memory>
#include <string>

namespace grpc {

enum StatusCode {
    OK = 0,
    CANCELLED = 1,
    INVALID_ARGUMENT = 3,
    NOT_FOUND = 5,
    RESOURCE_EXHAUSTED = 8,
    UNAUTHENTICATED = 16
};

class Status {
public:
    Status();
    Status(StatusCode code, const std::string& message);
    bool ok() const;
    static const Status& OK;
};

class ServerContextBase {
public:
    std::string peer() const;
    bool IsCancelled() const;
    void AddTrailingMetadata(const std::string& key, const std::string& value);
};
class ServerContext : public ServerContextBase {};
class ServerUnaryReactor;
class CallbackServerContext : public ServerContextBase {
public:
    ServerUnaryReactor* DefaultReactor();
};
class ClientContext {};

namespace internal {
class ServerReactor {
public:
    virtual ~ServerReactor() = default;
    virtual void OnDone() = 0;
    virtual void OnCancel() {}
};
}  // namespace internal

class ServerUnaryReactor : public internal::ServerReactor {
public:
    void Finish(Status status);
    void OnDone() override = 0;
    void OnCancel() override {}
};
template <typename Request, typename Response>
class ServerBidiReactor : public internal::ServerReactor {
public:
    void StartRead(Request* request);
    void StartWrite(const Response* response);
    void Finish(Status status);
    virtual void OnReadDone(bool ok) { (void)ok; }
    virtual void OnWriteDone(bool ok) { (void)ok; }
    void OnDone() override = 0;
};
template <typename Response>
class ServerWriteReactor : public internal::ServerReactor {
public:
    void StartWrite(const Response* response);
    void Finish(Status status);
    virtual void OnWriteDone(bool ok) { (void)ok; }
    void OnDone() override = 0;
};

template <typename W>
class ServerWriter {
public:
    bool Write(const W& message);
};
template <typename R>
class ServerReader {
public:
    bool Read(R* message);
};
template <typename W, typename R>
class ServerReaderWriter {
public:
    bool Read(R* message);
    bool Write(const W& message);
};
template <typename W>
class ServerAsyncResponseWriter {
public:
    explicit ServerAsyncResponseWriter(ServerContext* context);
    void Finish(const W& message, const Status& status, void* tag);
};

class CompletionQueue {
public:
    virtual ~CompletionQueue() = default;
    bool Next(void** tag, bool* ok);
    void Shutdown();
};
class ServerCompletionQueue : public CompletionQueue {};

class Service {
public:
    virtual ~Service() = default;
};

class Server {
public:
    void Wait();
    void Shutdown();
};
class ServerCredentials {};
std::shared_ptr<ServerCredentials> InsecureServerCredentials();

class ServerBuilder {
public:
    ServerBuilder& AddListeningPort(const std::string& address, std::shared_ptr<ServerCredentials> credentials,
                                    int* selected_port = nullptr);
    ServerBuilder& RegisterService(Service* service);
    std::unique_ptr<ServerCompletionQueue> AddCompletionQueue(bool is_frequently_polled = true);
    std::unique_ptr<Server> BuildAndStart();
};

class Channel {};
class ChannelCredentials {};
std::shared_ptr<ChannelCredentials> InsecureChannelCredentials();
std::shared_ptr<Channel> CreateChannel(const std::string& target,
                                       const std::shared_ptr<ChannelCredentials>& credentials);

}  // namespace grpc
