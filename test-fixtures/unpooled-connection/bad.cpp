// Connections without a pool: one for each request, by every way that a class or a function may hide it, and one that
// all requests share.

//--- settings.h
#pragma once
#include <cstdlib>
#include <string>

inline std::string database_url() { return std::getenv("DATABASE_URL"); }
inline std::string redis_host() { return std::getenv("REDIS_HOST"); }

//--- direct.cpp
#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <memory>

#include "settings.h"

void in_the_handler_itself() {
    PGconn* connection = PQconnectdb(database_url().c_str());  // want unpooled-connection: "'PQconnectdb' opens a connection for one request alone, .*stateless::pg::Pool"
    PQclear(PQexec(connection, "select 1"));
    PQfinish(connection);
}

int in_a_helper() {
    pqxx::connection connection(database_url());  // want unpooled-connection: "'pqxx::connection::connection' opens a connection" via "POST /direct > in_a_helper"
    pqxx::work work(connection);
    return static_cast<int>(work.exec("select 1").size());
}

int by_a_smart_pointer() {
    auto connection = std::make_unique<pqxx::connection>(database_url());  // want unpooled-connection: "'pqxx::connection::connection'"
    pqxx::work work(*connection);
    return static_cast<int>(work.exec("select 1").size());
}

int for_one_statement() {
    return static_cast<int>(pqxx::work(*std::make_shared<pqxx::connection>(database_url())).exec("select 1").size());  // want unpooled-connection: "pqxx::connection"
}

//--- wrapper.h
#pragma once
#include <mysql/mysql.h>

#include <string>

/// A connection that is opened by a call.
class MySql {
public:
    MySql() : handle_(mysql_init(nullptr)) {}
    ~MySql() {
        if (handle_ != nullptr) mysql_close(handle_);
    }
    bool connect();
    bool update(const std::string& sql) { return mysql_query(handle_, sql.c_str()) == 0; }

private:
    MYSQL* handle_ = nullptr;
};

//--- wrapper.cpp
#include "wrapper.h"

#include <memory>

#include "settings.h"

bool MySql::connect() {
    MYSQL* opened = mysql_real_connect(handle_, database_url().c_str(), "app", "", "shop", 6033, nullptr, 0);  // want unpooled-connection: "'mysql_real_connect' opens a connection for one request alone"
    return opened != nullptr;
}

bool add_user() {
    MySql mysql;
    if (!mysql.connect()) return false;  // want unpooled-connection: "'MySql::connect' opens a connection for one request alone"
    return mysql.update("insert into users values (1)");
}

bool remove_user() {
    auto mysql = std::make_unique<MySql>();
    return mysql->connect() && mysql->update("delete from users");  // want unpooled-connection: "'MySql::connect'"
}

//--- repository.cpp
#include <pqxx/pqxx>

#include <memory>

#include "settings.h"

/// A connection that the constructor opens, and an object that has one as a part.
class Session {
public:
    Session() : connection_(database_url()) {}  // want unpooled-connection: "'pqxx::connection::connection'"
    pqxx::connection& get() { return connection_; }

private:
    pqxx::connection connection_;
};

class Users {
public:
    void save() {
        pqxx::work work(session_.get());
        work.exec("insert into users values (1)");
    }

private:
    Session session_;
};

void by_a_constructor() {
    Session session;  // want unpooled-connection: "'Session' opens a connection|'Session::Session' opens a connection"
    pqxx::work work(session.get());
    work.exec("select 1");
}

void by_a_part() {
    Users users;  // want unpooled-connection: "'Users' opens a connection"
    users.save();
}

//--- factory.cpp
#include <hiredis/hiredis.h>

#include <memory>

#include "settings.h"

redisContext* open_redis() {
    redisContext* redis = redisConnect(redis_host().c_str(), 6379);  // want unpooled-connection: "'redisConnect' .*stateless::Redis"
    if (redis == nullptr || redis->err != 0) return nullptr;
    return redis;
}

std::shared_ptr<redisContext> open_guarded() { return std::shared_ptr<redisContext>(open_redis(), redisFree); }

void by_a_factory() {
    redisContext* redis = open_redis();  // want unpooled-connection: "'open_redis' opens a connection"
    redisCommand(redis, "GET motd");
    redisFree(redis);
}

void by_two_factories() {
    auto redis = open_guarded();  // want unpooled-connection: "'open_guarded' opens a connection"
    redisCommand(redis.get(), "GET motd");
}

//--- output.cpp
#include <libpq-fe.h>

#include "settings.h"

bool open_into(PGconn** out) {
    PGconn* opened = PQconnectdb(database_url().c_str());  // want unpooled-connection: "'PQconnectdb'"
    *out = opened;
    return PQstatus(opened) == CONNECTION_OK;
}

void by_an_output() {
    PGconn* connection = nullptr;
    if (!open_into(&connection)) return;  // want unpooled-connection: "'open_into' opens a connection"
    PQclear(PQexec(connection, "select 1"));
    PQfinish(connection);
}

//--- shared.cpp
#include <libpq-fe.h>

#include "settings.h"

static PGconn* the_connection = nullptr;  // want unpooled-connection: "'the_connection' is one connection that all requests share"

void open_the_connection() { the_connection = PQconnectdb(database_url().c_str()); }

void by_the_one_connection() { PQclear(PQexec(the_connection, "select 1")); }

