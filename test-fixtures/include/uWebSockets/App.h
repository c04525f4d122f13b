// A mock of uWebSockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct us_socket_context_t;
struct us_listen_socket_t;
extern "C" void us_listen_socket_close(int ssl, us_listen_socket_t* socket);

namespace ofats {

template <typename Signature>
class any_invocable;

template <typename Result, typename... Args>
class any_invocable<Result(Args...)> {
public:
    any_invocable() noexcept = default;
    any_invocable(std::nullptr_t) noexcept {}
    any_invocable(any_invocable&&) noexcept = default;
    any_invocable& operator=(any_invocable&&) noexcept = default;
    template <typename F>
        requires(!std::is_same_v<std::decay_t<F>, any_invocable> && std::is_invocable_r_v<Result, F&, Args...>)
    any_invocable(F&& function) {
        (void)function;
    }
    Result operator()(Args... args);
    explicit operator bool() const noexcept;
};

}  // namespace ofats

namespace uWS {

template <typename Signature>
using MoveOnlyFunction = ofats::any_invocable<Signature>;

enum OpCode : unsigned char { CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10 };
enum CompressOptions : std::uint16_t { DISABLED = 0, SHARED_COMPRESSOR = 1 };

template <bool SSL>
struct AsyncSocket {
    std::string_view getRemoteAddress();
    std::string_view getRemoteAddressAsText();
};

template <bool SSL, bool isServer, typename UserData>
struct WebSocket : AsyncSocket<SSL> {
    enum SendStatus { BACKPRESSURE, SUCCESS, DROPPED };
    UserData* getUserData();
    SendStatus send(std::string_view message, OpCode code = OpCode::BINARY, int compress = false, bool fin = true);
    void end(int code = 0, std::string_view message = {});
    void close();
    bool subscribe(std::string_view topic, bool = false);
    bool unsubscribe(std::string_view topic, bool = false);
    bool publish(std::string_view topic, std::string_view message, OpCode code = OpCode::TEXT, bool compress = false);
    unsigned getBufferedAmount();
};

struct HttpRequest {
    std::string_view getHeader(std::string_view name);
    std::string_view getUrl();
    std::string_view getMethod();
    std::string_view getQuery();
    std::string_view getQuery(std::string_view key);
    std::string_view getParameter(unsigned short index);
    void setYield(bool yield);
};

template <bool SSL>
struct HttpResponse : AsyncSocket<SSL> {
    template <typename UserData>
    void upgrade(UserData&& data, std::string_view key, std::string_view protocol, std::string_view extensions,
                 us_socket_context_t* context) {
        (void)data, (void)key, (void)protocol, (void)extensions, (void)context;
    }
    HttpResponse* writeStatus(std::string_view status);
    HttpResponse* writeHeader(std::string_view key, std::string_view value);
    HttpResponse* writeHeader(std::string_view key, std::uint64_t value);
    bool write(std::string_view data);
    void end(std::string_view data = {}, bool close_connection = false);
    std::pair<bool, bool> tryEnd(std::string_view data, std::uintmax_t total = 0, bool close_connection = false);
    HttpResponse* cork(MoveOnlyFunction<void()>&& handler);
    HttpResponse* onWritable(MoveOnlyFunction<bool(std::uintmax_t)>&& handler);
    HttpResponse* onAborted(MoveOnlyFunction<void()>&& handler);
    void onData(MoveOnlyFunction<void(std::string_view, bool)>&& handler);
};

struct Loop {
    static Loop* get(void* existing = nullptr);
    void defer(MoveOnlyFunction<void()>&& callback);
    void run();
};

struct SocketContextOptions {
    const char* key_file_name = nullptr;
    const char* cert_file_name = nullptr;
};

template <bool SSL>
struct TemplatedApp {
    template <typename UserData>
    struct WebSocketBehavior {
        CompressOptions compression = DISABLED;
        unsigned maxPayloadLength = 16 * 1024;
        unsigned short idleTimeout = 120;
        unsigned maxBackpressure = 64 * 1024;
        bool sendPingsAutomatically = true;
        MoveOnlyFunction<void(HttpResponse<SSL>*, HttpRequest*, us_socket_context_t*)> upgrade = nullptr;
        MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*)> open = nullptr;
        MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*, std::string_view, OpCode)> message = nullptr;
        MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*)> drain = nullptr;
        MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*, std::string_view)> ping = nullptr;
        MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*, std::string_view)> pong = nullptr;
        MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*, int, std::string_view)> close = nullptr;
    };

    TemplatedApp(SocketContextOptions options = {});
    TemplatedApp(TemplatedApp&& other);
    template <typename UserData>
    TemplatedApp&& ws(std::string pattern, WebSocketBehavior<UserData>&& behavior) {
        (void)pattern, (void)behavior;
        return std::move(*this);
    }
    using Handler = MoveOnlyFunction<void(HttpResponse<SSL>*, HttpRequest*)>;
    TemplatedApp&& get(std::string pattern, Handler&& handler);
    TemplatedApp&& post(std::string pattern, Handler&& handler);
    TemplatedApp&& options(std::string pattern, Handler&& handler);
    TemplatedApp&& del(std::string pattern, Handler&& handler);
    TemplatedApp&& patch(std::string pattern, Handler&& handler);
    TemplatedApp&& put(std::string pattern, Handler&& handler);
    TemplatedApp&& head(std::string pattern, Handler&& handler);
    TemplatedApp&& any(std::string pattern, Handler&& handler);
    TemplatedApp&& listen(int port, MoveOnlyFunction<void(us_listen_socket_t*)>&& handler);
    TemplatedApp&& listen(std::string host, int port, MoveOnlyFunction<void(us_listen_socket_t*)>&& handler);
    bool publish(std::string_view topic, std::string_view message, OpCode code, bool compress = false);
    unsigned numSubscribers(std::string_view topic);
    TemplatedApp&& run();
};

using App = TemplatedApp<false>;
using SSLApp = TemplatedApp<true>;

}  // namespace uWS
