// Boost.Asio coroutines: what is spawned is the awaitable that a call returned, or a lambda that returns one.

//--- main.cpp
#include <boost/asio.hpp>
#include <coroutine>

#include <string>
#include <utility>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

int reached_by_listener = 0;  // want mutable-global: "'reached_by_listener'" via "the loop in listener"
int reached_by_echo = 0;      // want mutable-global: "'reached_by_echo'" via "the loop in listener > echo"
int reached_by_answer = 0;    // want mutable-global: "'reached_by_answer'" via "the loop in listener > echo > answer"
int reached_by_lambda = 0;    // want mutable-global: "'reached_by_lambda'" via "coroutine in main"
int reached_by_method = 0;    // want mutable-global: "'reached_by_method'" via "coroutine Sweeper::run"
int set_before_spawning = 0;

static asio::awaitable<std::size_t> answer(std::size_t size) {
    ++reached_by_answer;
    co_return size;
}

static asio::awaitable<void> echo(tcp::socket socket) {
    char data[1024];
    for (;;) {
        std::size_t n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
        ++reached_by_echo;
        n = co_await answer(n);
        co_await asio::async_write(socket, asio::buffer(data, n), asio::use_awaitable);
    }
}

static asio::awaitable<void> listener(tcp::acceptor& acceptor) {
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        ++reached_by_listener;
        asio::co_spawn(acceptor.get_executor(), echo(std::move(socket)), asio::detached);
    }
}

class Sweeper {
public:
    explicit Sweeper(asio::io_context& context) : context_(context) {}
    void start() { asio::co_spawn(context_, run(), asio::detached); }

private:
    asio::awaitable<void> run() {
        ++reached_by_method;
        co_return;
    }
    asio::io_context& context_;
};

int main() {
    asio::io_context context;
    set_before_spawning = 1;
    Sweeper sweeper(context);
    sweeper.start();
    tcp::acceptor acceptor(context, tcp::endpoint(tcp::v4(), 9000));
    asio::co_spawn(context, listener(acceptor), asio::detached);
    asio::co_spawn(
        context,
        []() -> asio::awaitable<void> {
            ++reached_by_lambda;
            co_return;
        },
        asio::detached);
    context.run();
}
