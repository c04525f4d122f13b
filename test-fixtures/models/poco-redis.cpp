// Poco::Redis: every command that stores, counts or asks.
//--- main.cpp
#include <Poco/Redis/Client.h>
#include <httplib.h>

using Poco::Redis::Command;
static Poco::Redis::Client shared("redis", 6379);  // want hardcoded-endpoint: "'Poco::Redis::Client::Client' leads to redis at 'redis'" want unpooled-connection: "'shared' is one connection that all requests share"

int main() {
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { shared.execute<std::string>(Command::get("k")); page.set_content("", "text/html"); });
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { shared.sendCommand<std::string>(Command::get("k")); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::set("cache:1", "v")); });  // want missing-ttl: "'SET cache:1' puts an entry into the shared cache that never expires"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::hset("cache:2", "f", "v")); });  // want missing-ttl: "'HSET cache:2' puts an entry into the shared cache that never expires"
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { std::map<std::string, std::string> fields; shared.execute<long>(Command::hmset("cache:3", fields)); });  // want missing-ttl: "'HMSET cache:3' puts an entry into the shared cache that never expires"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { std::map<std::string, std::string> fields; shared.execute<long>(Command::mset(fields)); });
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::lpush("cache:4", "v")); });  // want missing-ttl: "'LPUSH cache:4' puts an entry into the shared cache that never expires"
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::rpush("cache:5", "v")); });  // want missing-ttl: "'RPUSH cache:5' puts an entry into the shared cache that never expires"
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::sadd("cache:6", "v")); });  // want missing-ttl: "'SADD cache:6' puts an entry into the shared cache that never expires"
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::incr("n")); });
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::hincrby("n", "f")); });
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { shared.execute<long>(Command::expire("k", 60)); });
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { Poco::Redis::Client own; own.connect("redis", 6379); own.disconnect(); });  // want hardcoded-endpoint: "'Poco::Redis::Client::connect' leads to redis at 'redis'" want unpooled-connection: "'Poco::Redis::Client::connect' opens a connection for one request alone"
    server.listen("0.0.0.0", 8080);
}
