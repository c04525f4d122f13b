// Entries of shared caches that never expire: read-through code, caches by name, wrappers, and memcached.

//--- database.h
#pragma once
#include <string>

std::string read_product(const std::string& id);
std::string read_weather(const std::string& city);

//--- database.cpp
#include "database.h"

#include <curl/curl.h>
#include <libpq-fe.h>

extern PGconn* open_database();

std::string read_product(const std::string& id) {
    PGconn* connection = open_database();
    const char* values[] = {id.c_str()};
    PGresult* rows =
        PQexecParams(connection, "SELECT body FROM products WHERE id = $1", 1, nullptr, values, nullptr, nullptr, 0);
    std::string body = PQgetvalue(rows, 0, 0);
    PQclear(rows);
    return body;
}

std::string read_weather(const std::string& city) {
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, ("https://weather.example/" + city).c_str());
    curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    return "sunny";
}

//--- read_through.cpp
#include <hiredis/hiredis.h>
#include <sw/redis++/redis++.h>

#include "database.h"

std::string product(redisContext* redis, const std::string& id) {
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET product:%s", id.c_str()));
    if (reply->type == REDIS_REPLY_STRING) return reply->str;
    const std::string body = read_product(id);
    redisCommand(redis, "SET product:%s %s", id.c_str(),
                 body.c_str());  // want@-1 missing-ttl: "'SET product:\*' .*GET /product"
    return body;
}

std::string product_fields(redisContext* redis, const std::string& id) {
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "HGET product-fields:%s body", id.c_str()));
    if (reply->type == REDIS_REPLY_STRING) return reply->str;
    const std::string body = read_product(id);
    redisCommand(redis, "HSET product-fields:%s body %s", id.c_str(),
                 body.c_str());  // want@-1 missing-ttl: "'HSET product-fields:\*'"
    redisCommand(redis, "EXPIRE another-key:%s 60", id.c_str());
    return body;
}

std::string weather(sw::redis::Redis& redis, const std::string& city) {
    const std::string key = "weather:" + city;
    if (auto known = redis.get(key)) return *known;
    const std::string body = read_weather(city);
    redis.set(key, body);  // want missing-ttl: "'SET weather:\*'" via "GET /weather > weather"
    return body;
}

std::string zero_for_ever(sw::redis::Redis& redis, const std::string& city) {
    const std::string key = "forecast:" + city;
    if (auto known = redis.get(key)) return *known;
    const std::string body = read_weather(city);
    redis.set(key, body, std::chrono::milliseconds(0));  // want missing-ttl: "'SET forecast:\*'"
    return body;
}

//--- named.cpp
#include <cpp_redis/cpp_redis>
#include <hiredis/hiredis.h>
#include <sw/redis++/redis++.h>

#include <string>

void key_says_cache(redisContext* redis, const std::string& page) {
    redisCommand(redis, "SET cache:page:%s %b", page.c_str(), page.data(),
                 page.size());  // want@-1 missing-ttl: "its key says so"
}

void cache_rendered_page(redisContext* redis, const std::string& page) {
    redisCommand(redis, "HMSET page:%s body %s", page.c_str(),
                 page.c_str());  // want@-1 missing-ttl: "'cache_rendered_page' says so"
}

class PageCache {
public:
    explicit PageCache(sw::redis::Redis& redis) : redis_(redis) {}
    void put(const std::string& page, const std::string& body) {
        redis_.hset("page-parts:" + page, "body", body);  // want missing-ttl: "'PageCache' says so"
    }

private:
    sw::redis::Redis& redis_;
};

void put_page(sw::redis::Redis& redis, const std::string& page) { PageCache(redis).put(page, "body"); }

void put_into_memory_store(cpp_redis::client& cache, const std::string& page) {
    cache.set("page:" + page, "body");  // want missing-ttl: "'cache' says so"
}

void argv_says_cache(redisContext* redis) {
    const char* words[] = {"SET", "cache:front", "body"};
    redisCommandArgv(redis, 3, words, nullptr);  // want missing-ttl: "'SET cache:front'"
}

//--- wrapper.h
#pragma once
#include <hiredis/hiredis.h>

#include <string>

class Redis {
public:
    explicit Redis(redisContext* context) : context_(context) {}
    std::string get(const std::string& key);
    void set(const std::string& key, const std::string& value);

private:
    redisContext* context_;
};

//--- wrapper.cpp
#include "wrapper.h"

std::string Redis::get(const std::string& key) {
    auto* reply = static_cast<redisReply*>(redisCommand(context_, "GET %s", key.c_str()));
    return reply->type == REDIS_REPLY_STRING ? reply->str : "";
}

