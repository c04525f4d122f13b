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
        redis->setex("page", std::chrono::seconds(0), "text");  // want zero-ttl: "."
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

//--- main.cpp
#include <crow.h>

void add_redis_plus_plus_routes(crow::SimpleApp& app);
void add_cpp_redis_routes(crow::SimpleApp& app);
void add_boost_redis_routes(crow::SimpleApp& app);

int main() {
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
    app.port(8080).run();
}
