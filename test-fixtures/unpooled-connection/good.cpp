// Connections that are pooled, kept or opened at the start.

//--- settings.h
#pragma once
#include <cstdlib>
#include <string>

inline std::string database_url() { return std::getenv("DATABASE_URL"); }

//--- own_pool.cpp
#include <libpq-fe.h>
#include <mysql/mysql.h>
#include <pqxx/pqxx>

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <queue>
#include <vector>

#include "settings.h"

/// Filled at the start, borrowed from by requests.
class FilledPool {
public:
    explicit FilledPool(int count) {
        for (int i = 0; i < count; ++i) idle_.push(std::make_unique<pqxx::connection>(database_url()));
    }
    std::unique_ptr<pqxx::connection> acquire() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return !idle_.empty(); });
        auto connection = std::move(idle_.front());
        idle_.pop();
        return connection;
    }
    void release(std::unique_ptr<pqxx::connection> connection) {
        std::lock_guard lock(mutex_);
        idle_.push(std::move(connection));
        ready_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable ready_;
    std::queue<std::unique_ptr<pqxx::connection>> idle_;
};

/// Opens while serving, but keeps what it opens.
class GrowingPool {
public:
    MYSQL* acquire() {
        std::lock_guard lock(mutex_);
        if (idle_.empty()) return open();
        MYSQL* connection = idle_.front();
        idle_.pop_front();
        if (mysql_errno(connection) != 0) {
            mysql_close(connection);
            connection = open();
        }
        return connection;
    }
    void release(MYSQL* connection) {
        std::lock_guard lock(mutex_);
        idle_.push_back(connection);
    }

private:
    MYSQL* open() {
        MYSQL* connection = mysql_init(nullptr);
        mysql_real_connect(connection, database_url().c_str(), "app", "", "shop", 6033, nullptr, 0);
        return connection;
    }
    std::mutex mutex_;
    std::list<MYSQL*> idle_;
};

static FilledPool filled(4);
static GrowingPool growing;

void borrows_from_a_pool() {
    auto connection = filled.acquire();
    {
        pqxx::work work(*connection);
        work.exec("select 1");
    }
    filled.release(std::move(connection));
}

void borrows_from_one_that_grows() {
    MYSQL* connection = growing.acquire();
    mysql_query(connection, "select 1");
    growing.release(connection);
}

/// A pool without a class.
static std::mutex free_mutex;
static std::vector<PGconn*> free_connections;

PGconn* take_one() {
    std::lock_guard lock(free_mutex);
    if (free_connections.empty()) return PQconnectdb(database_url().c_str());
    PGconn* connection = free_connections.back();
    free_connections.pop_back();
    return connection;
}

void give_back(PGconn* connection) {
    std::lock_guard lock(free_mutex);
    free_connections.push_back(connection);
}

void borrows_from_a_list() {
    PGconn* connection = take_one();
    PQclear(PQexec(connection, "select 1"));
    give_back(connection);
}

/// Objects with a connection each, in a pool.
class Worker {
public:
    Worker() : connection_(PQconnectdb(database_url().c_str())) {}
    void run() {
        if (PQstatus(connection_) != CONNECTION_OK) {
            PQfinish(connection_);
            connection_ = PQconnectdb(database_url().c_str());
        }
        PQclear(PQexec(connection_, "select 1"));
    }

private:
    PGconn* connection_;
};

static std::vector<std::unique_ptr<Worker>> workers;

void make_workers() {
    for (int i = 0; i < 4; ++i) workers.push_back(std::make_unique<Worker>());
}

void asks_one_of_several_workers(std::size_t number) { workers[number % workers.size()]->run(); }

//--- library_pools.cpp
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <mongocxx/pool.hpp>
#include <mongocxx/uri.hpp>
#include <mysqlx/xdevapi.h>
#include <soci/soci.h>
#include <sw/redis++/redis++.h>
#include <Poco/Data/SessionPool.h>
#include <tao/pq.hpp>

#include "settings.h"

static soci::connection_pool soci_pool(8);
static Poco::Data::SessionPool poco_pool("PostgreSQL", database_url(), 1, 8);
static sw::redis::Redis redis(database_url());
static drogon::orm::DbClientPtr drogon_client = drogon::orm::DbClient::newPgClient(database_url(), 4);
static auto tao_pool = tao::pq::connection_pool::create(database_url());
static mysqlx::Client mysqlx_client(database_url(), "{\"pooling\": {\"maxSize\": 8}}");

