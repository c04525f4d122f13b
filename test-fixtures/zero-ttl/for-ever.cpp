// In memcached, and in redis-plus-plus' set, zero means "for ever": no lifetime that ends at once. (In a cache, for ever is too long.)

//--- main.cpp
#include <httplib.h>
#include <libmemcached/memcached.h>
#include <sw/redis++/redis++.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>

static void memcached_zero(memcached_st* handle, const std::string& key, const std::string& value) {
    memcached_set(handle, key.data(), key.size(), value.data(), value.size(), 0, 0);  // want missing-ttl: "."
}

static void memcached_minute(memcached_st* handle, const std::string& key, const std::string& value) {
    memcached_set(handle, key.data(), key.size(), value.data(), value.size(), 60, 0);
}

static void redis_plus_plus_zero(sw::redis::Redis& redis, const std::string& key, const std::string& value) {
    redis.set(key, value, std::chrono::milliseconds(0));
    redis.set(key, value, std::chrono::seconds(60));
}

int main() {
    httplib::Server svr;
    const char* configuration = std::getenv("MEMCACHED");
    memcached_st* handle = memcached(configuration, std::strlen(configuration));  // want unpooled-connection: "is one connection that all requests share"
    sw::redis::Redis redis(std::getenv("REDIS_URL"));
    svr.Get("/", [handle, &redis](const httplib::Request& req, httplib::Response&) {
        memcached_zero(handle, req.path, req.body);
        memcached_minute(handle, req.path, req.body);
        redis_plus_plus_zero(redis, req.path, req.body);
    });
    svr.listen("0.0.0.0", 8080);
}
