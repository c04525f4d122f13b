// A mock of Boost.Asio: contexts, sockets, acceptors, timers, streams and coroutines as servers use them.
#pragma once

#include <array>
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace boost::system {

class error_code {
public:
    explicit operator bool() const noexcept;
    int value() const noexcept;
    std::string message() const;
    bool operator==(const error_code& other) const = default;
};

}  // namespace boost::system

namespace boost::asio {

class any_io_executor {};

struct use_awaitable_t {};
inline constexpr use_awaitable_t use_awaitable{};
struct detached_t {};
inline constexpr detached_t detached{};

template <typename T = void, typename Executor = any_io_executor>
class awaitable {
public:
    struct promise_type {
        awaitable get_return_object();
        std::suspend_always initial_suspend();
        std::suspend_always final_suspend() noexcept;
        void unhandled_exception();
        template <typename U>
        void return_value(U&& value);
        template <typename A>
        auto await_transform(A&& other) {
            return std::forward<A>(other);
        }
    };
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> handle);
    T await_resume();
};

template <typename Executor>
class awaitable<void, Executor> {
public:
    struct promise_type {
        awaitable get_return_object();
        std::suspend_always initial_suspend();
        std::suspend_always final_suspend() noexcept;
        void unhandled_exception();
        void return_void();
    };
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();
};

class execution_context {
public:
    virtual ~execution_context() = default;
};

class io_context : public execution_context {
public:
    using executor_type = any_io_executor;
    io_context();
    explicit io_context(int concurrency_hint);
    executor_type get_executor() noexcept;
    std::size_t run();
    std::size_t run_one();
    template <typename Rep, typename Period>
    std::size_t run_for(const std::chrono::duration<Rep, Period>& time);
    std::size_t poll();
    void stop();
    void restart();
    bool stopped() const;
    class strand;
};

class thread_pool : public execution_context {
public:
    thread_pool();
    explicit thread_pool(std::size_t threads);
    any_io_executor get_executor() noexcept;
    void join();
    void stop();
    void wait();
};

template <typename Executor>
class strand {
public:
    explicit strand(const Executor& executor);
};
template <typename Executor>
strand<Executor> make_strand(const Executor& executor);
strand<any_io_executor> make_strand(io_context& context);

class mutable_buffer {
public:
    void* data() const noexcept;
    std::size_t size() const noexcept;
};
class const_buffer {
public:
    const_buffer();
    const_buffer(const mutable_buffer& other);
    const void* data() const noexcept;
    std::size_t size() const noexcept;
};
mutable_buffer buffer(void* data, std::size_t size) noexcept;
const_buffer buffer(const void* data, std::size_t size) noexcept;
template <typename T, std::size_t N>
mutable_buffer buffer(T (&data)[N]) noexcept;
template <typename T, std::size_t N>
mutable_buffer buffer(std::array<T, N>& data) noexcept;
template <typename T, std::size_t N>
mutable_buffer buffer(std::array<T, N>& data, std::size_t limit) noexcept;
template <typename T>
mutable_buffer buffer(std::vector<T>& data) noexcept;
template <typename T>
mutable_buffer buffer(std::vector<T>& data, std::size_t limit) noexcept;
mutable_buffer buffer(std::string& data) noexcept;
mutable_buffer buffer(std::string& data, std::size_t limit) noexcept;
const_buffer buffer(const std::string& data) noexcept;
const_buffer buffer(std::string_view data) noexcept;

template <typename Allocator = std::allocator<char>>
class basic_streambuf : public std::basic_streambuf<char> {
public:
    basic_streambuf();
    std::size_t size() const noexcept;
    const_buffer data() const noexcept;
    void consume(std::size_t n);
    void commit(std::size_t n);
    mutable_buffer prepare(std::size_t n);
};
using streambuf = basic_streambuf<>;

namespace ip {

class address {
public:
    std::string to_string() const;
    bool operator==(const address& other) const = default;
};
address make_address(const char* text);
address make_address(std::string_view text);

template <typename InternetProtocol>
class basic_endpoint {
public:
    basic_endpoint();
    basic_endpoint(const InternetProtocol& protocol, unsigned short port);
    basic_endpoint(const ip::address& address, unsigned short port);
    ip::address address() const;
    unsigned short port() const;
};

template <typename InternetProtocol>
class basic_resolver_results {};

}  // namespace ip

template <typename Protocol, typename Executor = any_io_executor>
class basic_socket {
public:
    using endpoint_type = ip::basic_endpoint<Protocol>;
    explicit basic_socket(const Executor& executor);
    explicit basic_socket(io_context& context);
    basic_socket(basic_socket&& other);
    basic_socket& operator=(basic_socket&& other);
    Executor get_executor() noexcept;
    bool is_open() const;
    void close();
    void close(system::error_code& error);
    enum shutdown_type { shutdown_receive, shutdown_send, shutdown_both };
    void shutdown(shutdown_type what);
    void shutdown(shutdown_type what, system::error_code& error);
    endpoint_type remote_endpoint() const;
    endpoint_type remote_endpoint(system::error_code& error) const;
    endpoint_type local_endpoint() const;
    int native_handle();
    void connect(const endpoint_type& peer);
    template <typename Handler>
    auto async_connect(const endpoint_type& peer, Handler&& handler);
};