void leases_from_soci() {
    soci::session sql(soci_pool);
    sql.begin();
}

void takes_from_poco() {
    Poco::Data::Session session(poco_pool.get());
    session.begin();
}

void takes_from_taopq() { tao_pool->connection()->execute("select 1"); }

void takes_from_mysqlx() {
    mysqlx::Session session = mysqlx_client.getSession();
    session.sql("select 1").execute();
}

void uses_a_client_with_a_pool_inside() { redis.get("motd"); }

void uses_the_frameworks_client() { drogon_client->execSqlSync("select 1"); }

//--- kept.cpp
#include <hiredis/hiredis.h>
#include <pqxx/pqxx>

#include <memory>
#include <thread>

#include "settings.h"

/// A thread of its own, with a connection of its own, for as long as the process lives.
class Feed {
public:
    void start() {
        thread_ = std::thread([this] { run(); });
    }

private:
    void run() {
        redisContext* context = redisConnect(database_url().c_str(), 6379);
        void* reply = nullptr;
        while (redisGetReply(context, &reply) == REDIS_OK) freeReplyObject(reply);
        redisFree(context);
    }
    std::thread thread_;
};

static Feed feed;
void starts_a_thread_with_its_own() { feed.start(); }

/// Opened once, at the start, and closed before serving.
int loads_at_the_start() {
    pqxx::connection connection(database_url());
    pqxx::work work(connection);
    return static_cast<int>(work.exec("select * from settings").size());
}

/// Migrations in a class that opens on its own.
class Migration {
public:
    Migration() : connection_(database_url()) {}
    void run() {
        pqxx::work work(connection_);
        work.exec("create table if not exists users (id int)");
        work.commit();
    }

private:
    pqxx::connection connection_;
};

void migrates_before_serving() { Migration().run(); }

/// Only moves what somebody else opened.
class Lease {
public:
    explicit Lease(pqxx::connection&& connection) : connection_(std::move(connection)) {}

private:
    pqxx::connection connection_;
};

//--- upkeep.cpp
#include <libpq-fe.h>

#include <cstdlib>

/// Nothing of it is called from a handler: it is for the operator's own tool.
class Upkeep {
public:
    void vacuum() {
        PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));
        PQclear(PQexec(connection, "vacuum"));
        PQfinish(connection);
    }
};

//--- bus.cpp
#include <hiredis/hiredis.h>

#include <cstdlib>
#include <thread>

/// What waits for messages cannot be lent by a pool.
class Bus {
public:
    Bus() : subscriber_(redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")))) {
        freeReplyObject(redisCommand(subscriber_, "AUTH %s", std::getenv("REDIS_PASSWORD")));
        std::thread([this] { observe(); }).detach();
    }
    ~Bus() { redisFree(subscriber_); }
    void join(int channel) { redisAppendCommand(subscriber_, "SUBSCRIBE %d", channel); }
    void leave(int channel) { redisAppendCommand(subscriber_, "UNSUBSCRIBE %d", channel); }

private:
    void observe() {
        void* reply = nullptr;
        while (redisGetReply(subscriber_, &reply) == REDIS_OK) freeReplyObject(reply);
    }
    redisContext* subscriber_;
};

void listens_for_messages(int channel) {
    static Bus bus;
    bus.join(channel);
}

//--- main.cpp
#include <httplib.h>

void listens_for_messages(int channel);
void borrows_from_a_pool();
void borrows_from_one_that_grows();
void borrows_from_a_list();
void make_workers();
void asks_one_of_several_workers(std::size_t number);
void leases_from_soci();
void takes_from_poco();
void takes_from_taopq();
void takes_from_mysqlx();
void uses_a_client_with_a_pool_inside();
void uses_the_frameworks_client();
void starts_a_thread_with_its_own();
int loads_at_the_start();
void migrates_before_serving();

int main() {
    loads_at_the_start();
    migrates_before_serving();
    make_workers();
    starts_a_thread_with_its_own();
    httplib::Server server;
    server.Post("/", [](const httplib::Request& request, httplib::Response&) {
        borrows_from_a_pool();
        borrows_from_one_that_grows();
        borrows_from_a_list();
        asks_one_of_several_workers(request.body.size());
        leases_from_soci();
        takes_from_poco();
        takes_from_taopq();
        takes_from_mysqlx();
        uses_a_client_with_a_pool_inside();
        uses_the_frameworks_client();
        listens_for_messages(request.body.size());
    });
    server.listen("0.0.0.0", 8080);
}
