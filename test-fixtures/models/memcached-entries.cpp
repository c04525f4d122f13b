// libmemcached: every way to store an entry and to ask for one.
//--- main.cpp
#include <httplib.h>
#include <libmemcached/memcached.h>

static memcached_pool_st* pool;
static memcached_result_st* result;
static const char* const keys[] = {"a"};
static const size_t lengths[] = {1};
static memcached_return_t error;
static memcached_st* client() {
    static memcached_st* one = memcached("--SERVER=cache1:11211", 21);  // want hardcoded-endpoint: "'memcached' leads to memcached at 'cache1'" want unpooled-connection: "'one' is one connection that all requests share"
    return one;
}

int main() {
    pool = memcached_pool("--SERVER=cache2:11211", 21);  // want hardcoded-endpoint: "'memcached_pool' leads to memcached at 'cache2'"
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { memcached_get(client(), "k", 1, nullptr, nullptr, &error); page.set_content("", "text/html"); });
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { memcached_mget(client(), keys, lengths, 1); page.set_content("", "text/html"); });
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { memcached_fetch_result(client(), result, &error); page.set_content("", "text/html"); });
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { memcached_get_by_key(client(), "g", 1, "k", 1, nullptr, nullptr, &error); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { memcached_set(client(), "k", 1, "v", 1, 0, 0); });  // want missing-ttl: "'SET k' puts an entry into the shared cache that never expires"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { memcached_add(client(), "k", 1, "v", 1, 0, 0); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { memcached_replace(client(), "k", 1, "v", 1, 0, 0); });  // want missing-ttl: "'REPLACE k' puts an entry into the shared cache that never expires"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { memcached_append(client(), "k", 1, "v", 1, 0, 0); });  // want missing-ttl: "'APPEND k' puts an entry into the shared cache that never expires"
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { memcached_prepend(client(), "k", 1, "v", 1, 0, 0); });  // want missing-ttl: "'PREPEND k' puts an entry into the shared cache that never expires"
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { memcached_cas(client(), "k", 1, "v", 1, 0, 0, 0); });  // want missing-ttl: "'CAS k' puts an entry into the shared cache that never expires"
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { memcached_set_by_key(client(), "g", 1, "k", 1, "v", 1, 0, 0); });  // want missing-ttl: "'SET_BY_KEY k' puts an entry into the shared cache that never expires"
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { memcached_add_by_key(client(), "g", 1, "k", 1, "v", 1, 0, 0); });
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { memcached_replace_by_key(client(), "g", 1, "k", 1, "v", 1, 0, 0); });  // want missing-ttl: "'REPLACE_BY_KEY k' puts an entry into the shared cache that never expires"
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { memcached_touch(client(), "k", 1, -1); });
    server.listen("0.0.0.0", 8080);
}
