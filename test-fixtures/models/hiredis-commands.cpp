// hiredis and hiredis-cluster: every way to connect and to send a command.
//--- main.cpp
#include <hiredis/async.h>
#include <hiredis_cluster.h>
#include <httplib.h>

static redisContext* shared;  // want unpooled-connection: "'shared' is one connection that all requests share"
static redisAsyncContext* later;
static redisClusterContext* cluster;  // want unpooled-connection: "'cluster' is one connection that all requests share"
static redisClusterAsyncContext* later_cluster;
static redisReader* reader;
static int answers = 0;  // want mutable-global: "'answers' is changed by 'answered' while serving POST /16"
static int hellos = 0;  // want mutable-global: "'hellos' is changed by 'hello' while serving callback hello"
static int byes = 0;  // want mutable-global: "'byes' is changed by 'bye' while serving callback bye"
static const char* words[] = {"SET", "cache:8", "v"};
static void answered(redisAsyncContext*, void*, void*) { ++answers; }
static void cluster_answered(redisClusterAsyncContext*, void*, void*) {}
static void hello(const redisAsyncContext*, int) { ++hellos; }
static void bye(const redisAsyncContext*, int) { ++byes; }
static void given(int count, ...) {
    va_list rest;
    va_start(rest, count);
    char* text = nullptr;
    redisvCommand(shared, "SET cache:11 v", rest);
    redisvAppendCommand(shared, "SET cache:12 v", rest);
    redisvFormatCommand(&text, "SET cache:13 v", rest);
    redisvAsyncCommand(later, answered, nullptr, "SET cache:14 v", rest);
    redisClustervCommand(cluster, "SET cache:15 v", rest);
    va_end(rest);
}

