// cpp_redis: every command that stores, counts or asks.
//--- main.cpp
#include <cpp_redis/cpp_redis>
#include <httplib.h>

static cpp_redis::client shared;  // want unpooled-connection: "'shared' is one connection that all requests share"
static cpp_redis::subscriber news;
static cpp_redis::sentinel watch;
static int told = 0;  // want mutable-global: "'told' is changed by 'lambda in main' while serving message handler in main"
static int told_by_pattern = 0;  // want mutable-global: "'told_by_pattern' is changed by 'lambda in main' while serving message handler in main"

int main() {
    shared.connect("redis", 6379);  // want hardcoded-endpoint: "'cpp_redis::client::connect' leads to redis at 'redis'"
    watch.add_sentinel("redis", 26379);
    news.subscribe("news", [](const std::string&, const std::string&) { ++told; });
    news.psubscribe("news.*", [](const std::string&, const std::string&) { ++told_by_pattern; });
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { shared.get("k"); page.set_content("", "text/html"); });
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { shared.mget({"k"}); page.set_content("", "text/html"); });
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { shared.hget("k", "f"); page.set_content("", "text/html"); });
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { shared.hgetall("k"); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { shared.set("cache:1", "v"); });  // want missing-ttl: "'SET cache:1' puts an entry into the shared cache that never expires"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { shared.setnx("cache:2", "v"); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { shared.setex("cache:3", 0, "v"); });  // want zero-ttl: "'cpp_redis::client::setex' is given a time to live of 0"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { shared.psetex("cache:4", 0, "v"); });  // want zero-ttl: "'cpp_redis::client::psetex' is given a time to live of 0"
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { shared.set_advanced("cache:5", "v", true, 0); });  // want missing-ttl: "'SET_ADVANCED cache:5' puts an entry into the shared cache that never expires"
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { shared.expire("k", 0); });
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { shared.pexpire("k", 0); });
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { shared.hset("cache:6", "f", "v"); });  // want missing-ttl: "'HSET cache:6' puts an entry into the shared cache that never expires"
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { shared.hmset("cache:7", {{"f", "v"}}); });  // want missing-ttl: "'HMSET cache:7' puts an entry into the shared cache that never expires"
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { shared.mset({{"cache:8", "v"}}); });
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { shared.getset("cache:9", "v"); });  // want missing-ttl: "'GETSET cache:9' puts an entry into the shared cache that never expires"
    server.Post("/12", [](const httplib::Request&, httplib::Response&) { shared.lpush("cache:10", {"v"}); });  // want missing-ttl: "'LPUSH cache:10' puts an entry into the shared cache that never expires"
    server.Post("/13", [](const httplib::Request&, httplib::Response&) { shared.rpush("cache:11", {"v"}); });  // want missing-ttl: "'RPUSH cache:11' puts an entry into the shared cache that never expires"
    server.Post("/14", [](const httplib::Request&, httplib::Response&) { shared.sadd("cache:12", {"v"}); });  // want missing-ttl: "'SADD cache:12' puts an entry into the shared cache that never expires"
    server.Post("/15", [](const httplib::Request&, httplib::Response&) { shared.zadd("cache:13", {}, {{"1", "v"}}); });  // want missing-ttl: "'ZADD cache:13' puts an entry into the shared cache that never expires"
    server.Post("/16", [](const httplib::Request&, httplib::Response&) { shared.incr("n"); });
    server.Post("/17", [](const httplib::Request&, httplib::Response&) { shared.incrby("n", 2); });
    server.Post("/18", [](const httplib::Request&, httplib::Response&) { shared.hincrby("n", "f", 2); });
    server.Post("/19", [](const httplib::Request&, httplib::Response&) { shared.send({"SET", "cache:14", "v"}); });  // want missing-ttl: "'SET cache:14' puts an entry into the shared cache that never expires"
    server.listen("0.0.0.0", 8080);
    shared.disconnect();
}