template <typename Protocol, typename Executor = any_io_executor>
class basic_stream_socket : public basic_socket<Protocol, Executor> {
public:
    using basic_socket<Protocol, Executor>::basic_socket;
    template <typename Buffers>
    std::size_t read_some(const Buffers& buffers);
    template <typename Buffers>
    std::size_t read_some(const Buffers& buffers, system::error_code& error);
    template <typename Buffers>
    std::size_t write_some(const Buffers& buffers);
    template <typename Buffers, typename Handler>
    void async_read_some(const Buffers& buffers, Handler&& handler) {
        (void)buffers, (void)handler;
    }
    template <typename Buffers>
    awaitable<std::size_t> async_read_some(const Buffers& buffers, const use_awaitable_t& token);
    template <typename Buffers, typename Handler>
    void async_write_some(const Buffers& buffers, Handler&& handler) {
        (void)buffers, (void)handler;
    }
};

template <typename Protocol, typename Executor = any_io_executor>
class basic_socket_acceptor {
public:
    using endpoint_type = ip::basic_endpoint<Protocol>;
    using socket_type = basic_stream_socket<Protocol, Executor>;
    explicit basic_socket_acceptor(io_context& context);
    basic_socket_acceptor(io_context& context, const endpoint_type& endpoint, bool reuse_address = true);
    basic_socket_acceptor(const Executor& executor, const endpoint_type& endpoint, bool reuse_address = true);
    Executor get_executor() noexcept;
    socket_type accept();
    void accept(socket_type& peer);
    template <typename Handler>
    void async_accept(Handler&& handler) {
        (void)handler;
    }
    template <typename Handler>
    void async_accept(socket_type& peer, Handler&& handler) {
        (void)peer, (void)handler;
    }
    template <typename PeerExecutor, typename Handler>
        requires(!std::is_same_v<std::decay_t<PeerExecutor>, socket_type>)
    void async_accept(const PeerExecutor& executor, Handler&& handler) {
        (void)executor, (void)handler;
    }
    awaitable<socket_type> async_accept(const use_awaitable_t& token);
    void close();
    bool is_open() const;
};

namespace ip {

class tcp {
public:
    using endpoint = basic_endpoint<tcp>;
    using socket = basic_stream_socket<tcp>;
    using acceptor = basic_socket_acceptor<tcp>;
    static tcp v4() noexcept;
    static tcp v6() noexcept;
};

}  // namespace ip

template <typename Clock>
struct wait_traits {};

template <typename Clock, typename WaitTraits = wait_traits<Clock>, typename Executor = any_io_executor>
class basic_waitable_timer {
public:
    explicit basic_waitable_timer(io_context& context);
    basic_waitable_timer(io_context& context, const typename Clock::duration& expiry);
    explicit basic_waitable_timer(const Executor& executor);
    basic_waitable_timer(const Executor& executor, const typename Clock::duration& expiry);
    std::size_t expires_after(const typename Clock::duration& expiry);
    std::size_t expires_at(const typename Clock::time_point& expiry);
    typename Clock::time_point expiry() const;
    std::size_t cancel();
    void wait();
    template <typename Handler>
    void async_wait(Handler&& handler) {
        (void)handler;
    }
    awaitable<void> async_wait(const use_awaitable_t& token);
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;
using system_timer = basic_waitable_timer<std::chrono::system_clock>;

template <typename Executor = any_io_executor>
class basic_signal_set {
public:
    basic_signal_set(io_context& context, int first);
    basic_signal_set(io_context& context, int first, int second);
    template <typename Handler>
    void async_wait(Handler&& handler) {
        (void)handler;
    }
};
using signal_set = basic_signal_set<>;

template <typename Executor>
class executor_work_guard {
public:
    void reset();
};
executor_work_guard<any_io_executor> make_work_guard(io_context& context);

template <typename Stream, typename Buffers, typename Handler>
void async_read(Stream& stream, const Buffers& buffers, Handler&& handler) {
    (void)stream, (void)buffers, (void)handler;
}
template <typename Stream, typename Allocator, typename Delimiter, typename Handler>
void async_read_until(Stream& stream, basic_streambuf<Allocator>& buffer, Delimiter&& delimiter, Handler&& handler) {
    (void)stream, (void)buffer, (void)delimiter, (void)handler;
}
template <typename Stream, typename Buffers, typename Handler>
void async_write(Stream& stream, const Buffers& buffers, Handler&& handler) {
    (void)stream, (void)buffers, (void)handler;
}
template <typename Stream, typename Buffers>
awaitable<std::size_t> async_write(Stream& stream, const Buffers& buffers, const use_awaitable_t& token);
template <typename Stream, typename Buffers>
std::size_t read(Stream& stream, const Buffers& buffers);
template <typename Stream, typename Buffers>
std::size_t write(Stream& stream, const Buffers& buffers);
template <typename Stream, typename Allocator, typename Delimiter>
std::size_t read_until(Stream& stream, basic_streambuf<Allocator>& buffer, const Delimiter& delimiter);

template <typename Executor, typename Handler>
void post(Executor&& executor, Handler&& handler) {
    (void)executor, (void)handler;
}
template <typename Executor, typename Handler>
void dispatch(Executor&& executor, Handler&& handler) {
    (void)executor, (void)handler;
}
template <typename Executor, typename Handler>
void defer(Executor&& executor, Handler&& handler) {
    (void)executor, (void)handler;
}
template <typename Executor, typename T, typename Token>
void co_spawn(Executor&& executor, awaitable<T> work, Token&& token) {
    (void)executor, (void)work, (void)token;
}
template <typename Executor, typename F, typename Token>
    requires std::is_invocable_v<F>
void co_spawn(Executor&& executor, F&& function, Token&& token) {
    (void)executor, (void)function, (void)token;
}

namespace this_coro {
struct executor_t {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> handle) const;
    any_io_executor await_resume() const;
};
inline constexpr executor_t executor{};
}  // namespace this_coro

}  // namespace boost::asio
