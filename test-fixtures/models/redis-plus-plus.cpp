// redis-plus-plus: every command that stores, counts or asks, in every form of the client.
//--- main.cpp
#include <httplib.h>
#include <sw/redis++/async_redis++.h>
#include <sw/redis++/co_redis++.h>
#include <vector>

using sw::redis::StringView;
static sw::redis::Redis& redis() {
    static sw::redis::Redis pool("tcp://redis:6379");  // want hardcoded-endpoint: "'sw::redis::Redis::Redis' leads to redis at 'redis'"
    return pool;
}
static sw::redis::RedisCluster& cluster() {
    static sw::redis::RedisCluster pool("tcp://redis:7000");  // want hardcoded-endpoint: "'sw::redis::RedisCluster::RedisCluster' leads to redis at 'redis'"
    return pool;
}
static sw::redis::ConnectionOptions at_redis() {
    sw::redis::ConnectionOptions options;
    options.host = "redis";  // want hardcoded-endpoint: "'sw::redis::ConnectionOptions::host' leads to redis at 'redis'"
    return options;
}
static sw::redis::AsyncRedis later(at_redis());
static sw::redis::AsyncRedisCluster later_cluster(at_redis());
static sw::redis::CoRedis co(at_redis());
static sw::redis::CoRedisCluster co_cluster(at_redis());
static std::vector<std::pair<std::string, std::string>> fields;
static std::vector<std::string> keys;
static int told = 0;  // want mutable-global: "'told' is changed by 'lambda in listen' while serving message handler in listen"
static int told_by_pattern = 0;  // want mutable-global: "'told_by_pattern' is changed by 'lambda in listen' while serving message handler in listen"
static int told_by_shard = 0;  // want mutable-global: "'told_by_shard' is changed by 'lambda in listen' while serving message handler in listen"
static int told_later = 0;  // want mutable-global: "'told_later' is changed by 'lambda in listen_later' while serving message handler in listen_later"
static int told_later_by_pattern = 0;  // want mutable-global: "'told_later_by_pattern' is changed by 'lambda in listen_later' while serving message handler in listen_later"
static void listen() {
    sw::redis::Subscriber news = redis().subscriber();
    news.on_message([](std::string, std::string) { ++told; });
    news.on_pmessage([](std::string, std::string, std::string) { ++told_by_pattern; });
    news.on_smessage([](std::string, std::string) { ++told_by_shard; });
    while (true) news.consume();
}
static void listen_later(sw::redis::AsyncSubscriber& news) {
    news.on_message([](std::string, std::string) { ++told_later; });
    news.on_pmessage([](std::string, std::string, std::string) { ++told_later_by_pattern; });
}
static sw::redis::Sentinel* sentinel;
static sw::redis::Transaction* transaction;
static sw::redis::QueuedReplies* replies;

