// Pools that are too large for every replica to have one: libraries' pools, and pools of the program's own.

//--- libraries.cpp
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <mongocxx/pool.hpp>
#include <mongocxx/uri.hpp>
#include <mysqlx/xdevapi.h>
#include <oatpp-postgresql/orm.hpp>
#include <soci/soci.h>
#include <Poco/Data/SessionPool.h>

#include <cstdlib>
#include <string>
#include <thread>

std::string address() { return std::getenv("ADDRESS"); }

static soci::connection_pool soci_pool(50);  // want oversized-pool: "'soci::connection_pool::connection_pool' may hold 50 connections, .* 20 would do; .*stateless::pg::Pool"

static const int most_sessions = 64;  // want oversized-pool: "'Poco::Data::SessionPool::SessionPool' may hold 64 connections"
static Poco::Data::SessionPool poco_pool("PostgreSQL", address(), 4, most_sessions);

struct Settings {
    std::size_t database_connections = 100;  // want oversized-pool: "'drogon::orm::DbClient::newPgClient' may hold 100 connections"
};

void from_settings(const Settings& settings) {
    static auto client = drogon::orm::DbClient::newPgClient(address(), settings.database_connections);
}

void with_a_framework() {
    drogon::app().createDbClient("postgresql", address(), 6432, "shop", "app", "", 40);  // want oversized-pool: "createDbClient' may hold 40 connections"
}

void with_another_framework() {
    static auto provider = std::make_shared<oatpp::postgresql::ConnectionProvider>(address());
    static auto pool = oatpp::postgresql::ConnectionPool::createShared(provider, 30, std::chrono::seconds(5));  // want oversized-pool: "createShared' may hold 30 connections"
}

void by_the_processors() {
    static auto client = drogon::orm::DbClient::newMysqlClient(address(), std::thread::hardware_concurrency() * 4);  // want oversized-pool: "newMysqlClient' may hold 4 connections for each processor"
}

void in_a_url() {
    static mongocxx::pool pool{mongocxx::uri{address() + "/shop?maxPoolSize=200"}};  // want oversized-pool: "may hold 200 connections"
}

void in_json() {
    static mysqlx::Client client(address(), "{\"pooling\": {\"enabled\": true, \"maxSize\": 30}}");  // want oversized-pool: "'mysqlx::Client::Client' may hold 30 connections"
}

//--- own.cpp
#include <libpq-fe.h>
#include <mysql/mysql.h>
#include <pqxx/pqxx>

#include <cstdlib>
#include <list>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <vector>

std::string address();

/// The size is a constructor's parameter.
class ByParameter {
public:
    ByParameter(const std::string& dsn, int size) {
        for (int i = 0; i < size; ++i) idle_.push(std::make_unique<pqxx::connection>(dsn));
    }

private:
    std::queue<std::unique_ptr<pqxx::connection>> idle_;
};

static ByParameter by_parameter(address(), 32);  // want oversized-pool: "may hold 32 connections"

/// It is one of the parameters of a method, beside a port.
class ByMethod {
public:
    void init(const std::string& host, const std::string& user, int port, int max_conn, int timeout_ms) {
        for (int i = 0; i < max_conn; i++) {
            MYSQL* connection = mysql_init(nullptr);
            if (mysql_real_connect(connection, host.c_str(), user.c_str(), "", "shop", port, nullptr, 0) == nullptr) return;
            connections_.push_back(connection);
        }
        timeout_ms_ = timeout_ms;
    }

private:
    std::list<MYSQL*> connections_;
    int timeout_ms_ = 0;
};

static ByMethod by_method;

void start_by_method() { by_method.init(address(), "app", 6033, 128, 5000); }  // want oversized-pool: "may hold 128 connections"

/// It is a field with a default, and connections are opened when they are needed.
class FieldPool {
public:
    PGconn* acquire() {
        std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            PGconn* connection = idle_.back();
            idle_.pop_back();
            return connection;
        }
        if (opened_ >= max_connections_) return nullptr;
        ++opened_;
        return PQconnectdb(address().c_str());
    }

private:
    std::mutex mutex_;
    std::vector<PGconn*> idle_;
    int max_connections_ = 60;  // want oversized-pool: "may hold 60 connections"
    int opened_ = 0;
};

static FieldPool by_field;

/// It is a constant, or a number in the loop.
static constexpr int pool_size = 48;  // want oversized-pool: "may hold 48 connections"
static std::vector<std::shared_ptr<pqxx::connection>> by_constant;

std::shared_ptr<pqxx::connection> open_one() { return std::make_shared<pqxx::connection>(address()); }

void fill_by_constant() {
    for (int i = 0; i < pool_size; ++i) by_constant.push_back(open_one());
}

class ByNumber {
public:
    ByNumber() {
        for (int i = 0; i < 128; ++i) connections_.push_back(PQconnectdb(address().c_str()));  // want oversized-pool: "may hold 128 connections"
    }

private:
    std::vector<PGconn*> connections_;
};

static ByNumber by_number;

void use_all() {
    PQclear(PQexec(by_field.acquire(), "select 1"));
}

//--- main.cpp
#include <httplib.h>

struct Settings {
    std::size_t database_connections = 100;  // want oversized-pool: "may hold 100 connections"
};
void from_settings(const Settings& settings);
void with_a_framework();
void by_the_processors();
void with_another_framework();
void in_a_url();
void in_json();
void start_by_method();
void fill_by_constant();
void use_all();

int main() {
    from_settings(Settings());
    with_a_framework();
    by_the_processors();
    with_another_framework();
    in_a_url();
    in_json();
    start_by_method();
    fill_by_constant();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response&) { use_all(); });
    server.listen("0.0.0.0", 8080);
}
