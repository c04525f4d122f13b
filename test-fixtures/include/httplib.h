// A mock of cpp-httplib: the names and signatures the analyser knows it by, no behaviour.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace httplib {

namespace detail {
struct ci {
    bool operator()(const std::string& a, const std::string& b) const { return a < b; }
};
}  // namespace detail

using Headers = std::multimap<std::string, std::string, detail::ci>;
using Params = std::multimap<std::string, std::string>;
using Match = std::smatch;
using Progress = std::function<bool(std::uint64_t current, std::uint64_t total)>;

class DataSink {
public:
    std::function<bool(const char* data, std::size_t length)> write;
    std::function<void()> done;
    std::function<bool()> is_writable;
};

using ContentProvider = std::function<bool(std::size_t offset, std::size_t length, DataSink& sink)>;
using ContentProviderWithoutLength = std::function<bool(std::size_t offset, DataSink& sink)>;
using ContentProviderResourceReleaser = std::function<void(bool success)>;
using ContentReceiver = std::function<bool(const char* data, std::size_t length)>;

class ContentReader {
public:
    bool operator()(ContentReceiver receiver) const;
};

struct Request {
    std::string method;
    std::string path;
    Headers headers;
    std::string body;
    std::string remote_addr;
    int remote_port = -1;
    std::string target;
    Params params;
    Match matches;
    std::unordered_map<std::string, std::string> path_params;

    bool has_header(const std::string& key) const;
    std::string get_header_value(const std::string& key, std::size_t id = 0) const;
    void set_header(const std::string& key, const std::string& value);
    bool has_param(const std::string& key) const;
    std::string get_param_value(const std::string& key, std::size_t id = 0) const;
};

struct Response {
    std::string version;
    int status = -1;
    std::string reason;
    Headers headers;
    std::string body;

    bool has_header(const std::string& key) const;
    std::string get_header_value(const std::string& key, std::size_t id = 0) const;
    void set_header(const std::string& key, const std::string& value);
    void set_redirect(const std::string& url, int status = 302);
    void set_content(const char* text, std::size_t length, const std::string& content_type);
    void set_content(const std::string& text, const std::string& content_type);
    void set_content_provider(std::size_t length, const std::string& content_type, ContentProvider provider,
                              ContentProviderResourceReleaser releaser = nullptr);
    void set_chunked_content_provider(const std::string& content_type, ContentProviderWithoutLength provider,
                                      ContentProviderResourceReleaser releaser = nullptr);
};

class TaskQueue {
public:
    virtual ~TaskQueue() = default;
    virtual void enqueue(std::function<void()> task) = 0;
    virtual void shutdown() = 0;
};

class ThreadPool : public TaskQueue {
public:
    explicit ThreadPool(std::size_t threads);
    void enqueue(std::function<void()> task) override;
    void shutdown() override;
};

using Logger = std::function<void(const Request&, const Response&)>;

class Server {
public:
    using Handler = std::function<void(const Request&, Response&)>;
    using ExceptionHandler = std::function<void(const Request&, Response&, std::exception_ptr error)>;
    enum class HandlerResponse { Handled, Unhandled };
    using HandlerWithResponse = std::function<HandlerResponse(const Request&, Response&)>;
    using HandlerWithContentReader = std::function<void(const Request&, Response&, const ContentReader& reader)>;

    Server();
    virtual ~Server();
    virtual bool is_valid() const;

    Server& Get(const std::string& pattern, Handler handler);
    Server& Post(const std::string& pattern, Handler handler);
    Server& Post(const std::string& pattern, HandlerWithContentReader handler);
    Server& Put(const std::string& pattern, Handler handler);
    Server& Patch(const std::string& pattern, Handler handler);
    Server& Delete(const std::string& pattern, Handler handler);
    Server& Options(const std::string& pattern, Handler handler);

    bool set_mount_point(const std::string& mount_point, const std::string& folder, Headers headers = Headers());
    Server& set_error_handler(HandlerWithResponse handler);
    Server& set_error_handler(Handler handler);
    Server& set_exception_handler(ExceptionHandler handler);
    Server& set_pre_routing_handler(HandlerWithResponse handler);
    Server& set_post_routing_handler(Handler handler);
    Server& set_logger(Logger logger);
    Server& set_default_headers(Headers headers);
    Server& set_payload_max_length(std::size_t length);
    Server& set_keep_alive_max_count(std::size_t count);
    Server& set_keep_alive_timeout(std::time_t seconds);
    Server& set_read_timeout(std::time_t seconds, std::time_t microseconds = 0);

    bool bind_to_port(const std::string& host, int port, int socket_flags = 0);
    bool listen_after_bind();
    bool listen(const std::string& host, int port, int socket_flags = 0);
    bool is_running() const;
    void stop();

    std::function<TaskQueue*(void)> new_task_queue;
};

class SSLServer : public Server {
public:
    SSLServer(const char* certificate_path, const char* key_path);
};

enum class Error { Success = 0, Unknown, Connection };

class Result {
public:
    operator bool() const;
    const Response& value() const;
    Response& value();
    const Response& operator*() const;
    const Response* operator->() const;
    Error error() const;
};

class Client {
public:
    explicit Client(const std::string& scheme_host_port);
    explicit Client(const std::string& host, int port);
    ~Client();
    Result Get(const std::string& path);
    Result Get(const std::string& path, const Headers& headers);
    Result Post(const std::string& path, const std::string& body, const std::string& content_type);
    Result Put(const std::string& path, const std::string& body, const std::string& content_type);
    Result Delete(const std::string& path);
    void set_connection_timeout(std::time_t seconds, std::time_t microseconds = 0);
    void set_read_timeout(std::time_t seconds, std::time_t microseconds = 0);
};

}  // namespace httplib
