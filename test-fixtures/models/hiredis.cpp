// hiredis 1: options are set by a macro, field by field.
//--- main.cpp
#include <hiredis/async.h>
#include <httplib.h>

static void visit(const httplib::Request&, httplib::Response&) {
    redisOptions options = {};
    REDIS_OPTIONS_SET_TCP(&options, "redis", 6379);  // want hardcoded-endpoint: "'redisOptions::ip' leads to redis at 'redis'"
    redisContext* connection = redisConnectWithOptions(&options);  // want unpooled-connection: "'redisConnectWithOptions' opens a connection for one request"
    redisCommand(connection, "INCR visits");
    redisFree(connection);
    redisAsyncContext* later = redisAsyncConnectWithOptions(&options);  // want unpooled-connection: "'redisAsyncConnectWithOptions' opens a connection"
    redisAsyncDisconnect(later);
    redisAsyncDisconnect(redisAsyncConnectUnix("/run/redis.sock"));  // want unpooled-connection: "'redisAsyncConnectUnix' opens a connection"
}

int main() {
    httplib::Server server;
    server.Post("/visit", visit);
    server.listen("0.0.0.0", 8080);
}
