// A mock of Crow: the names, macros and call chains the analyser knows it by, no behaviour.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace crow {

enum class HTTPMethod {
    Delete = 0,
    DELETE = 0,
    Get,
    GET = 1,
    Head,
    HEAD = 2,
    Post,
    POST = 3,
    Put,
    PUT = 4,
    Options,
    OPTIONS = 5,
    Patch,
    PATCH = 6
};

constexpr HTTPMethod method_from(std::string_view text) {
    return text == "GET"      ? HTTPMethod::Get
           : text == "POST"   ? HTTPMethod::Post
           : text == "PUT"    ? HTTPMethod::Put
           : text == "DELETE" ? HTTPMethod::Delete
           : text == "PATCH"  ? HTTPMethod::Patch
           : text == "HEAD"   ? HTTPMethod::Head
                              : HTTPMethod::Options;
}

namespace status {
enum {
    OK = 200,
    CREATED = 201,
    NO_CONTENT = 204,
    BAD_REQUEST = 400,
    UNAUTHORIZED = 401,
    FORBIDDEN = 403,
    NOT_FOUND = 404,
    TOO_MANY_REQUESTS = 429
};
}

namespace black_magic {
constexpr std::uint64_t get_parameter_tag(const char* url) {
    std::uint64_t tag = 0;
    for (; *url; ++url) {
        if (*url != '<') continue;
        tag = tag * 6 + (url[1] == 'i'                      ? 1
                         : url[1] == 'u'                    ? 2
                         : (url[1] == 'f' || url[1] == 'd') ? 3
                         : url[1] == 's'                    ? 4
                                                            : 5);
    }
    return tag;
}
}  // namespace black_magic

struct returnable {
    std::string content_type;
    virtual std::string dump() const = 0;
    virtual ~returnable() = default;
};

class query_string {
public:
    char* get(const std::string& name) const;
    std::vector<char*> get_list(const std::string& name, bool use_brackets = true) const;
};

namespace json {
class rvalue {
public:
    explicit operator bool() const;
    rvalue operator[](const char* key) const;
    rvalue operator[](const std::string& key) const;
    bool has(const char* key) const;
    std::string s() const;
    std::int64_t i() const;
    double d() const;
    bool b() const;
    operator std::string() const;
};
rvalue load(const std::string& text);

class wvalue : public returnable {
public:
    using object = std::map<std::string, wvalue>;
    using list = std::vector<wvalue>;
    wvalue();
    wvalue(std::nullptr_t);
    wvalue(bool value);
    wvalue(int value);
    wvalue(std::int64_t value);
    wvalue(unsigned value);
    wvalue(std::uint64_t value);
    wvalue(double value);
    wvalue(const char* value);
    wvalue(const std::string& value);
    wvalue(std::initializer_list<std::pair<const std::string, wvalue>> values);
    wvalue(const list& values);
    wvalue(const rvalue& value);
    wvalue(const wvalue& other);
    wvalue& operator=(const wvalue& other);
    wvalue& operator=(int value);
    wvalue& operator=(std::int64_t value);
    wvalue& operator=(std::uint64_t value);
    wvalue& operator=(double value);
    wvalue& operator=(const char* value);
    wvalue& operator=(const std::string& value);
    template <typename T>
    wvalue& operator=(const std::vector<T>& values);
    wvalue& operator[](unsigned index);
    wvalue& operator[](const std::string& key);
    std::string dump() const override;
};
}  // namespace json

struct request {
    HTTPMethod method = HTTPMethod::Get;
    std::string raw_url;
    std::string url;
    query_string url_params;
    std::multimap<std::string, std::string> headers;
    std::string body;
    std::string remote_ip_address;
    void* middleware_context = nullptr;

    void add_header(std::string key, std::string value);
    const std::string& get_header_value(const std::string& key) const;
    template <typename CompletionHandler>
    void post(CompletionHandler handler) {
        (void)handler;
    }
    template <typename CompletionHandler>
    void dispatch(CompletionHandler handler) {
        (void)handler;
    }
};

struct response {
    int code = 200;
    std::string body;
    std::multimap<std::string, std::string> headers;

    response();
    explicit response(int code);
    response(std::string body);
    response(const char* body);
    response(int code, std::string body);
    response(const returnable& value);
    response(int code, const returnable& value);
    response(std::string content_type, std::string body);
    response(int code, std::string content_type, std::string body);
    response(response&& other);
    response& operator=(response&& other) noexcept;

    void set_header(std::string key, std::string value);
    void add_header(std::string key, std::string value);
    const std::string& get_header_value(const std::string& key);
    void redirect(const std::string& location);
    void write(const std::string& part);
    void end();
    void end(const std::string& part);
    void clear();
    bool is_completed() const noexcept;
    void set_static_file_info(std::string path, std::string content_type = "");
};

enum class LogLevel { Debug = 0, Info, Warning, Error, Critical };

class logger {
public:
    explicit logger(LogLevel level);
    template <typename T>
    logger& operator<<(const T& value) {
        (void)value;
        return *this;
    }
};

