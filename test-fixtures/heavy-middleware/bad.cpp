// What stands before all handlers and asks the database or another server, in several frameworks.

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

//--- httplib_server.cpp
#include <httplib.h>

#include "database.h"

static bool is_banned(Database& database, const std::string& key) {
    return database.one("SELECT banned FROM clients WHERE key = '" + key + "'") == "t";
}

void httplib_server(httplib::Server& svr, Database& database) {
    svr.set_pre_routing_handler([&database](const httplib::Request& req, httplib::Response& res) {  // want heavy-middleware: "asks the database with PQexec" via "middleware in httplib_server > is_banned > Database::one"
        if (!is_banned(database, req.get_header_value("X-Key"))) return httplib::Server::HandlerResponse::Unhandled;
        res.status = 403;
        return httplib::Server::HandlerResponse::Handled;
    });
    svr.set_post_routing_handler([&database](const httplib::Request& req, httplib::Response&) {  // want heavy-middleware: "."
        database.one("INSERT INTO visits(path) VALUES ('" + req.path + "') RETURNING id");
    });
    svr.Get("/hello", [](const httplib::Request&, httplib::Response& res) { res.set_content("hello", "text/plain"); });
}

//--- crow_server.cpp
#include <cpr/cpr.h>
#include <crow.h>
#include <pqxx/pqxx>

struct CheckSession {
    struct context {
        int user = 0;
    };
    pqxx::connection* connection = nullptr;  // want unpooled-connection: "is one connection that all requests share"
    void before_handle(crow::request& req, crow::response& res, context& ctx) {  // want heavy-middleware: "'CheckSession::before_handle' asks the database"
        pqxx::work transaction(*connection);
        const auto rows = transaction.exec_params("SELECT user_id FROM sessions WHERE sid = $1", req.get_header_value("X-Sid"));
        if (rows.empty()) {
            res.code = 401;
            res.end();
            return;
        }
        ctx.user = rows[0][0].as<int>();
    }
    void after_handle(crow::request&, crow::response&, context&) {}
};

struct AskThePolicyServer {
    struct context {};
    void before_handle(crow::request& req, crow::response& res, context&) {  // want heavy-middleware: "asks another server with cpr::Get"
        if (cpr::Get(cpr::Url{std::getenv("POLICY_URL") + req.url}).status_code == 200) return;
        res.code = 403;
        res.end();
    }
    void after_handle(crow::request&, crow::response&, context&) {}
};

struct OnlyForReports : crow::ILocalMiddleware {
    struct context {};
    pqxx::connection* connection = nullptr;  // want unpooled-connection: "is one connection that all requests share"
    void before_handle(crow::request&, crow::response& res, context&) {  // want heavy-middleware: "."
        pqxx::nontransaction transaction(*connection);
        if (transaction.exec("SELECT open FROM reports_window").empty()) res.end();
    }
    void after_handle(crow::request&, crow::response&, context&) {}
};

void crow_server() {
    crow::App<CheckSession, AskThePolicyServer, OnlyForReports> app;
    CROW_ROUTE(app, "/hello")([] { return "hello"; });
    app.port(8081).run();
}

//--- drogon_server.cpp
#include <drogon/HttpFilter.h>
#include <drogon/drogon.h>

class TokenFilter : public drogon::HttpFilter<TokenFilter> {
public:
    void doFilter(const drogon::HttpRequestPtr& req, drogon::FilterCallback&& deny, drogon::FilterChainCallback&& next) override {  // want heavy-middleware: "TokenFilter::doFilter"
        auto rows = drogon::app().getDbClient()->execSqlSync("select user_id from tokens where token = ?", req->getHeader("token"));
        if (rows.empty()) return deny(drogon::HttpResponse::newHttpResponse());
        next();
    }
};

void drogon_server() {
    drogon::app().registerPreRoutingAdvice([](const drogon::HttpRequestPtr& req) {  // want heavy-middleware: "."
        drogon::app().getDbClient()->execSqlSync("insert into access_log(path) values (?)", req->path());
    });
    drogon::app().registerPostHandlingAdvice([](const drogon::HttpRequestPtr&, const drogon::HttpResponsePtr& res) {  // want heavy-middleware: "."
        auto rows = drogon::app().getDbClient()->execSqlSync("select banner from settings");
        res->addHeader("X-Banner", rows[0]["banner"].as<std::string>());
    });
}

//--- pistache_server.cpp
#include <pistache/router.h>

#include "database.h"

void pistache_server(Pistache::Rest::Router& router, Database& database) {
    router.addMiddleware([&database](Pistache::Http::Request&, Pistache::Http::ResponseWriter&) {  // want heavy-middleware: "."
        return database.one("SELECT maintenance FROM settings") != "t";
    });
}

//--- oatpp_server.cpp
#include <oatpp/web/server/interceptor/RequestInterceptor.hpp>

#include "database.h"

class TenantInterceptor : public oatpp::web::server::interceptor::RequestInterceptor {
public:
    explicit TenantInterceptor(Database& database) : database_(database) {}
    std::shared_ptr<OutgoingResponse> intercept(const std::shared_ptr<IncomingRequest>&) override {  // want heavy-middleware: "TenantInterceptor::intercept"
        database_.one("SELECT id FROM tenants WHERE active");
        return nullptr;
    }

private:
    Database& database_;
};

//--- own_router.h
#pragma once
#include <functional>
#include <string>
#include <vector>

struct Call {
    std::string path;
    int status = 200;
};

class Middleware {
public:
    virtual ~Middleware() = default;
    virtual bool handle(Call& call) = 0;
};

class Router {
public:
    void use(std::function<bool(Call&)> step) { steps_.push_back(std::move(step)); }
    void add(Middleware* middleware) { middlewares_.push_back(middleware); }
    bool run(Call& call) {
        for (auto& step : steps_)
            if (!step(call)) return false;
        for (auto* middleware : middlewares_)
            if (!middleware->handle(call)) return false;
        return true;
    }

private:
    std::vector<std::function<bool(Call&)>> steps_;
    std::vector<Middleware*> middlewares_;
};

//--- own_router.cpp
#include "own_router.h"

#include <httplib.h>

#include "database.h"

class PlanMiddleware : public Middleware {
public:
    explicit PlanMiddleware(Database& database) : database_(database) {}
    bool handle(Call& call) override {  // want heavy-middleware: "PlanMiddleware::handle"
        return database_.one("SELECT plan FROM accounts WHERE path = '" + call.path + "'") != "none";
    }

private:
    Database& database_;
};

int main() {
    static Router router;
    static Database database(std::getenv("DATABASE_URL"));
    router.use([](Call& call) {  // want heavy-middleware: "Router::use"
        return database.one("SELECT allowed FROM paths WHERE path = '" + call.path + "'") == "t";
    });
    router.add(new PlanMiddleware(database));
    httplib::Server svr;
    svr.Post(".*", [](const httplib::Request& req, httplib::Response& res) {
        Call call{req.path};
        if (!router.run(call)) res.status = 403;
    });
    svr.listen("0.0.0.0", 8080);
}
