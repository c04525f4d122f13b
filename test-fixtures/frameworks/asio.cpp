// Boost.Asio and Beast: callbacks of accept, read, write, timers and posted work.

//--- main.cpp
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

int reached_by_accept = 0;          // want mutable-global: "'reached_by_accept'"
int reached_by_read = 0;            // want mutable-global: "'reached_by_read'"
int reached_by_bound_write = 0;     // want mutable-global: "'reached_by_bound_write'"
int reached_by_front_handler = 0;   // want mutable-global: "'reached_by_front_handler'"
int reached_by_websocket_read = 0;  // want mutable-global: "'reached_by_websocket_read'"
int reached_by_timer = 0;           // want mutable-global: "'reached_by_timer'"
int reached_by_post = 0;            // want mutable-global: "'reached_by_post'"
int reached_by_stranded_accept = 0;  // want mutable-global: "'reached_by_stranded_accept'"
int reached_by_function_member = 0;  // want mutable-global: "'reached_by_function_member'"
int reached_by_virtual_method = 0;  // want mutable-global: "'reached_by_virtual_method'"
int set_before_run = 0;

struct Responder {
    virtual ~Responder() = default;
    virtual void respond() = 0;
};
struct Greeter : Responder {
    void respond() override { ++reached_by_virtual_method; }
};

class HttpSession : public std::enable_shared_from_this<HttpSession> {
public:
    HttpSession(tcp::socket&& socket, Responder& responder)
        : stream_(std::move(socket)), responder_(responder), on_message_([] { ++reached_by_function_member; }) {}
    void run() {
        http::async_read(stream_, buffer_, request_, beast::bind_front_handler(&HttpSession::on_read, shared_from_this()));
    }

private:
    void on_read(beast::error_code error, std::size_t) {
        if (error) return;
        ++reached_by_front_handler;
        ++requests_on_this_connection_;
        on_message_();
        responder_.respond();
        response_.body() = "ok";
        http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code, std::size_t) { self->run(); });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
    Responder& responder_;
    std::function<void()> on_message_;
    int requests_on_this_connection_ = 0;
};

class LineSession : public std::enable_shared_from_this<LineSession> {
public:
    explicit LineSession(tcp::socket socket) : socket_(std::move(socket)) {}
    void read() {
        auto self = shared_from_this();
        asio::async_read_until(socket_, buffer_, '\n', [this, self](boost::system::error_code error, std::size_t) {
            if (error) return;
            ++reached_by_read;
            write();
        });
    }

private:
    void write() {
        asio::async_write(socket_, buffer_.data(),
                          std::bind(&LineSession::on_write, shared_from_this(), std::placeholders::_1, std::placeholders::_2));
    }
    void on_write(boost::system::error_code error, std::size_t) {
        ++reached_by_bound_write;
        if (!error) read();
    }

    tcp::socket socket_;
    asio::streambuf buffer_;
};

class WebSocketSession : public std::enable_shared_from_this<WebSocketSession> {
public:
    explicit WebSocketSession(tcp::socket&& socket) : stream_(std::move(socket)) {}
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            ++reached_by_websocket_read;
            if (!error) self->read();
        });
    }

private:
    beast::websocket::stream<beast::tcp_stream> stream_;
    beast::flat_buffer buffer_;
};

class Listener {
public:
    Listener(asio::io_context& context, unsigned short port, Responder& responder)
        : acceptor_(context, tcp::endpoint(tcp::v4(), port)), responder_(responder) {}
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            ++reached_by_accept;
            if (!error) std::make_shared<HttpSession>(std::move(socket), responder_)->run();
            accept();
        });
    }

private:
    tcp::acceptor acceptor_;
    Responder& responder_;
};

class LineListener {
public:
    LineListener(asio::io_context& context, unsigned short port) : acceptor_(context, tcp::endpoint(tcp::v4(), port)) {}
    void accept() { acceptor_.async_accept(std::bind(&LineListener::on_accept, this, std::placeholders::_1, std::placeholders::_2)); }

private:
    void on_accept(boost::system::error_code error, tcp::socket socket) {
        if (!error) std::make_shared<LineSession>(std::move(socket))->read();
        accept();
    }
    tcp::acceptor acceptor_;
};

class WebSocketListener {
public:
    explicit WebSocketListener(tcp::acceptor& acceptor) : acceptor_(acceptor) {}
    void accept() {
        acceptor_.async_accept(asio::make_strand(acceptor_.get_executor()),
                               beast::bind_front_handler(&WebSocketListener::on_accept, this));
    }

private:
    void on_accept(beast::error_code error, tcp::socket socket) {
        ++reached_by_stranded_accept;
        if (!error) std::make_shared<WebSocketSession>(std::move(socket))->read();
        accept();
    }
    tcp::acceptor& acceptor_;
};

static void on_timer(asio::steady_timer& timer, const boost::system::error_code&) {
    ++reached_by_timer;
    timer.expires_after(std::chrono::seconds(1));
    timer.async_wait([&timer](const boost::system::error_code& error) { on_timer(timer, error); });
}

int main() {
    asio::io_context context;
    set_before_run = 1;
    Greeter greeter;
    Listener listener(context, 8080, greeter);
    listener.accept();
    LineListener lines(context, 8081);
    lines.accept();
    tcp::acceptor sockets(context, tcp::endpoint(tcp::v4(), 8082));
    WebSocketListener web(sockets);
    web.accept();
    asio::steady_timer timer(context, std::chrono::seconds(1));
    timer.async_wait([&timer](const boost::system::error_code& error) { on_timer(timer, error); });
    asio::post(context, [] { ++reached_by_post; });
    context.run();
}