int main() {
    listen();
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { redis().get("k"); page.set_content("", "text/html"); });
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { std::vector<std::string> out; redis().mget(keys.begin(), keys.end(), std::back_inserter(out)); page.set_content("", "text/html"); });
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { redis().hget("k", "f"); page.set_content("", "text/html"); });
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { std::vector<std::string> out; redis().hgetall("k", std::back_inserter(out)); page.set_content("", "text/html"); });
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { std::vector<std::string> out; redis().hmget("k", keys.begin(), keys.end(), std::back_inserter(out)); page.set_content("", "text/html"); });
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { std::vector<std::string> out; redis().lrange("k", 0, -1, std::back_inserter(out)); page.set_content("", "text/html"); });
    server.Get("/7", [](const httplib::Request&, httplib::Response& page) { std::vector<std::string> out; redis().smembers("k", std::back_inserter(out)); page.set_content("", "text/html"); });
    server.Get("/8", [](const httplib::Request&, httplib::Response& page) { std::vector<std::string> out; redis().zrange("k", 0, -1, std::back_inserter(out)); page.set_content("", "text/html"); });
    server.Get("/9", [](const httplib::Request&, httplib::Response& page) { replies->get<std::string>(0); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { redis().set("cache:1", "v"); });  // want missing-ttl: "'SET cache:1' puts an entry into the shared cache that never expires"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { redis().setnx("cache:2", "v"); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { redis().setex("cache:3", 0, "v"); });  // want zero-ttl: "'sw::redis::Redis::setex' is given a time to live of 0"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { redis().psetex("cache:4", 0, "v"); });  // want zero-ttl: "'sw::redis::Redis::psetex' is given a time to live of 0"
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { redis().hset("cache:5", "f", "v"); });  // want missing-ttl: "'HSET cache:5' puts an entry into the shared cache that never expires"
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { redis().hmset("cache:6", fields.begin(), fields.end()); });  // want missing-ttl: "'HMSET cache:6' puts an entry into the shared cache that never expires"
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { redis().mset({std::make_pair("cache:7", "v")}); });  // want missing-ttl: "'MSET cache:7' puts an entry into the shared cache that never expires"
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { redis().getset("cache:8", "v"); });  // want missing-ttl: "'GETSET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { redis().lpush("cache:9", "v"); });  // want missing-ttl: "'LPUSH cache:9' puts an entry into the shared cache that never expires"
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { redis().rpush("cache:10", "v"); });  // want missing-ttl: "'RPUSH cache:10' puts an entry into the shared cache that never expires"
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { redis().sadd("cache:11", "v"); });  // want missing-ttl: "'SADD cache:11' puts an entry into the shared cache that never expires"
    server.Post("/12", [](const httplib::Request&, httplib::Response&) { redis().zadd("cache:12", "v", 1.0); });  // want missing-ttl: "'ZADD cache:12' puts an entry into the shared cache that never expires"
    server.Post("/13", [](const httplib::Request&, httplib::Response&) { redis().xadd("cache:13", "*", fields.begin(), fields.end()); });  // want missing-ttl: "'XADD cache:13' puts an entry into the shared cache that never expires"
    server.Post("/14", [](const httplib::Request&, httplib::Response&) { redis().incr("n"); });
    server.Post("/15", [](const httplib::Request&, httplib::Response&) { redis().incrby("n", 2); });
    server.Post("/16", [](const httplib::Request&, httplib::Response&) { redis().hincrby("n", "f", 2); });
    server.Post("/17", [](const httplib::Request&, httplib::Response&) { redis().command<void>("SET", "cache:14", "v"); });  // want missing-ttl: "'SET cache:14' puts an entry into the shared cache that never expires"
    server.Post("/18", [](const httplib::Request&, httplib::Response&) { redis().set("cache:15", "v", std::chrono::seconds(0)); redis().expire("cache:15", 0); });  // want zero-ttl: "'sw::redis::Redis::expire' is given a time to live of 0"
    server.Post("/19", [](const httplib::Request&, httplib::Response&) { redis().set("cache:16", "v"); redis().pexpire("cache:16", 0); });  // want zero-ttl: "'sw::redis::Redis::pexpire' is given a time to live of 0"
    server.Post("/20", [](const httplib::Request&, httplib::Response&) { redis().getex("k", std::chrono::seconds(0)); });
    server.Post("/21", [](const httplib::Request&, httplib::Response&) { redis().pipeline().set("cache:17", "v").exec(); });  // want missing-ttl: "'SET cache:17' puts an entry into the shared cache that never expires"
    server.Post("/22", [](const httplib::Request&, httplib::Response&) { transaction->set("cache:18", "v").exec(); });  // want missing-ttl: "'SET cache:18' puts an entry into the shared cache that never expires"
    server.Post("/23", [](const httplib::Request&, httplib::Response&) { cluster().set("cache:19", "v"); });  // want missing-ttl: "'SET cache:19' puts an entry into the shared cache that never expires"
    server.Post("/24", [](const httplib::Request&, httplib::Response&) { later.set("cache:20", "v"); });  // want missing-ttl: "'SET cache:20' puts an entry into the shared cache that never expires"
    server.Post("/25", [](const httplib::Request&, httplib::Response&) { later_cluster.set("cache:21", "v"); });  // want missing-ttl: "'SET cache:21' puts an entry into the shared cache that never expires"
    server.Post("/26", [](const httplib::Request&, httplib::Response&) { co.set("cache:22", "v"); });  // want missing-ttl: "'SET cache:22' puts an entry into the shared cache that never expires"
    server.Post("/27", [](const httplib::Request&, httplib::Response&) { co_cluster.set("cache:23", "v"); });  // want missing-ttl: "'SET cache:23' puts an entry into the shared cache that never expires"
    server.listen("0.0.0.0", 8080);
}
