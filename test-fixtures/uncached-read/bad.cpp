// Public GET routes that ask the database or another server for every request, in several frameworks.

//--- store.h
#pragma once
#include <libpq-fe.h>
#include <sqlite3.h>

#include <string>
#include <vector>

struct Product {
    int id = 0;
    std::string name;
};

class Products {
public:
    explicit Products(sqlite3* db) : db_(db) {}
    std::vector<Product> all() const;
    Product by_id(int id) const;

private:
    sqlite3* db_;
};

/// A helper that everybody gives their statements to.
std::string run(PGconn* connection, const std::string& sql);

//--- store.cpp
#include "store.h"

std::vector<Product> Products::all() const {
    std::vector<Product> result;
    sqlite3_stmt* statement = nullptr;
    const char* sql = "SELECT id, name FROM products ORDER BY id";
    sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr);
    while (sqlite3_step(statement) == SQLITE_ROW) result.push_back({sqlite3_column_int(statement, 0), ""});
    sqlite3_finalize(statement);
    return result;
}

Product Products::by_id(int id) const {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_, "select id, name from products where id = ?", -1, &statement, nullptr);
    sqlite3_bind_int(statement, 1, id);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return {id, ""};
}

std::string run(PGconn* connection, const std::string& sql) {
    PGresult* result = PQexec(connection, sql.c_str());
    std::string text = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    return text;
}

//--- httplib_server.cpp
#include <httplib.h>

#include <cstdlib>

#include "store.h"

static PGconn* shared_connection = PQconnectdb(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
static const std::string all_brands = "SELECT name FROM brands";

static void brands(const httplib::Request&, httplib::Response& res) {
    res.set_content(run(shared_connection, all_brands), "application/json");
}

void httplib_routes(httplib::Server& svr, Products& products, PGconn* connection) {
    svr.Get("/products", [&products](const httplib::Request&, httplib::Response& res) {  // want uncached-read: "'GET /products' asks the database with sqlite3_prepare_v2" via "GET /products > Products::all"
        std::string body;
        for (const Product& product : products.all()) body += product.name;
        res.set_content(body, "application/json");
    });
    svr.Get(R"(/products/(\d+))", [&products](const httplib::Request& req, httplib::Response& res) {  // want uncached-read: "."
        res.set_content(products.by_id(std::stoi(req.matches[1])).name, "application/json");
    });
    svr.Get("/categories", [connection](const httplib::Request&, httplib::Response& res) {  // want uncached-read: "categories"
        res.set_content(run(connection, "SELECT json_agg(c) FROM categories c"), "application/json");
    });
    svr.Get("/search", [connection](const httplib::Request& req, httplib::Response& res) {  // want uncached-read: "search"
        const std::string word = req.get_param_value("q");
        res.set_content(run(connection, "SELECT json_agg(p) FROM products p WHERE name LIKE '%" + word + "%'"), "application/json");
    });
    svr.Post("/categories", [connection](const httplib::Request& req, httplib::Response&) {
        run(connection, "INSERT INTO categories(name) VALUES ('" + req.body + "')");
    });
    svr.Get("/weather", [](const httplib::Request&, httplib::Response& res) {  // want uncached-read: "'GET /weather' asks another server"
        httplib::Client upstream("https://api.weather.example");
        auto answer = upstream.Get("/today");
        res.set_content(answer ? answer->body : "", "application/json");
    });
    svr.Get("/tags", [connection](const httplib::Request&, httplib::Response& res) {  // want uncached-read: "tags"
        std::string sql = "SELECT DISTINCT tag";
        sql += " FROM product_tags";
        res.set_content(run(connection, sql), "application/json");
    });
    svr.Get("/brands", brands);  // want uncached-read: "GET /brands"
    svr.Get("/user", [connection](const httplib::Request& req, httplib::Response& res) {  // want uncached-read: "/user"
        res.set_content(run(connection, "SELECT name FROM users WHERE id = " + req.get_param_value("id")), "application/json");
    });
}

//--- crow_server.cpp
#include <crow.h>
#include <pqxx/pqxx>

class Articles {
public:
    explicit Articles(pqxx::connection& connection) : connection_(connection) {}
    crow::json::wvalue latest() {
        pqxx::work transaction(connection_);
        crow::json::wvalue result;
        for (const auto& row : transaction.exec("SELECT title FROM articles ORDER BY published DESC LIMIT 20"))
            result["title"] = row[0].as<std::string>();
        transaction.commit();
        return result;
    }
    crow::response show(int id) {
        pqxx::work transaction(connection_);
        const pqxx::result rows = transaction.exec_params("SELECT body FROM articles WHERE id = $1", id);
        if (rows.empty()) return crow::response(404);
        return crow::response(rows[0][0].as<std::string>());
    }

private:
    pqxx::connection& connection_;
};

void crow_routes(crow::SimpleApp& app, Articles& articles) {
    CROW_ROUTE(app, "/articles")([&articles] { return articles.latest(); });  // want uncached-read: "GET /articles"
    CROW_ROUTE(app, "/articles/<int>").methods(crow::HTTPMethod::GET)([&articles](int id) { return articles.show(id); });  // want uncached-read: "."
}

//--- drogon_server.cpp
#include <drogon/HttpController.h>
#include <drogon/drogon.h>

class RoomController : public drogon::HttpController<RoomController> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(RoomController::members, "/rooms/members", drogon::Get, drogon::Options);  // want uncached-read: "GET /rooms/members"
    ADD_METHOD_TO(RoomController::join, "/rooms/join", drogon::Post);
    METHOD_LIST_END

    void members(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        auto client = drogon::app().getDbClient();
        auto rows = client->execSqlSync("select name from members where room = ?", req->getParameter("room"));
        Json::Value body;
        for (const auto& row : rows) body["name"] = row["name"].as<std::string>();
        callback(drogon::HttpResponse::newHttpJsonResponse(body));
    }
    void join(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        drogon::app().getDbClient()->execSqlSync("insert into members(name) values (?)", req->getParameter("name"));
        callback(drogon::HttpResponse::newHttpResponse());
    }
};