namespace websocket {
struct connection {
    virtual ~connection() = default;
    virtual void send_binary(std::string message) = 0;
    virtual void send_text(std::string message) = 0;
    virtual void send_ping(std::string message) = 0;
    virtual void close(const std::string& message = "quit", std::uint16_t code = 1000) = 0;
    virtual std::string get_remote_ip() = 0;
    void userdata(void* data) { userdata_ = data; }
    void* userdata() { return userdata_; }

private:
    void* userdata_ = nullptr;
};
}  // namespace websocket

template <typename App>
class WebSocketRule {
public:
    using self_t = WebSocketRule;
    self_t& max_payload(std::uint64_t bytes);
    template <typename Func>
    self_t& onopen(Func handler) {
        return keep(std::move(handler));
    }
    template <typename Func>
    self_t& onmessage(Func handler) {
        return keep(std::move(handler));
    }
    template <typename Func>
    self_t& onclose(Func handler) {
        return keep(std::move(handler));
    }
    template <typename Func>
    self_t& onerror(Func handler) {
        return keep(std::move(handler));
    }
    self_t& onaccept(std::function<bool(const crow::request&, void**)>&& handler);

private:
    template <typename Func>
    self_t& keep(Func) {
        return *this;
    }
};

template <typename T>
struct RuleParameterTraits {
    using self_t = T;
    template <typename App>
    WebSocketRule<App>& websocket(App* app);
    self_t& name(std::string name) noexcept;
    self_t& methods(HTTPMethod method) {
        (void)method;
        return static_cast<self_t&>(*this);
    }
    template <typename... MethodArgs>
    self_t& methods(HTTPMethod method, MethodArgs... more) {
        (void)sizeof...(more);
        return methods(method);
    }
    template <typename App, typename... Middlewares>
    self_t& middlewares() {
        return static_cast<self_t&>(*this);
    }
};

class BaseRule {
public:
    explicit BaseRule(std::string rule) : rule_(std::move(rule)) {}
    virtual ~BaseRule() = default;

protected:
    std::string rule_;
};

class DynamicRule : public BaseRule, public RuleParameterTraits<DynamicRule> {
public:
    using BaseRule::BaseRule;
    template <typename Func>
    void operator()(Func handler) {
        (void)handler;
    }
};

template <typename... Args>
class TaggedRule : public BaseRule, public RuleParameterTraits<TaggedRule<Args...>> {
public:
    using BaseRule::BaseRule;
    template <typename Func>
    void operator()(Func&& handler) {
        (void)handler;
    }
};

class CatchallRule {
public:
    template <typename Func>
    void operator()(Func&& handler) {
        (void)handler;
    }
};

class Blueprint {
public:
    explicit Blueprint(const std::string& prefix);
    template <std::uint64_t Tag>
    TaggedRule<>& new_rule_tagged(const std::string& rule);
    CatchallRule& catchall_rule();
    void register_blueprint(Blueprint& blueprint);
};

struct ILocalMiddleware {
    using call_global = std::false_type;
};

template <typename... Middlewares>
class Crow {
public:
    using self_t = Crow;

    Crow();
    template <typename... Ts>
    explicit Crow(Ts&&... middlewares);

    DynamicRule& route_dynamic(const std::string& rule);
    template <std::uint64_t Tag>
    TaggedRule<>& route(const std::string& rule);
    CatchallRule& catchall_route();

    self_t& port(std::uint16_t port);
    self_t& bindaddr(std::string address);
    self_t& timeout(std::uint8_t seconds);
    self_t& multithreaded();
    self_t& concurrency(unsigned threads);
    self_t& loglevel(LogLevel level);
    self_t& server_name(std::string name);
    self_t& register_blueprint(Blueprint& blueprint);
    template <typename Func>
    self_t& exception_handler(Func&& handler) {
        (void)handler;
        return *this;
    }
    template <typename Duration, typename Func>
    self_t& tick(Duration period, Func handler) {
        (void)period;
        (void)handler;
        return *this;
    }
    void validate();
    void run();
    void stop();
    template <typename T>
    typename T::context& get_context(const request& req);
    template <typename T>
    T& get_middleware();

private:
    std::tuple<Middlewares...> middlewares_;
};

template <typename... Middlewares>
using App = Crow<Middlewares...>;
using SimpleApp = Crow<>;

}  // namespace crow

constexpr crow::HTTPMethod operator""_method(const char* text, std::size_t length) {
    return crow::method_from(std::string_view(text, length));
}

#define CROW_ROUTE(app, url) app.template route<crow::black_magic::get_parameter_tag(url)>(url)
#define CROW_BP_ROUTE(blueprint, url) blueprint.new_rule_tagged<crow::black_magic::get_parameter_tag(url)>(url)
#define CROW_WEBSOCKET_ROUTE(app, url)                                                                                 \
    app.route<crow::black_magic::get_parameter_tag(url)>(url)                                                          \
        .template websocket<std::remove_reference<decltype(app)>::type>(&app)
#define CROW_MIDDLEWARES(app, ...)                                                                                     \
    template middlewares<typename std::remove_reference<decltype(app)>::type, __VA_ARGS__>()
#define CROW_CATCHALL_ROUTE(app) app.catchall_route()
#define CROW_LOG_INFO crow::logger(crow::LogLevel::Info)
#define CROW_LOG_WARNING crow::logger(crow::LogLevel::Warning)
#define CROW_LOG_ERROR crow::logger(crow::LogLevel::Error)
#define CROW_LOG_DEBUG crow::logger(crow::LogLevel::Debug)