/// The same behind a singleton.
class Store {
public:
    static Store& instance() {
        static Store store;
        return store;
    }
    void touch() { PQclear(PQexec(connection_, "select 1")); }

private:
    Store() : connection_(PQconnectdb(database_url().c_str())) {}
    PGconn* connection_;  // want unpooled-connection: "'connection_' is one connection that all requests share"
};

void by_a_singleton() { Store::instance().touch(); }

//--- each_call.cpp
#include <libpq-fe.h>

#include "settings.h"

/// One object for the process, whose methods open and close.
class Ledger {
public:
    void book() {
        open();  // want unpooled-connection: "'Ledger::open' opens and closes a connection on each call"
        PQclear(PQexec(connection_, "insert into ledger values (1)"));
        close();
    }

private:
    void open() { connection_ = PQconnectdb(database_url().c_str()); }  // want unpooled-connection: "'PQconnectdb'"
    void close() { PQfinish(connection_); }
    PGconn* connection_ = nullptr;
};

static Ledger ledger;

void by_open_and_close() { ledger.book(); }

//--- articles.cpp
#include <sqlite3.h>

#include "settings.h"

/// One of its functions is not in use yet: it opens as its neighbours do.
class Articles {
public:
    int count() {
        sqlite3* file = nullptr;
        sqlite3_open(database_url().c_str(), &file);  // want unpooled-connection: "'sqlite3_open' opens a connection for one request alone" want embedded-db: "."
        sqlite3_exec(file, "select count(*) from articles", nullptr, nullptr, nullptr);
        sqlite3_close(file);
        return 1;
    }
    int drafts() {
        sqlite3* file = nullptr;
        sqlite3_open(database_url().c_str(), &file);  // want unpooled-connection: "'sqlite3_open' opens and closes a connection on each call, in 'Articles::drafts'" want embedded-db: "."
        sqlite3_exec(file, "select count(*) from drafts", nullptr, nullptr, nullptr);
        sqlite3_close(file);
        return 1;
    }
};

int by_neighbours() { return Articles().count(); }

//--- reconnecting.cpp
#include <mysql/mysql.h>

#include <memory>
#include <string>

#include "settings.h"

/// Connects again in the middle of its life; it is reported once where it is made.
class Reconnecting {
public:
    bool open() {
        handle_ = mysql_real_connect(handle_, database_url().c_str(), "app", "", "shop", 6033, nullptr, 0);  // want unpooled-connection: "'mysql_real_connect'"
        return handle_ != nullptr;
    }
    bool run(const std::string& sql) {
        if (mysql_query(handle_, sql.c_str()) == 0) return true;
        return open() && mysql_query(handle_, sql.c_str()) == 0;
    }

private:
    MYSQL* handle_ = mysql_init(nullptr);
};

bool by_one_that_reconnects() {
    auto link = std::make_unique<Reconnecting>();
    if (!link->open()) return false;  // want unpooled-connection: "'Reconnecting::open'"
    return link->run("insert into visits values (1)");
}

//--- threads.cpp
#include <pqxx/pqxx>

#include "settings.h"

void by_each_thread() {
    thread_local pqxx::connection mine(database_url());  // want unpooled-connection: "'mine' is a connection of each thread's own"
    pqxx::work work(mine);
    work.exec("select 1");
}

//--- bus.cpp
#include <hiredis/hiredis.h>

#include <cstdlib>

/// It subscribes, and publishes through the same connection.
class Publisher {
public:
    void join(int channel) { redisAppendCommand(context_, "SUBSCRIBE %d", channel); }
    void say(int channel) { redisAppendCommand(context_, "PUBLISH %d hello", channel); }

private:
    redisContext* context_ = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));  // want unpooled-connection: "'context_' is one connection that all requests share"
};

static redisContext* events = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));  // want unpooled-connection: "'events' is one connection that all requests share"
static void count(redisContext* context) { freeReplyObject(redisCommand(context, "GET visits")); }

void listens_and_more(int channel) {
    static Publisher publisher;
    publisher.join(channel);
    publisher.say(channel);
    freeReplyObject(redisCommand(events, "SUBSCRIBE events"));
    count(events);
}

//--- main.cpp
#include <httplib.h>
#include <pqxx/pqxx>

#include "settings.h"

void in_the_handler_itself();
int in_a_helper();
int by_a_smart_pointer();
int for_one_statement();
bool add_user();
bool remove_user();
void by_a_constructor();
void by_a_part();
void by_a_factory();
void by_two_factories();
void by_an_output();
void open_the_connection();
void by_the_one_connection();
void by_a_singleton();
void by_open_and_close();
void by_each_thread();
int by_neighbours();
bool by_one_that_reconnects();
void listens_and_more(int channel);

int main() {
    open_the_connection();
    pqxx::connection captured(database_url());  // want unpooled-connection: "'captured' is one connection that all requests share"
    httplib::Server server;
    server.Post("/direct", [](const httplib::Request&, httplib::Response&) {
        in_the_handler_itself();
        in_a_helper();
        by_a_smart_pointer();
        for_one_statement();
    });
    server.Post("/wrapped", [](const httplib::Request&, httplib::Response&) {
        add_user();
        remove_user();
        by_a_constructor();
        by_a_part();
        by_a_factory();
        by_two_factories();
        by_an_output();
    });
    server.Post("/shared", [&captured](const httplib::Request&, httplib::Response&) {
        by_the_one_connection();
        by_a_singleton();
        by_open_and_close();
        by_each_thread();
        by_neighbours();
        by_one_that_reconnects();
        listens_and_more(1);
        pqxx::work work(captured);
        work.exec("select 1");
    });
    server.listen("0.0.0.0", 8080);
}
