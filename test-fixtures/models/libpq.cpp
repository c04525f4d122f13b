// libpq: every way to connect, to ask and to be answered.
//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>

static PGconn* shared;  // want unpooled-connection: "'shared' is one connection that all requests share"
static PQconninfoOption* defaults;
static const char* const keywords[] = {"host", "port", nullptr};
static const char* const values[] = {"db", "5432", nullptr};  // want direct-db-port: "'PQconnectdbParams' leads to postgres at 'db:5432'" want hardcoded-endpoint: "'PQconnectdbParams' leads to postgres at 'db'"

int main() {
    shared = PQconnectdb("host=db port=6432");  // want hardcoded-endpoint: "'PQconnectdb' leads to postgres at 'db'"
    defaults = PQconndefaults();
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { PQexec(shared, "SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with PQexec for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { PQexecParams(shared, "SELECT 1", 0, nullptr, nullptr, nullptr, nullptr, 0); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with PQexecParams for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { PQexecPrepared(shared, "q", 0, nullptr, nullptr, nullptr, 0); page.set_content("", "text/html"); });
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { PQsendQuery(shared, "SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /4' asks the database with PQsendQuery for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { PQsendQueryParams(shared, "SELECT 1", 0, nullptr, nullptr, nullptr, nullptr, 0); page.set_content("", "text/html"); });  // want uncached-read: "'GET /5' asks the database with PQsendQueryParams for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { PQsendQueryPrepared(shared, "q", 0, nullptr, nullptr, nullptr, 0); page.set_content("", "text/html"); });  // want uncached-read: "'GET /6' asks the database with PQsendQueryPrepared for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/7", [](const httplib::Request&, httplib::Response& page) { PQgetResult(shared); page.set_content("", "text/html"); });
    server.Get("/8", [](const httplib::Request&, httplib::Response& page) { PQdescribePrepared(shared, "q"); page.set_content("", "text/html"); });
    server.Get("/9", [](const httplib::Request&, httplib::Response& page) { PQsendDescribePrepared(shared, "q"); page.set_content("", "text/html"); });
    server.Get("/10", [](const httplib::Request&, httplib::Response& page) { PQputCopyData(shared, "", 0); page.set_content("", "text/html"); });
    server.Get("/11", [](const httplib::Request&, httplib::Response& page) { char* row = nullptr; PQgetCopyData(shared, &row, 0); page.set_content("", "text/html"); });
    server.Get("/12", [](const httplib::Request&, httplib::Response& page) { PQprepare(shared, "q", "SELECT 1", 0, nullptr); page.set_content("", "text/html"); });  // want pooler-session-feature: "'PQprepare' uses a named prepared statement" want uncached-read: "'GET /12' asks the database with PQprepare for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/13", [](const httplib::Request&, httplib::Response& page) { PQsendPrepare(shared, "q", "SELECT 1", 0, nullptr); page.set_content("", "text/html"); });  // want pooler-session-feature: "'PQsendPrepare' uses a named prepared statement" want uncached-read: "'GET /13' asks the database with PQsendPrepare for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { PQfinish(PQconnectdb("host=db port=5432")); });  // want direct-db-port: "'PQconnectdb' leads to postgres at 'db:5432'" want hardcoded-endpoint: "'PQconnectdb' leads to postgres at 'db'" want unpooled-connection: "'PQconnectdb' opens a connection for one request alone"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { PQfinish(PQconnectStart("host=db port=5432")); });  // want direct-db-port: "'PQconnectStart' leads to postgres at 'db:5432'" want hardcoded-endpoint: "'PQconnectStart' leads to postgres at 'db'" want unpooled-connection: "'PQconnectStart' opens a connection for one request alone"
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { PQfinish(PQconnectdbParams(keywords, values, 0)); });  // want unpooled-connection: "'PQconnectdbParams' opens a connection for one request alone"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { PQfinish(PQconnectStartParams(keywords, values, 0)); });  // want unpooled-connection: "'PQconnectStartParams' opens a connection for one request alone"
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { PQfinish(PQsetdbLogin("db", "5432", nullptr, nullptr, "shop", "u", "p")); });  // want direct-db-port: "'PQsetdbLogin' leads to postgres at 'db:5432'" want hardcoded-endpoint: "'PQsetdbLogin' leads to postgres at 'db'" want unpooled-connection: "'PQsetdbLogin' opens a connection for one request alone"
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { PQping("host=db port=5432"); });  // want direct-db-port: "'PQping' leads to postgres at 'db:5432'" want hardcoded-endpoint: "'PQping' leads to postgres at 'db'"
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { PQpingParams(keywords, values, 0); });
    server.listen("0.0.0.0", 8080);
}
