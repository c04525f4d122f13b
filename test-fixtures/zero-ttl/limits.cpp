// What the analyser gets wrong about lifetimes today.

//--- main.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <cstdlib>
#include <string>

// The difference is zero for every call, and only arithmetic shows it.
static int left_over(int ttl) { return ttl - 60; }

int main() {
    httplib::Server svr;
    redisContext* redis = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));  // want unpooled-connection: "is one connection that all requests share"
    svr.Get("/page", [redis](const httplib::Request& req, httplib::Response&) {
        freeReplyObject(redisCommand(redis, "SETEX %s %d page", req.body.c_str(), left_over(60)));  // misses zero-ttl
    });
    // What the page holds is different for every visitor, but only the word on the page tells.
    svr.Get("/lucky-number", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "no-store");  // false zero-ttl
        res.set_content(std::to_string(std::rand()), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