int main() {
    redisAsyncSetConnectCallback(later, hello);
    redisAsyncSetDisconnectCallback(later, bye);
    reader = redisReaderCreate();
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { void* reply = nullptr; redisGetReply(shared, &reply); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { redisCommand(shared, "SET cache:1 v"); });  // want missing-ttl: "'SET cache:1' puts an entry into the shared cache that never expires"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { redisAppendCommand(shared, "SET cache:2 v"); });  // want missing-ttl: "'SET cache:2' puts an entry into the shared cache that never expires"
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { char* text = nullptr; redisFormatCommand(&text, "SET cache:3 v"); });  // want missing-ttl: "'SET cache:3' puts an entry into the shared cache that never expires"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { redisCommandArgv(shared, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { redisAppendCommandArgv(shared, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { char* text = nullptr; redisFormatCommandArgv(&text, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { sds text = nullptr; redisFormatSdsCommandArgv(&text, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { redisAsyncCommand(later, answered, nullptr, "SET cache:4 v"); });  // want missing-ttl: "'SET cache:4' puts an entry into the shared cache that never expires"
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { redisAsyncCommandArgv(later, answered, nullptr, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { redisClusterCommand(cluster, "SET cache:5 v"); });  // want missing-ttl: "'SET cache:5' puts an entry into the shared cache that never expires"
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { redisClusterCommandArgv(cluster, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/12", [](const httplib::Request&, httplib::Response&) { redisClusterAppendCommand(cluster, "SET cache:6 v"); });  // want missing-ttl: "'SET cache:6' puts an entry into the shared cache that never expires"
    server.Post("/13", [](const httplib::Request&, httplib::Response&) { redisClusterAsyncCommand(later_cluster, cluster_answered, nullptr, "SET cache:7 v"); });  // want missing-ttl: "'SET cache:7' puts an entry into the shared cache that never expires"
    server.Post("/14", [](const httplib::Request&, httplib::Response&) { redisClusterAsyncCommandArgv(later_cluster, cluster_answered, nullptr, 3, words, nullptr); });  // want missing-ttl: "'SET cache:8' puts an entry into the shared cache that never expires"
    server.Post("/15", [](const httplib::Request&, httplib::Response&) { given(1); });
    server.Post("/16", [](const httplib::Request&, httplib::Response&) { redisAsyncFormattedCommand(later, answered, nullptr, "*1", 2); });
    server.Post("/17", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnect("redis", 6379)); });  // want hardcoded-endpoint: "'redisConnect' leads to redis at 'redis'" want unpooled-connection: "'redisConnect' opens a connection for one request alone"
    server.Post("/18", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnectNonBlock("redis", 6379)); });  // want hardcoded-endpoint: "'redisConnectNonBlock' leads to redis at 'redis'" want unpooled-connection: "'redisConnectNonBlock' opens a connection for one request alone"
    server.Post("/19", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnectWithTimeout("redis", 6379, timeval{1, 0})); });  // want hardcoded-endpoint: "'redisConnectWithTimeout' leads to redis at 'redis'" want unpooled-connection: "'redisConnectWithTimeout' opens a connection for one request alone"
    server.Post("/20", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnectBindNonBlock("redis", 6379, "10.0.0.1")); });  // want hardcoded-endpoint: "'redisConnectBindNonBlock' leads to redis at 'redis'" want unpooled-connection: "'redisConnectBindNonBlock' opens a connection for one request alone"
    server.Post("/21", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnectBindNonBlockWithReuse("redis", 6379, "10.0.0.1")); });  // want hardcoded-endpoint: "'redisConnectBindNonBlockWithReuse' leads to redis at 'redis'" want unpooled-connection: "'redisConnectBindNonBlockWithReuse' opens a connection for one request alone"
    server.Post("/22", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnectUnix("/run/redis")); });  // want unpooled-connection: "'redisConnectUnix' opens a connection for one request alone"
    server.Post("/23", [](const httplib::Request&, httplib::Response&) { redisFree(redisConnectUnixWithTimeout("/run/redis", timeval{1, 0})); });  // want unpooled-connection: "'redisConnectUnixWithTimeout' opens a connection for one request alone"
    server.Post("/24", [](const httplib::Request&, httplib::Response&) { redisAsyncDisconnect(redisAsyncConnect("redis", 6379)); });  // want hardcoded-endpoint: "'redisAsyncConnect' leads to redis at 'redis'" want unpooled-connection: "'redisAsyncConnect' opens a connection for one request alone"
    server.Post("/25", [](const httplib::Request&, httplib::Response&) { redisAsyncDisconnect(redisAsyncConnectBind("redis", 6379, "10.0.0.1")); });  // want hardcoded-endpoint: "'redisAsyncConnectBind' leads to redis at 'redis'" want unpooled-connection: "'redisAsyncConnectBind' opens a connection for one request alone"
    server.Post("/26", [](const httplib::Request&, httplib::Response&) { redisAsyncDisconnect(redisAsyncConnectBindWithReuse("redis", 6379, "10.0.0.1")); });  // want hardcoded-endpoint: "'redisAsyncConnectBindWithReuse' leads to redis at 'redis'" want unpooled-connection: "'redisAsyncConnectBindWithReuse' opens a connection for one request alone"
    server.Post("/27", [](const httplib::Request&, httplib::Response&) { redisClusterFree(redisClusterConnect("redis:7000,redis2:7000", 0)); });  // want hardcoded-endpoint: "'redisClusterConnect' leads to redis at 'redis'" want unpooled-connection: "'redisClusterConnect' opens a connection for one request alone"
    server.Post("/28", [](const httplib::Request&, httplib::Response&) { redisClusterContext* own = redisClusterContextInit(); redisClusterSetOptionAddNodes(own, "redis:7000"); redisClusterConnect2(own); redisClusterFree(own); });  // want unpooled-connection: "'redisClusterConnect2' opens a connection for one request alone" want hardcoded-endpoint: "'redisClusterSetOptionAddNodes' leads to redis at 'redis'"
    server.listen("0.0.0.0", 8080);
}
