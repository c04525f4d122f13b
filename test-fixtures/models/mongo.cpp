// mongocxx 4: the namespace of the version is no longer inline, and options have the names of what they are for.
//--- mongocxx/client.hpp
#pragma once
#include <string>
namespace mongocxx {
namespace v_noabi {
namespace options {
class client {
public:
    client& tls_opts(int tls);
};
class pool {
public:
    explicit pool(client client_opts);
};
}  // namespace options
class uri {
public:
    explicit uri(std::string text = "mongodb://localhost:27017");
};
class client {
public:
    client(const uri& address, const options::client& options = options::client());
};
class pool {
public:
    explicit pool(const uri& address, const options::pool& options = options::pool(options::client()));
};
}  // namespace v_noabi
namespace options {
using v_noabi::options::client;
using v_noabi::options::pool;
}  // namespace options
using v_noabi::client;
using v_noabi::pool;
using v_noabi::uri;
}  // namespace mongocxx
//--- main.cpp
#include <httplib.h>
#include "mongocxx/client.hpp"

static void order(const httplib::Request&, httplib::Response&) {
    mongocxx::options::client options;
    options.tls_opts(1);
    mongocxx::options::client copied(options);
    mongocxx::options::pool of_pool(options);
    mongocxx::client client(mongocxx::uri("mongodb://db:27017"), options);  // want unpooled-connection: "'mongocxx::v_noabi::client::client' opens a connection" want direct-db-port: "'db:27017'" want hardcoded-endpoint: "'db'"
}

int main() {
    mongocxx::pool pool(mongocxx::uri("mongodb://db/?maxPoolSize=200"));  // want oversized-pool: "may hold 200" want direct-db-port: "'db', at its direct port 27017" want hardcoded-endpoint: "'db'"
    httplib::Server server;
    server.Post("/order", order);
    server.listen("0.0.0.0", 8080);
}
