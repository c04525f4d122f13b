// Ports that reach a client library as a field of an aggregate, wherever that is written: in a declaration, as an
// argument, in what a function returns, inside another aggregate.

//--- connect.h
#pragma once
#include <vector>

struct Address {
    const char* host;
    unsigned port;
};
struct Account {
    const char* user = "shop";
    unsigned port = 0;
};
struct Primary {
    const char* host;
    unsigned port;
};
struct Replica {
    const char* host;
    unsigned port;
};
struct Cluster {
    const char* name;
    Replica first;
};
struct Shard {
    const char* host;
    unsigned port;
};

void orders(const Address& address);
void accounts(Account account);
void reports(const Primary& primary);
void archive(const Cluster& cluster);
void shards(const std::vector<Shard>& all);

//--- connect.cpp
#include <mysql/mysql.h>

#include "connect.h"

void orders(const Address& address) {
    mysql_real_connect(mysql_init(nullptr), address.host, "u", "p", "shop", address.port, nullptr, 0);
}
void accounts(Account account) {
    mysql_real_connect(mysql_init(nullptr), "accounts", account.user, "p", "shop", account.port, nullptr, 0);  // want hardcoded-endpoint: "accounts"
}
void reports(const Primary& primary) {
    mysql_real_connect(mysql_init(nullptr), primary.host, "u", "p", "shop", primary.port, nullptr, 0);
}
void archive(const Cluster& cluster) {
    mysql_real_connect(mysql_init(nullptr), cluster.first.host, "u", "p", "shop", cluster.first.port, nullptr, 0);
}
void shards(const std::vector<Shard>& all) {
    for (const Shard& shard : all)
        mysql_real_connect(mysql_init(nullptr), shard.host, "u", "p", "shop", shard.port, nullptr, 0);
}

//--- main.cpp
#include <httplib.h>

#include "connect.h"

static const unsigned default_port = 3306;  // want direct-db-port: "orders"

static Primary primary() {
    return {"reports", 3306};  // want direct-db-port: "reports" want hardcoded-endpoint: "reports"
}

int main() {
    orders({"orders", default_port});  // want hardcoded-endpoint: "orders"
    accounts(Account{.port = 3306});  // want direct-db-port: "accounts"
    reports(primary());
    archive(Cluster{"archive", {"archive", 3306}});  // want direct-db-port: "archive" want hardcoded-endpoint: "archive"
    shards({{"shard-a", 3306}});                     // want direct-db-port: "shard-a" want hardcoded-endpoint: "shard-a"
    httplib::Server svr;
    svr.Get("/", [](const httplib::Request&, httplib::Response&) {});
    svr.listen("0.0.0.0", 8080);
}
