// What stands before all handlers and asks nobody, or hardly ever.

//--- database.h
#pragma once
#include <libpq-fe.h>

#include <string>

class Database {
public:
    explicit Database(const std::string& url) : connection_(PQconnectdb(url.c_str())) {}
    std::string one(const std::string& sql) {
        PGresult* result = PQexec(connection_, sql.c_str());
        std::string text = PQgetvalue(result, 0, 0);
        PQclear(result);
        return text;
    }

private:
    PGconn* connection_;  // want unpooled-connection: "is one connection that all requests share"
};

//--- cache.h
#pragma once
#include <string>

class PlanCache {
public:
    bool get(const std::string& key, std::string& plan) const;
    void put(const std::string& key, const std::string& plan, int seconds);
};

//--- httplib_server.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <mutex>
#include <thread>

#include "cache.h"
#include "database.h"

std::string verified_claims(const std::string& token, const std::string& key);

static const std::string& loaded_once(Database& database) {
    static const std::string allowed_origins = database.one("SELECT string_agg(origin, ',') FROM origins");
    return allowed_origins;
}

static std::once_flag settings_once;
static std::string settings;

static const std::string& loaded_under_a_flag(Database& database) {
    std::call_once(settings_once, [&database] { settings = database.one("SELECT settings FROM app"); });
    return settings;
}

void checks_a_signed_token(httplib::Server& svr) {
    svr.set_pre_routing_handler([](const httplib::Request& req, httplib::Response& res) {
        if (!verified_claims(req.get_header_value("Authorization"), std::getenv("KEY")).empty())
            return httplib::Server::HandlerResponse::Unhandled;
        res.status = 401;
        return httplib::Server::HandlerResponse::Handled;
    });
}

void sets_headers_only(httplib::Server& svr) {
    svr.set_post_routing_handler([](const httplib::Request&, httplib::Response& res) {
        res.set_header("Access-Control-Allow-Origin", "https://shop.example.com");
    });
}

void asks_the_cache_first(httplib::Server& svr, Database& database, PlanCache& plans) {
    svr.set_pre_routing_handler([&](const httplib::Request& req, httplib::Response&) {
        std::string plan;
        const std::string key = req.get_header_value("X-Key");
        if (!plans.get(key, plan)) {
            plan = database.one("SELECT plan FROM accounts WHERE key = '" + key + "'");
            plans.put(key, plan, 30);
        }
        return httplib::Server::HandlerResponse::Unhandled;
    });
}

void asks_redis_only(httplib::Server& svr, redisContext* redis) {
    svr.set_pre_routing_handler([redis](const httplib::Request& req, httplib::Response&) {
        freeReplyObject(redisCommand(redis, "GET plan:%s", req.get_header_value("X-Key").c_str()));
        return httplib::Server::HandlerResponse::Unhandled;
    });
}

void asks_redis_and_then_the_database(httplib::Server& svr, redisContext* redis, Database& database) {
    svr.set_pre_routing_handler([redis, &database](const httplib::Request& req, httplib::Response&) {
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET plan:%s", req.path.c_str()));
        if (!reply || reply->type == REDIS_REPLY_NIL) database.one("SELECT plan FROM accounts");
        freeReplyObject(reply);
        return httplib::Server::HandlerResponse::Unhandled;
    });
}

void asks_once(httplib::Server& svr, Database& database) {
    svr.set_pre_routing_handler([&database](const httplib::Request&, httplib::Response& res) {
        res.set_header("Access-Control-Allow-Origin", loaded_once(database));
        res.set_header("X-Settings", loaded_under_a_flag(database));
        return httplib::Server::HandlerResponse::Unhandled;
    });
}

void hands_the_work_to_another_thread(httplib::Server& svr, httplib::ThreadPool& workers, Database& database) {
    svr.set_post_routing_handler([&](const httplib::Request& req, httplib::Response&) {
        const std::string path = req.path;
        workers.enqueue([path, &database] { database.one("INSERT INTO visits(path) VALUES ('" + path + "') RETURNING 1"); });  // want in-process-queue: "ThreadPool::enqueue"
    });
}

static bool signed_in(Database& database, const httplib::Request& req) {
    return database.one("SELECT 1 FROM sessions WHERE id = '" + req.get_header_value("Cookie") + "'") == "1";
}

void handler_asks_itself(httplib::Server& svr, Database& database) {
    svr.Get("/orders", [&database](const httplib::Request& req, httplib::Response& res) {
        if (!signed_in(database, req)) {
            res.status = 401;
            return;
        }
        res.set_content(database.one("SELECT * FROM orders"), "application/json");
    });
}

//--- crow_server.cpp
#include <crow.h>
#include <pqxx/pqxx>

struct Timing {
    struct context {
        std::chrono::steady_clock::time_point begin;
    };
    void before_handle(crow::request&, crow::response&, context& ctx) { ctx.begin = std::chrono::steady_clock::now(); }
    void after_handle(crow::request&, crow::response& res, context&) { res.add_header("Server-Timing", "total"); }
};

class BloomFilter {
public:
    explicit BloomFilter(pqxx::connection& connection) : connection_(connection) {}
    // A filter of data, not of requests.
    void process(const std::string& word) {
        pqxx::work transaction(connection_);
        transaction.exec_params("INSERT INTO words VALUES ($1)", word);
    }

private:
    pqxx::connection& connection_;
};

void crow_server(BloomFilter& filter) {
    crow::App<Timing> app;
    CROW_ROUTE(app, "/words").methods(crow::HTTPMethod::POST)([&filter](const crow::request& req) {
        filter.process(req.body);
        return "ok";
    });
    app.port(8081).run();
}

//--- main.cpp
#include <httplib.h>

#include "database.h"

void checks_a_signed_token(httplib::Server& svr);
void sets_headers_only(httplib::Server& svr);
void handler_asks_itself(httplib::Server& svr, Database& database);
void asks_once(httplib::Server& svr, Database& database);

int main() {
    Database database(std::getenv("DATABASE_URL"));
    httplib::Server svr;
    checks_a_signed_token(svr);
    sets_headers_only(svr);
    asks_once(svr, database);
    handler_asks_itself(svr, database);
    svr.listen("0.0.0.0", 8080);
}
