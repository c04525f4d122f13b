// cpp_redis: what the library takes where an argument is left out is found where it is left out.
//--- main.cpp
#include <cpp_redis/cpp_redis>
#include <httplib.h>

int main() {
    cpp_redis::client client;  // want unpooled-connection: "'client' is one connection"
    client.connect();  // want hardcoded-endpoint: "'127.0.0.1'"
    httplib::Server server;
    server.Post("/visit", [&client](const httplib::Request&, httplib::Response&) { client.incr("visits"); });
    server.listen("0.0.0.0", 8080);
}
