// GET routes that are cached, private, changing, or no reads at all.

//--- store.h
#pragma once
#include <libpq-fe.h>

#include <map>
#include <string>

std::string run(PGconn* connection, const std::string& sql);

class PageCache {
public:
    bool find(const std::string& key, std::string& page) const;
    void put(const std::string& key, const std::string& page, int seconds);
};

/// Loaded by the first request, the same for all that follow.
class Countries {
public:
    explicit Countries(PGconn* connection) : connection_(connection) {}
    const std::string& list() {
        if (list_.empty()) list_ = run(connection_, "SELECT name FROM countries");
        return list_;
    }

private:
    PGconn* connection_;  // want unpooled-connection: "is one connection that all requests share"
    std::string list_;
};

//--- store.cpp
#include "store.h"

std::string run(PGconn* connection, const std::string& sql) {
    PGresult* result = PQexec(connection, sql.c_str());
    std::string text = PQgetvalue(result, 0, 0);
    PQclear(result);
    return text;
}

//--- httplib_server.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <functional>
#include <random>

#include "store.h"

static std::string user_from_token(PGconn* connection, const httplib::Request& req) {
    return run(connection, "SELECT user_id FROM tokens WHERE token = '" + req.get_param_value("t") + "'");
}

static void allow_caching(httplib::Response& res) { res.set_header("Cache-Control", "public, max-age=30"); }

static httplib::Server::Handler for_members_only(httplib::Server::Handler handler) {
    return [handler](const httplib::Request& req, httplib::Response& res) {
        if (req.get_header_value("Authorization").empty()) {
            res.status = 401;
            return;
        }
        handler(req, res);
    };
}

void httplib_routes(httplib::Server& svr, PGconn* connection, redisContext* redis, PageCache& pages, Countries& countries) {
    svr.Get("/says_how_long_it_holds", [connection](const httplib::Request&, httplib::Response& res) {
        allow_caching(res);
        res.set_content(run(connection, "SELECT * FROM products"), "application/json");
    });
    svr.Get("/has_an_etag", [connection](const httplib::Request& req, httplib::Response& res) {
        const std::string version = run(connection, "SELECT max(version) FROM products");
        if (req.get_header_value("If-None-Match") == version) {
            res.status = 304;
            return;
        }
        res.set_header("ETag", version);
        res.set_content(run(connection, "SELECT * FROM products"), "application/json");
    });
    svr.Get("/looks_into_redis_first", [connection, redis](const httplib::Request&, httplib::Response& res) {
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET page:products"));
        std::string page = reply && reply->str ? reply->str : "";
        if (page.empty()) {
            page = run(connection, "SELECT * FROM products");
            freeReplyObject(redisCommand(redis, "SETEX page:products 30 %s", page.c_str()));
        }
        res.set_content(page, "application/json");
    });
    svr.Get("/looks_into_a_cache_first", [connection, &pages](const httplib::Request&, httplib::Response& res) {
        std::string page;
        if (!pages.find("products", page)) {
            page = run(connection, "SELECT * FROM products");
            pages.put("products", page, 30);
        }
        res.set_content(page, "application/json");
    });
    svr.Get("/is_loaded_once", [&countries](const httplib::Request&, httplib::Response& res) {
        res.set_content(countries.list(), "text/plain");
    });
    svr.Get("/orders", [connection](const httplib::Request& req, httplib::Response& res) {
        const std::string user = user_from_token(connection, req);
        res.set_content(run(connection, "SELECT * FROM orders WHERE user_id = " + user), "application/json");
    });
    svr.Get("/behind_a_cookie", [connection](const httplib::Request& req, httplib::Response& res) {
        if (req.get_header_value("Cookie").find("sid=") == std::string::npos) {
            res.status = 401;
            return;
        }
        res.set_content(run(connection, "SELECT * FROM reports"), "application/json");
    });
    svr.Get("/members", for_members_only([connection](const httplib::Request&, httplib::Response& res) {
        res.set_content(run(connection, "SELECT * FROM members"), "application/json");
    }));
    svr.Get("/my/account", [connection](const httplib::Request& req, httplib::Response& res) {
        res.set_content(run(connection, "SELECT * FROM users WHERE id = " + req.get_param_value("id")), "application/json");
    });
    svr.Get("/confirm", [connection](const httplib::Request& req, httplib::Response& res) {
        const std::string mail = run(connection, "SELECT mail FROM invitations WHERE code = '" + req.get_param_value("c") + "'");
        run(connection, "DELETE FROM invitations WHERE mail = '" + mail + "'");
        res.set_content("welcome", "text/plain");
    });
    svr.Get("/counts_its_views", [connection](const httplib::Request& req, httplib::Response& res) {
        run(connection, "UPDATE pages SET views = views + 1 WHERE id = " + req.get_param_value("id"));
        res.set_content(run(connection, "SELECT body FROM pages WHERE id = " + req.get_param_value("id")), "text/html");
    });
    svr.Get("/health", [connection](const httplib::Request&, httplib::Response& res) {
        res.set_content(run(connection, "SELECT 1 FROM products"), "text/plain");
    });
    svr.Get("/metrics", [connection](const httplib::Request&, httplib::Response& res) {
        res.set_content(run(connection, "SELECT count(*) FROM orders"), "text/plain");
    });
    svr.Get("/quote", [connection](const httplib::Request&, httplib::Response& res) {
        res.set_content(run(connection, "SELECT text FROM quotes ORDER BY random() LIMIT 1"), "text/plain");
    });
    svr.Get("/feed", [connection](const httplib::Request&, httplib::Response& res) {
        res.set_chunked_content_provider("text/plain", [connection](std::size_t, httplib::DataSink& sink) {
            const std::string row = run(connection, "SELECT text FROM feed");
            return sink.write(row.data(), row.size());
        });
    });
    svr.Get("/about", [](const httplib::Request&, httplib::Response& res) { res.set_content("about us", "text/html"); });
    svr.Post("/search_by_post", [connection](const httplib::Request& req, httplib::Response& res) {
        res.set_content(run(connection, "SELECT * FROM products WHERE name = '" + req.body + "'"), "application/json");
    });
}

