// memcached's zero means "for ever", so it is no lifetime that ends at once.

//--- main.cpp
#include <httplib.h>
#include <libmemcached/memcached.h>

#include <cstdlib>
#include <cstring>
#include <string>

static void zero_is_for_ever(memcached_st* memcached, const std::string& key, const std::string& value) {
    memcached_set(memcached, key.data(), key.size(), value.data(), value.size(), 0, 0);
}

static void a_minute(memcached_st* memcached, const std::string& key, const std::string& value) {
    memcached_set(memcached, key.data(), key.size(), value.data(), value.size(), 60, 0);
}

int main() {
    httplib::Server svr;
    const char* configuration = std::getenv("MEMCACHED");
    memcached_st* handle = memcached(configuration, std::strlen(configuration));
    svr.Get("/", [handle](const httplib::Request& req, httplib::Response&) {
        zero_is_for_ever(handle, req.path, req.body);
        a_minute(handle, req.path, req.body);
    });
    svr.listen("0.0.0.0", 8080);
}
