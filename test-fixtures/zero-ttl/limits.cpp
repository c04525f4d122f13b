// What the analyser gets wrong about lifetimes today.

//--- beast_pages.cpp
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <memory>

namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;

// One handler answers every method and path: only a comparison says that this is a GET.
static http::response<http::string_body> page_for(const http::request<http::string_body>& req) {
    if (req.method() != http::verb::get) {
        return http::response<http::string_body>{http::status::method_not_allowed, req.version()};
    }
    http::response<http::string_body> res{http::status::ok, req.version()};
    res.set(http::field::cache_control, "no-store");  // misses zero-ttl
    res.body() = "page";
    return res;
}

class BeastSession : public std::enable_shared_from_this<BeastSession> {
public:
    explicit BeastSession(tcp::socket socket) : socket_(std::move(socket)) {}
    void start() {
        auto self = shared_from_this();
        http::async_read(socket_, buffer_, request_, [self](beast::error_code error, std::size_t) {
            if (!error) self->answer();
        });
    }

private:
    void answer() {
        auto self = shared_from_this();
        response_ = page_for(request_);
        http::async_write(socket_, response_, [self](beast::error_code, std::size_t) {});
    }

    tcp::socket socket_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

static void accept_next(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](beast::error_code error, tcp::socket socket) {
        if (!error) std::make_shared<BeastSession>(std::move(socket))->start();
        accept_next(acceptor);
    });
}

void serve_with_beast() {
    boost::asio::io_context context;
    tcp::acceptor acceptor(context, tcp::endpoint(tcp::v4(), 8082));
    accept_next(acceptor);
    context.run();
}

//--- crow_pages.cpp
#include <crow.h>

// The routes are registered in a thread, whose root then seems to reach the page as well.
void serve_with_crow() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/menu")([] {
        crow::response res("menu");
        res.set_header("Cache-Control", "no-store");  // misses zero-ttl
        return res;
    });
    app.port(8081).run();
}

//--- main.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <cstdlib>
#include <string>
#include <thread>

void serve_with_beast();
void serve_with_crow();

// The difference is zero for every call, and only arithmetic shows it.
static int left_over(int ttl) { return ttl - 60; }

int main() {
    httplib::Server svr;
    std::thread beast_server(serve_with_beast);
    std::thread crow_server(serve_with_crow);
    redisContext* redis = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));
    svr.Get("/page", [redis](const httplib::Request& req, httplib::Response&) {
        freeReplyObject(redisCommand(redis, "SETEX %s %d page", req.body.c_str(), left_over(60)));  // misses zero-ttl
    });
    // What the page holds is different for every visitor, but only the word on the page tells.
    svr.Get("/lucky-number", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "no-store");  // false zero-ttl
        res.set_content(std::to_string(std::rand()), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
    beast_server.join();
    crow_server.join();
}