void Redis::set(const std::string& key, const std::string& value) {
    redisCommand(context_, "SET %s %s", key.c_str(), value.c_str());
}

//--- wrapped.cpp
#include "database.h"
#include "wrapper.h"

std::string wrapped_product(Redis& redis, const std::string& id) {
    std::string body = redis.get("wrapped:" + id);
    if (!body.empty()) return body;
    body = read_product(id);
    redis.set("wrapped:" + id, body);  // want missing-ttl: "'SET wrapped:\*'"
    return body;
}

void keep_session(Redis& redis, const std::string& id) { redis.set("session:" + id, "user"); }

//--- memcached.cpp
#include <libmemcached/memcached.h>

#include <string>

void memcached_for_ever(memcached_st* memcached, const std::string& key, const std::string& body) {
    memcached_set(memcached, key.data(), key.size(), body.data(), body.size(), 0, 0);  // want missing-ttl: "memcached"
}

void default_for_ever(memcached_st* memcached, const std::string& key, const std::string& body, int ttl = 0) {
    memcached_set(memcached, key.data(), key.size(), body.data(), body.size(), ttl,
                  0);  // want@-1 missing-ttl: "memcached"
}

void uses_default(memcached_st* memcached, const std::string& key) { default_for_ever(memcached, key, "body"); }

//--- drogon_cache.cpp
#include <drogon/nosql/RedisClient.h>

#include <string>

void cache_menu(const drogon::nosql::RedisClientPtr& redis, const std::string& menu) {
    redis->execCommandAsync([](const drogon::nosql::RedisResult&) {}, [](const drogon::nosql::RedisException&) {},
                            "set menu %s", menu.c_str());  // want@-1 missing-ttl: "'SET menu'"
}

//--- main.cpp
#include <cpp_redis/cpp_redis>
#include <drogon/nosql/RedisClient.h>
#include <hiredis/hiredis.h>
#include <httplib.h>
#include <libmemcached/memcached.h>
#include <sw/redis++/redis++.h>

#include "wrapper.h"

std::string product(redisContext* redis, const std::string& id);
std::string product_fields(redisContext* redis, const std::string& id);
std::string weather(sw::redis::Redis& redis, const std::string& city);
std::string zero_for_ever(sw::redis::Redis& redis, const std::string& city);
void key_says_cache(redisContext* redis, const std::string& page);
void cache_rendered_page(redisContext* redis, const std::string& page);
void put_page(sw::redis::Redis& redis, const std::string& page);
void put_into_memory_store(cpp_redis::client& cache, const std::string& page);
void argv_says_cache(redisContext* redis);
std::string wrapped_product(Redis& redis, const std::string& id);
void keep_session(Redis& redis, const std::string& id);
void memcached_for_ever(memcached_st* memcached, const std::string& key, const std::string& body);
void uses_default(memcached_st* memcached, const std::string& key);
void cache_menu(const drogon::nosql::RedisClientPtr& redis, const std::string& menu);

void serve(redisContext* redis, sw::redis::Redis& plus, cpp_redis::client& cpp, memcached_st* memcached,
           const drogon::nosql::RedisClientPtr& drogon_redis) {
    httplib::Server server;
    server.Get("/product", [=](const httplib::Request& request, httplib::Response& response) {
        response.set_content(product(redis, request.get_param_value("id")), "application/json");
    });
    server.Get("/fields", [=](const httplib::Request& request, httplib::Response& response) {
        response.set_content(product_fields(redis, request.get_param_value("id")), "application/json");
    });
    server.Get("/weather", [&plus](const httplib::Request& request, httplib::Response& response) {
        response.set_content(weather(plus, request.get_param_value("city")), "text/plain");
    });
    server.Get("/forecast", [&plus](const httplib::Request& request, httplib::Response& response) {
        response.set_content(zero_for_ever(plus, request.get_param_value("city")), "text/plain");
    });
    server.Post("/pages", [=, &plus, &cpp](const httplib::Request& request, httplib::Response&) {
        key_says_cache(redis, request.body);
        cache_rendered_page(redis, request.body);
        put_page(plus, request.body);
        put_into_memory_store(cpp, request.body);
        argv_says_cache(redis);
        memcached_for_ever(memcached, request.body, request.body);
        uses_default(memcached, request.body);
        cache_menu(drogon_redis, request.body);
    });
    server.Get("/wrapped", [=](const httplib::Request& request, httplib::Response& response) {
        Redis wrapper(redis);
        keep_session(wrapper, request.get_param_value("id"));
        response.set_content(wrapped_product(wrapper, request.get_param_value("id")), "application/json");
    });
    server.listen("0.0.0.0", 8080);
}
