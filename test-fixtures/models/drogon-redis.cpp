// drogon's Redis client: every way to make one and to send a command.
//--- main.cpp
#include <drogon/drogon.h>
#include <drogon/nosql/RedisClient.h>
#include <httplib.h>

static drogon::nosql::RedisClientPtr redis;
static void failed(const drogon::nosql::RedisException&) {}
static bool is_nil(const drogon::nosql::RedisResult& result) { return result.isNil(); }
static void answered(const drogon::nosql::RedisResult&) {}

int main() {
    redis = drogon::nosql::RedisClient::newRedisClient(trantor::InetAddress("10.0.0.5", 6379));  // want hardcoded-endpoint: "'drogon::nosql::RedisClient::newRedisClient' leads to redis at '10.0.0.5'"
    drogon::app().createRedisClient("redis", 6379);  // want hardcoded-endpoint: "'drogon::HttpAppFramework::createRedisClient' leads to redis at 'redis'"
    httplib::Server server;
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { redis->execCommandAsync(answered, failed, "SET cache:1 v"); });  // want missing-ttl: "'SET cache:1' puts an entry into the shared cache that never expires"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { redis->execCommandSync(is_nil, "SET cache:2 v"); });  // want missing-ttl: "'SET cache:2' puts an entry into the shared cache that never expires"
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { redis->execCommandCoro("SET cache:3 v"); });  // want missing-ttl: "'SET cache:3' puts an entry into the shared cache that never expires"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { redis->newTransaction()->execCommandAsync(answered, failed, "SET cache:4 v"); });  // want missing-ttl: "'SET cache:4' puts an entry into the shared cache that never expires"
    server.listen("0.0.0.0", 8080);
}
