// Boost.Asio coroutines: what is spawned is the awaitable that a call returned, so the called body is not seen to serve.

//--- main.cpp
#include <boost/asio.hpp>
#include <coroutine>

#include <string>
#include <utility>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

int reached_by_listener = 0;  // misses mutable-global
int reached_by_echo = 0;      // misses mutable-global
int reached_by_lambda = 0;    // want mutable-global: "'reached_by_lambda'"

static asio::awaitable<void> echo(tcp::socket socket) {
    char data[1024];
    for (;;) {
        std::size_t n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
        ++reached_by_echo;
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

int main() {
    asio::io_context context;
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
