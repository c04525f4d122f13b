// Responses that have every right to forbid caching, entries with a lifetime, and zeros that are no time to live.

//--- cache.h
#pragma once
#include <hiredis/hiredis.h>

#include <string>

constexpr int five_minutes = 300;

void put_with_lifetime(redisContext* redis, const std::string& key, const std::string& value, int ttl = five_minutes);
void deletes_by_expire(redisContext* redis, const std::string& key);
void value_is_zero(redisContext* redis, const std::string& key);
void database_zero(redisContext* redis);

//--- cache.cpp
#include "cache.h"

void put_with_lifetime(redisContext* redis, const std::string& key, const std::string& value, int ttl) {
    freeReplyObject(redisCommand(redis, "SETEX %s %d %s", key.c_str(), ttl, value.c_str()));
    freeReplyObject(redisCommand(redis, "SET %s %s EX 60", key.c_str(), value.c_str()));
    freeReplyObject(redisCommand(redis, "EXPIRE %s 3600", key.c_str()));
}

void deletes_by_expire(redisContext* redis, const std::string& key) {
    freeReplyObject(redisCommand(redis, "EXPIRE %s 0", key.c_str()));
}

void value_is_zero(redisContext* redis, const std::string& key) {
    freeReplyObject(redisCommand(redis, "SETEX %s 60 0", key.c_str()));
    freeReplyObject(redisCommand(redis, "HSET %s errors 0", key.c_str()));
    freeReplyObject(redisCommand(redis, "SETEX %s %d %d", key.c_str(), 60, 0));
}

void database_zero(redisContext* redis) {
    freeReplyObject(redisCommand(redis, "SELECT 0"));
    freeReplyObject(redisCommand(redis, "LRANGE recent 0 -1"));
}

//--- main.cpp
#include <httplib.h>

#include <cstdlib>
#include <string>

#include "cache.h"

static bool signed_in(const httplib::Request& req) { return !req.get_header_value("Authorization").empty(); }

static void not_found(httplib::Response& res) {
    res.status = 404;
    res.set_header("Cache-Control", "no-store");
}

int main() {
    httplib::Server svr;
    redisContext* redis = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));  // want unpooled-connection: "is one connection that all requests share"

    svr.Get("/cached_for_a_minute", [redis](const httplib::Request& req, httplib::Response& res) {
        put_with_lifetime(redis, req.body, "value");
        value_is_zero(redis, req.body);
        database_zero(redis);
        res.set_header("Cache-Control", "public, max-age=60, stale-while-revalidate=30");
        res.set_content("page", "text/html");
    });
    svr.Delete("/deleted", [redis](const httplib::Request& req, httplib::Response&) { deletes_by_expire(redis, req.body); });
    svr.Post("/login", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "no-store");
        res.set_content("token", "text/plain");
    });
    svr.Get("/account", [](const httplib::Request& req, httplib::Response& res) {
        if (!signed_in(req)) {
            res.status = 401;
            return;
        }
        res.set_header("Cache-Control", "no-store");
        res.set_content("balance", "text/plain");
    });
    svr.Get("/sets_a_cookie", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Set-Cookie", "visit=1");
        res.set_header("Cache-Control", "no-store");
    });
    svr.Get("/health", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "no-store");
        res.set_content("ok", "text/plain");
    });
    svr.Get("/revalidated", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("ETag", "\"42\"");
        res.set_header("Cache-Control", "no-cache");
        res.set_content("page", "text/html");
    });
    svr.Get("/events", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "no-cache");
        res.set_content("data: hello\n\n", "text/event-stream");
    });
    svr.Get("/broken", [](const httplib::Request& req, httplib::Response& res) {
        if (req.body.empty()) return not_found(res);
        res.set_content("found", "text/plain");
    });
    svr.Get("/asks_upstream", [](const httplib::Request&, httplib::Response& res) {
        httplib::Client upstream("upstream.example.org");
        auto answer = upstream.Get("/fresh", httplib::Headers{{"Cache-Control", "no-cache"}});
        res.set_content(answer ? answer->body : "none", "text/plain");
    });
    svr.Get("/reads_the_header", [](const httplib::Request& req, httplib::Response& res) {
        bool refresh = req.get_header_value("Cache-Control") == "no-cache";
        res.set_content(refresh ? "fresh" : "stored", "text/plain");
    });
    svr.set_error_handler([](const httplib::Request&, httplib::Response& res) { res.set_header("Cache-Control", "no-store"); });
    svr.set_keep_alive_timeout(0);
    svr.set_read_timeout(0);
    svr.listen("0.0.0.0", 8080);
}
