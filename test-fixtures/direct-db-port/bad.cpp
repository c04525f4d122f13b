// The ways in which C++ servers spell the port of the database server itself, for libpq and the MySQL C client.

//--- settings.h
#pragma once
#include <string>

struct DatabaseSettings {
    std::string host = "db.internal";  // want hardcoded-endpoint: "db.internal"
    int port = 5432;  // want direct-db-port: "5432"
    std::string name = "shop";
};

struct MysqlSettings {
    std::string host;
    unsigned port;
};

std::string env_or(const char* name, const std::string& fallback);
std::string dsn_of(const DatabaseSettings& settings);
MysqlSettings load_mysql_settings();

#define PG_PORT "5432"  // want direct-db-port: "5432"

//--- settings.cpp
#include "settings.h"

#include <cstdlib>

std::string env_or(const char* name, const std::string& fallback) {
    const char* value = std::getenv(name);
    return value ? value : fallback;
}

std::string dsn_of(const DatabaseSettings& settings) {
    return "host=" + settings.host + " port=" + std::to_string(settings.port) + " dbname=" + settings.name;
}

MysqlSettings load_mysql_settings() {
    MysqlSettings settings;
    settings.host = env_or("MYSQL_HOST", "mysql.internal");  // want hardcoded-endpoint: "mysql.internal"
    settings.port = 3306;  // want direct-db-port: "3306"
    return settings;
}

//--- postgres.cpp
#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "settings.h"

static const char* const default_url = "postgresql://app:secret@db.internal:5432/shop";  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"

PGconn* by_url() { return PQconnectdb("postgres://app:secret@db.internal:5432/shop"); }  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"

PGconn* by_named_url() {
    const char* url = std::getenv("DATABASE_URL");
    return PQconnectdb(url ? url : default_url);
}

PGconn* by_keywords() {
    return PQconnectdb("host=db.internal port=5432 dbname=shop user=app");  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
}

PGconn* by_login_arguments() {
    return PQsetdbLogin("db.internal", "5432", nullptr, nullptr, "shop", "app", "secret");  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
}

PGconn* by_macro() { return PQsetdbLogin("db.internal", PG_PORT, nullptr, nullptr, "shop", "app", "secret"); }  // want hardcoded-endpoint: "db.internal"

PGconn* by_settings() {
    DatabaseSettings settings;
    return PQconnectdb(dsn_of(settings).c_str());
}

PGconn* without_a_port() {
    return PQconnectdb("host=db.internal dbname=shop user=app");  // want direct-db-port: "db.internal" want hardcoded-endpoint: "db.internal"
}

PGconn* by_url_without_a_port() {
    return PQconnectdb("postgresql://app@db.internal/shop?sslmode=require");  // want direct-db-port: "db.internal" want hardcoded-endpoint: "db.internal"
}

PGconn* by_default_of_the_environment() {
    std::string port = env_or("PGPORT", "5432");  // want direct-db-port: "5432"
    std::string dsn = "host=" + env_or("PGHOST", "db.internal") + " port=" + port + " dbname=shop";  // want hardcoded-endpoint: "db.internal"
    return PQconnectdb(dsn.c_str());
}

PGconn* by_stream(const std::string& user) {
    std::ostringstream dsn;
    dsn << "host=db.internal port=" << 5432 << " user=" << user;  // want direct-db-port: "5432"
    return PQconnectdb(dsn.str().c_str());
}

PGconn* by_format(const char* user) {
    char dsn[256];
    std::snprintf(dsn, sizeof dsn, "host=db.internal port=5432 user=%s", user);  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
    return PQconnectdb(dsn);
}

PGconn* by_parameters() {
    const char* keywords[] = {"host", "port", "dbname", nullptr};
    const char* values[] = {"db.internal", "5432", "shop", nullptr};  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
    return PQconnectdbParams(keywords, values, 0);
}

//--- mysql.cpp
#include <mysql/mysql.h>

#include <string>

#include "settings.h"

class MysqlPool {
public:
    void init(const std::string& host, int port, int size);

private:
    std::string host_;
    int port_ = 0;
};

void MysqlPool::init(const std::string& host, int port, int size) {
    host_ = host;
    port_ = port;
    for (int i = 0; i < size; ++i) {
        MYSQL* connection = mysql_init(nullptr);
        mysql_real_connect(connection, host_.c_str(), "app", "secret", "shop", port_, nullptr, 0);
    }
}

void start_pool(MysqlPool& pool) { pool.init("mysql.internal", 3306, 8); }  // want direct-db-port: "3306" want hardcoded-endpoint: "mysql.internal"

void by_port_argument(MYSQL* connection) {
    mysql_real_connect(connection, "mysql.internal", "app", "secret", "shop", 3306, nullptr, 0);  // want direct-db-port: "3306" want hardcoded-endpoint: "mysql.internal"
}

void by_default_port(MYSQL* connection) {
    mysql_real_connect(connection, "mysql.internal", "app", "secret", "shop", 0, nullptr, 0);  // want direct-db-port: "3306" want hardcoded-endpoint: "mysql.internal"
}

void by_settings_read_elsewhere(MYSQL* connection) {
    MysqlSettings settings = load_mysql_settings();
    mysql_real_connect(connection, settings.host.c_str(), "app", "secret", "shop", settings.port, nullptr, 0);
}

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>

PGconn* by_url();

int main() {
    httplib::Server svr;
    PGconn* connection = by_url();  // want unpooled-connection: "is one connection that all requests share"
    svr.Get("/", [connection](const httplib::Request&, httplib::Response& res) {
        res.status = PQstatus(connection) == CONNECTION_OK ? 200 : 503;
    });
    svr.listen("0.0.0.0", 8080);
}
