// Cache entries that expire as they are written, and public pages that forbid every cache, through hiredis and httplib.

//--- cache.h
#pragma once
#include <hiredis/hiredis.h>

#include <string>

struct CacheSettings {
    int ttl_seconds = 0;  // want zero-ttl: "ttl|TTL|expir|lifetime"
};

constexpr int product_ttl = 0;  // want zero-ttl: "ttl|TTL|expir|lifetime"

void put_with_ttl(redisContext* redis, const std::string& key, const std::string& value, int ttl);
void forget_at_once(redisContext* redis, const std::string& key, const std::string& value);
void forget_by_format(redisContext* redis, const std::string& key, const std::string& value);
void forget_by_argv(redisContext* redis, const char* key, const char* value);
void forget_in_milliseconds(redisContext* redis, const std::string& key, const std::string& value);
void forget_by_getex(redisContext* redis, const std::string& key);
void forget_after_storing(redisContext* redis, const std::string& key, const std::string& value);
void forget_by_settings(redisContext* redis, const CacheSettings& settings, const std::string& key);
void forget_by_append(redisContext* redis, const std::string& key);

//--- cache.cpp
#include "cache.h"

void put_with_ttl(redisContext* redis, const std::string& key, const std::string& value, int ttl) {
    freeReplyObject(redisCommand(redis, "SETEX %s %d %s", key.c_str(), ttl, value.c_str()));
}

void forget_at_once(redisContext* redis, const std::string& key, const std::string& value) {
    freeReplyObject(redisCommand(redis, "SET %s %s EX 0", key.c_str(), value.c_str()));  // want zero-ttl: "."
}

void forget_by_format(redisContext* redis, const std::string& key, const std::string& value) {
    freeReplyObject(redisCommand(redis, "SETEX %s %d %s", key.c_str(), 0, value.c_str()));  // want zero-ttl: "."
}

void forget_by_argv(redisContext* redis, const char* key, const char* value) {
    const char* command[] = {"SET", key, value, "EX", "0"};  // want zero-ttl: "."
    freeReplyObject(redisCommandArgv(redis, 5, command, nullptr));
}

void forget_in_milliseconds(redisContext* redis, const std::string& key, const std::string& value) {
    freeReplyObject(redisCommand(redis, "PSETEX %s 0 %s", key.c_str(), value.c_str()));  // want zero-ttl: "."
}

void forget_by_getex(redisContext* redis, const std::string& key) {
    freeReplyObject(redisCommand(redis, "GETEX %s EX 0", key.c_str()));  // want zero-ttl: "."
}

void forget_after_storing(redisContext* redis, const std::string& key, const std::string& value) {
    freeReplyObject(redisCommand(redis, "SET %s %s", key.c_str(), value.c_str()));
    freeReplyObject(redisCommand(redis, "EXPIRE %s %d", key.c_str(), -1));  // want zero-ttl: "."
}

void forget_by_settings(redisContext* redis, const CacheSettings& settings, const std::string& key) {
    std::string command = "SETEX " + key + " " + std::to_string(settings.ttl_seconds) + " 1";
    freeReplyObject(redisCommand(redis, command.c_str()));
}

void forget_by_append(redisContext* redis, const std::string& key) {
    redisAppendCommand(redis, "SET %s 1 PX 0", key.c_str());  // want zero-ttl: "."
}

//--- main.cpp
#include <httplib.h>

#include <cstdlib>

#include "cache.h"

static void no_caching(httplib::Response& res) {
    res.set_header("Cache-Control", "no-cache, no-store, must-revalidate");  // want zero-ttl: "."
}

static const char* const page_caching = "public, max-age=0";  // want zero-ttl: "."

int main() {
    httplib::Server svr;
    redisContext* redis = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));  // want unpooled-connection: "is one connection that all requests share"
    CacheSettings settings;

    svr.Get("/product", [redis, settings](const httplib::Request& req, httplib::Response& res) {
        put_with_ttl(redis, req.body, "product", product_ttl);
        forget_at_once(redis, req.body, "a");
        forget_by_format(redis, req.body, "a");
        forget_by_argv(redis, req.body.c_str(), "a");
        forget_in_milliseconds(redis, req.body, "a");
        forget_by_getex(redis, req.body);
        forget_after_storing(redis, req.body, "a");
        forget_by_settings(redis, settings, req.body);
        forget_by_append(redis, req.body);
        res.set_content("product", "text/plain");
    });
    svr.Get("/catalogue", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "no-store");  // want zero-ttl: "."
        res.set_content("all products", "text/plain");
    });
    svr.Get("/news", [](const httplib::Request&, httplib::Response& res) {
        no_caching(res);
        res.set_content("news", "text/plain");
    });
    svr.Get("/about", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("cache-control", page_caching);
        res.set_content("about us", "text/html");
    });
    svr.Get("/prices", [](const httplib::Request&, httplib::Response& res) {
        res.headers.emplace("Cache-Control", "no-cache");  // want zero-ttl: "."
        res.set_content("prices", "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