//--- drogon_server.cpp
#include <drogon/HttpController.h>
#include <drogon/HttpFilter.h>
#include <drogon/drogon.h>

class LoginFilter : public drogon::HttpFilter<LoginFilter> {
public:
    void doFilter(const drogon::HttpRequestPtr& req, drogon::FilterCallback&& deny, drogon::FilterChainCallback&& next) override {
        if (req->getHeader("x-signature").empty()) return deny(drogon::HttpResponse::newHttpResponse());
        next();
    }
};

class Invoices : public drogon::HttpController<Invoices> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Invoices::behind_a_filter, "/invoices", drogon::Get, "LoginFilter");
    ADD_METHOD_TO(Invoices::reads_the_session, "/invoices/last", drogon::Get);
    METHOD_LIST_END

    void behind_a_filter(const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        auto rows = drogon::app().getDbClient()->execSqlSync("select * from invoices");
        callback(drogon::HttpResponse::newHttpResponse());
    }
    void reads_the_session(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        const auto user = req->session()->get<std::string>("user");
        auto rows = drogon::app().getDbClient()->execSqlSync("select * from invoices where user = ?", user);
        callback(drogon::HttpResponse::newHttpResponse());
    }
};

//--- main.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <cstdlib>

#include "store.h"

void httplib_routes(httplib::Server& svr, PGconn* connection, redisContext* redis, PageCache& pages, Countries& countries);

int main() {
    PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));
    redisContext* redis = redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT")));
    PageCache pages;
    Countries countries(connection);
    httplib::Server svr;
    httplib_routes(svr, connection, redis, pages, countries);
    svr.listen("0.0.0.0", 8080);
}
