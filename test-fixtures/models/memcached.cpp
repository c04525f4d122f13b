// libmemcached: servers are put into a list, one by one, or named in one text of options.
//--- main.cpp
#include <httplib.h>
#include <libmemcached/memcached.h>

static memcached_st* client = nullptr;  // want unpooled-connection: "'client' is one connection"

static void remember(const httplib::Request&, httplib::Response&) {
    memcached_set(client, "k", 1, "v", 1, 0, 0);  // want missing-ttl: "memcached holds nothing else"
}

int main() {
    memcached_return_t error;
    client = memcached_create(nullptr);
    memcached_server_st* servers = memcached_server_list_append(nullptr, "cache1", 11211, &error);  // want hardcoded-endpoint: "'cache1'"
    memcached_server_push(client, servers);
    memcached_server_add(client, "cache2", 11211);  // want hardcoded-endpoint: "'cache2'"
    httplib::Server server;
    server.Post("/k", remember);
    server.listen("0.0.0.0", 8080);
    memcached_free(client);
}
