// Hosts that are nobody's backing service, and addresses that only the environment knows.

//--- settings.h
#pragma once
#include <cstdlib>
#include <stdexcept>
#include <string>

inline std::string required(const char* name) {
    const char* value = std::getenv(name);
    if (!value) throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

struct ServerConfig {
    std::string host = "127.0.0.1";  // what the server listens on
    int port = 8080;
    std::string db_name = "shop";
    std::string cors_origin = "http://localhost:3000";
};

// Names of settings, not their values.
constexpr const char* db_host_variable = "DB_HOST";
constexpr const char* redis_url_key = "redis.url";

//--- stores.cpp
#include <hiredis/hiredis.h>
#include <libpq-fe.h>

#include <iostream>

#include "settings.h"

redisContext* only_the_environment_knows() {
    return redisConnect(required("REDIS_HOST").c_str(), std::atoi(required("REDIS_PORT").c_str()));
}

PGconn* host_is_a_socket() { return PQconnectdb("host=/var/run/postgresql dbname=shop"); }

redisContext* path_is_a_socket() { return redisConnectUnix("/run/redis.sock"); }

PGconn* no_default_in_the_url() { return PQconnectdb(required("DATABASE_URL").c_str()); }

void text_for_people() {
    std::cerr << "set DATABASE_URL, for example postgresql://app@localhost:6432/shop" << std::endl;
    std::cout << "redis://localhost:6379" << std::endl;
}

bool compares_only(const std::string& host) { return host == "localhost" || host == "redis://127.0.0.1:6379"; }

//--- upstreams.cpp
#include <arpa/inet.h>
#include <cpr/cpr.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "settings.h"

std::string public_api_is_the_same_everywhere() {
    httplib::Client client("https://api.stripe.com");
    auto answer = client.Get("/v1/prices");
    return answer ? answer->body : "";
}

std::string address_is_given(const std::string& base) { return cpr::Get(cpr::Url{base + "/items"}).text; }

int binds_its_own_socket() {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    inet_pton(AF_INET, "127.0.0.1", &own.sin_addr);
    bind(fd, reinterpret_cast<sockaddr*>(&own), sizeof own);
    listen(fd, 16);
    return fd;
}

std::string link_in_a_page() { return "<a href=\"http://localhost:8080/docs\">documentation</a>"; }

std::string mail_address() {
    const std::string service_address = "noreply@localhost";
    return service_address;
}

//--- load_generator.cpp
#include <httplib.h>

#include <string>

static const std::string target_service_url = "http://localhost:8080";

// A program of its own beside the server.
int main() {
    httplib::Client client(target_service_url);
    client.Get("/items");
}

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>

#include "settings.h"

struct redisContext;
redisContext* only_the_environment_knows();
PGconn* no_default_in_the_url();
std::string address_is_given(const std::string& base);

int main() {
    ServerConfig config;
    httplib::Server svr;
    only_the_environment_knows();
    no_default_in_the_url();
    svr.set_default_headers({{"Access-Control-Allow-Origin", "http://localhost:3000"}, {"Vary", "Origin"}});
    svr.Post("/items", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Access-Control-Allow-Origin", "http://127.0.0.1:5173");
        res.set_content(address_is_given(required("ITEMS_URL")), "text/plain");
    });
    svr.Get("/old", [](const httplib::Request&, httplib::Response& res) { res.set_redirect("http://localhost:8080/new"); });
    svr.listen(config.host, config.port);
}
