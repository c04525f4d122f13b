// The C interface of MySQL and MariaDB: every way to connect, to ask and to be answered.
//--- main.cpp
#include <httplib.h>
#include <mysql/mysql.h>

static MYSQL* shared;  // want unpooled-connection: "'shared' is one connection that all requests share"
static MYSQL_STMT* statement;
static MYSQL_BIND parameters[2];
static MYSQL_RES* result;
static MYSQL_FIELD* fields;

int main() {
    shared = mysql_init(nullptr);
    mysql_real_connect(shared, "pooler", "u", "p", "shop", 6446, nullptr, 0);  // want hardcoded-endpoint: "'mysql_real_connect' leads to mysql at 'pooler'"
    statement = mysql_stmt_init(shared);
    fields = mysql_fetch_fields(result);
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { mysql_query(shared, "SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with mysql_query for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { mysql_real_query(shared, "SELECT 1", 8); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with mysql_real_query for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { mysql_store_result(shared); page.set_content("", "text/html"); });
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { mysql_use_result(shared); page.set_content("", "text/html"); });
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { mysql_fetch_row(result); page.set_content("", "text/html"); });  // want uncached-read: "'GET /5' asks the database with mysql_fetch_row for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { mysql_stmt_prepare(statement, "SELECT 1", 8); page.set_content("", "text/html"); });  // want uncached-read: "'GET /6' asks the database with mysql_stmt_prepare for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/7", [](const httplib::Request&, httplib::Response& page) { mysql_stmt_execute(statement); page.set_content("", "text/html"); });
    server.Get("/8", [](const httplib::Request&, httplib::Response& page) { mysql_stmt_fetch(statement); page.set_content("", "text/html"); });  // want uncached-read: "'GET /8' asks the database with mysql_stmt_fetch for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/9", [](const httplib::Request&, httplib::Response& page) { mysql_stmt_store_result(statement); page.set_content("", "text/html"); });
    server.Get("/10", [](const httplib::Request&, httplib::Response& page) { mysql_select_db(shared, "shop"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /10' asks the database with mysql_select_db for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/11", [](const httplib::Request&, httplib::Response& page) { mysql_list_tables(shared, nullptr); page.set_content("", "text/html"); });
    server.Get("/12", [](const httplib::Request&, httplib::Response& page) { mysql_list_fields(shared, "t", nullptr); page.set_content("", "text/html"); });
    server.Get("/13", [](const httplib::Request&, httplib::Response& page) { mysql_list_dbs(shared, nullptr); page.set_content("", "text/html"); });
    server.Get("/14", [](const httplib::Request&, httplib::Response& page) { mysql_send_query(shared, "SELECT 1", 8); page.set_content("", "text/html"); });  // want uncached-read: "'GET /14' asks the database with mysql_send_query for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/15", [](const httplib::Request&, httplib::Response& page) { mysql_real_query_nonblocking(shared, "SELECT 1", 8); page.set_content("", "text/html"); });  // want uncached-read: "'GET /15' asks the database with mysql_real_query_nonblocking for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/16", [](const httplib::Request&, httplib::Response& page) { MYSQL_RES* rows = nullptr; mysql_store_result_nonblocking(shared, &rows); page.set_content("", "text/html"); });
    server.Get("/17", [](const httplib::Request&, httplib::Response& page) { int error = 0; mysql_query_start(&error, shared, "SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /17' asks the database with mysql_query_start for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/18", [](const httplib::Request&, httplib::Response& page) { int error = 0; mysql_real_query_start(&error, shared, "SELECT 1", 8); page.set_content("", "text/html"); });  // want uncached-read: "'GET /18' asks the database with mysql_real_query_start for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/19", [](const httplib::Request&, httplib::Response& page) { mysql_next_result(shared); page.set_content("", "text/html"); });
    server.Get("/20", [](const httplib::Request&, httplib::Response& page) { mysql_commit(shared); page.set_content("", "text/html"); });
    server.Get("/21", [](const httplib::Request&, httplib::Response& page) { mysql_rollback(shared); page.set_content("", "text/html"); });
    server.Get("/22", [](const httplib::Request&, httplib::Response& page) { mysql_autocommit(shared, 1); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { MYSQL own; mysql_init(&own); mysql_real_connect(&own, "db", "u", "p", "shop", 0, nullptr, 0); mysql_close(&own); });  // want direct-db-port: "'mysql_real_connect' leads to mysql at 'db'" want hardcoded-endpoint: "'mysql_real_connect' leads to mysql at 'db'" want unpooled-connection: "'mysql_real_connect' opens a connection for one request alone"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { MYSQL own; mysql_init(&own); mysql_real_connect_nonblocking(&own, "db", "u", "p", "shop", 3306, nullptr, 0); mysql_close(&own); });  // want direct-db-port: "'mysql_real_connect_nonblocking' leads to mysql at 'db:3306'" want hardcoded-endpoint: "'mysql_real_connect_nonblocking' leads to mysql at 'db'" want unpooled-connection: "'mysql_real_connect_nonblocking' opens a connection for one request alone"
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { MYSQL own; MYSQL* done = nullptr; mysql_init(&own); mysql_real_connect_start(&done, &own, "db", "u", "p", "shop", 3306, nullptr, 0); mysql_close(&own); });  // want unpooled-connection: "'mysql_real_connect_start' opens a connection for one request alone" want direct-db-port: "'mysql_real_connect_start' leads to mysql at 'db:3306'" want hardcoded-endpoint: "'mysql_real_connect_start' leads to mysql at 'db'"
    server.listen("0.0.0.0", 8080);
}