//--- halls.h
#pragma once
#include <drogon/HttpController.h>

class HallController : public drogon::HttpController<HallController> {
public:
    METHOD_LIST_BEGIN
    METHOD_ADD(HallController::names, "/names", drogon::Get);
    METHOD_LIST_END

    void names(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback);
};

//--- halls.cpp
#include "halls.h"

#include <drogon/drogon.h>

void HallController::names(const drogon::HttpRequestPtr&,  // want uncached-read: "/names"
                           std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
    auto rows = drogon::app().getDbClient()->execSqlSync("select name from halls");
    Json::Value body;
    for (const auto& row : rows) body["name"] = row["name"].as<std::string>();
    callback(drogon::HttpResponse::newHttpJsonResponse(body));
}

//--- pistache_server.cpp
#include <pistache/router.h>

#include "store.h"

class Catalogue {
public:
    explicit Catalogue(PGconn* connection) : connection_(connection) {}
    void routes(Pistache::Rest::Router& router) {
        Pistache::Rest::Routes::Get(router, "/catalogue", Pistache::Rest::Routes::bind(&Catalogue::show, this));  // want uncached-read: "GET /catalogue"
    }

private:
    PGconn* connection_;
    void show(const Pistache::Rest::Request&, Pistache::Http::ResponseWriter response) {
        response.send(Pistache::Http::Code::Ok, run(connection_, "SELECT * FROM catalogue"));
    }
};

//--- main.cpp
#include <crow.h>
#include <httplib.h>
#include <pistache/endpoint.h>

#include <cstdlib>

#include "store.h"

void httplib_routes(httplib::Server& svr, Products& products, PGconn* connection);

int main() {
    sqlite3* db = nullptr;
    sqlite3_open("shop.db", &db);  // want embedded-db: "'shop.db' as a sqlite database"
    PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));
    Products products(db);
    httplib::Server svr;
    httplib_routes(svr, products, connection);
    svr.listen("0.0.0.0", 8080);
}
