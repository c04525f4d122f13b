// Pages of handlers that are given every request and test for GET, and of routes that a thread registers.

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
    res.set(http::field::cache_control, "no-store");  // want zero-ttl: "'Cache-Control: no-store' .*" via "message handler in BeastSession::start > BeastSession::answer > by_method > page_for"
    res.body() = "page";
    return res;
}

// The test stands where the page is chosen.
static http::response<http::string_body> front_page(unsigned version) {
    http::response<http::string_body> res{http::status::ok, version};
    res.set(http::field::cache_control, "no-cache");  // want zero-ttl: "'Cache-Control: no-cache' .*"
    return res;
}

static http::response<http::string_body> by_method(const http::request<http::string_body>& req) {
    switch (req.method()) {
    case http::verb::head:
    case http::verb::get:
        if (req.target() == "/") return front_page(req.version());
        return page_for(req);
    case http::verb::post: {
        http::response<http::string_body> created{http::status::ok, req.version()};
        created.set(http::field::cache_control, "no-store");
        return created;
    }
    default: return http::response<http::string_body>{http::status::method_not_allowed, req.version()};
    }
}

// What a client sees of itself is not for others to keep.
static http::response<http::string_body> own_page(const http::request<http::string_body>& req) {
    http::response<http::string_body> res{http::status::ok, req.version()};
    if (req.method() == http::verb::get && req.target() == "/account") res.set(http::field::cache_control, "no-store");
    return res;
}

// Nothing says that this is a GET.
static http::response<http::string_body> any_answer(const http::request<http::string_body>& req) {
    http::response<http::string_body> res{http::status::ok, req.version()};
    res.set(http::field::cache_control, "no-store");
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
        response_ = request_.target().empty() ? any_answer(request_) : by_method(request_);
        if (request_.target() == "/account") response_ = own_page(request_);
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

// The routes are registered in the thread that then serves them.
void serve_with_crow() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/menu")([] {
        crow::response res("menu");
        res.set_header("Cache-Control", "no-store");  // want zero-ttl: "'Cache-Control: no-store' .*" via "GET /menu"
        return res;
    });
    app.port(8081).run();
}

//--- main.cpp
#include <thread>

void serve_with_beast();
void serve_with_crow();

int main() {
    std::thread beast_server(serve_with_beast);
    std::thread crow_server(serve_with_crow);
    beast_server.join();
    crow_server.join();
}
