// The same mistakes through other Redis clients and other frameworks' responses.

//--- redis_plus_plus.cpp
#include <crow.h>
#include <sw/redis++/redis++.h>

#include <chrono>
#include <cstdlib>
#include <memory>

void add_redis_plus_plus_routes(crow::SimpleApp& app) {
    auto redis = std::make_shared<sw::redis::Redis>(std::getenv("REDIS_URL"));
    CROW_ROUTE(app, "/set")([redis] {
        redis->set("page", "text", std::chrono::seconds(0));  // want zero-ttl: "."
        return "ok";
    });
    CROW_ROUTE(app, "/setex")([redis] {
        redis->setex("page", 0, "text");                            // want zero-ttl: "."
        redis->psetex("page", std::chrono::milliseconds(0), "text");  // want zero-ttl: "."
        return "ok";
    });
}

//--- cpp_redis.cpp
#include <cpp_redis/cpp_redis>
#include <crow.h>

#include <memory>

void add_cpp_redis_routes(crow::SimpleApp& app) {
    auto client = std::make_shared<cpp_redis::client>();
    CROW_ROUTE(app, "/store")([client] {
        client->setex("page", 0, "text");  // want zero-ttl: "."
        return "ok";
    });
}

//--- boost_redis.cpp
#include <boost/redis.hpp>
#include <crow.h>

void add_boost_redis_routes(crow::SimpleApp& app) {
    CROW_ROUTE(app, "/push")([] {
        boost::redis::request request;
        request.push("SET", "page", "text", "EX", "0");  // want zero-ttl: "."
        request.push("SETEX", "page", 0, "text");        // want zero-ttl: "."
        return "ok";
    });
}

//--- crow_pages.cpp
#include <crow.h>

void add_redis_plus_plus_routes(crow::SimpleApp& app);
void add_cpp_redis_routes(crow::SimpleApp& app);
void add_boost_redis_routes(crow::SimpleApp& app);

void serve_with_crow() {
    crow::SimpleApp app;
    add_redis_plus_plus_routes(app);
    add_cpp_redis_routes(app);
    add_boost_redis_routes(app);
    CROW_ROUTE(app, "/menu")([] {
        crow::response res("menu");
        res.set_header("Cache-Control", "no-store");  // want zero-ttl: "."
        return res;
    });
    CROW_ROUTE(app, "/hours")([](const crow::request&, crow::response& res) {
        res.add_header("Cache-Control", "max-age=0");  // want zero-ttl: "."
        res.end("nine to five");
    });
    app.port(8081).run();
}

//--- beast_pages.cpp
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <memory>

namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;

static http::response<http::string_body> page_for(const http::request<http::string_body>& req) {
    if (req.method() != http::verb::get) {
        return http::response<http::string_body>{http::status::method_not_allowed, req.version()};
    }
    http::response<http::string_body> res{http::status::ok, req.version()};
    res.set(http::field::cache_control, "no-store");  // want zero-ttl: "."
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

//--- main.cpp
#include <drogon/drogon.h>

#include <thread>

void serve_with_crow();
void serve_with_beast();

int main() {
    std::thread crow_server(serve_with_crow);
    std::thread beast_server(serve_with_beast);
    drogon::app().registerHandler(
        "/offers",
        [](const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto response = drogon::HttpResponse::newHttpResponse();
            response->addHeader("Cache-Control", "no-cache");  // want zero-ttl: "."
            response->setBody("offers");
            callback(response);
        },
        {drogon::Get});
    drogon::app().registerHandler(
        "/stock",
        [](const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto redis = drogon::app().getRedisClient();
            redis->execCommandAsync([](const drogon::nosql::RedisResult&) {}, [](const std::exception&) {},
                                    "setex %s 0 %s", "stock", "12");  // want zero-ttl: "."
            callback(drogon::HttpResponse::newHttpResponse());
        },
        {drogon::Get});
    drogon::app().addListener("0.0.0.0", 8080).run();
    crow_server.join();
    beast_server.join();
}
