// The MongoDB C driver: every way to connect, to ask and to change.
//--- main.cpp
#include <httplib.h>
#include <mongoc/mongoc.h>

static mongoc_client_t* shared;  // want unpooled-connection: "'shared' is one connection that all requests share"
static mongoc_client_pool_t* pool;
static mongoc_collection_t* users;
static mongoc_cursor_t* cursor;
static mongoc_uri_t* address;

int main() {
    address = mongoc_uri_new("mongodb://db:27017");  // want direct-db-port: "'mongoc_uri_new' leads to mongodb at 'db:27017'" want hardcoded-endpoint: "'mongoc_uri_new' leads to mongodb at 'db'"
    address = mongoc_uri_new_with_error("mongodb://db:27017", nullptr);  // want direct-db-port: "'mongoc_uri_new_with_error' leads to mongodb at 'db:27017'" want hardcoded-endpoint: "'mongoc_uri_new_with_error' leads to mongodb at 'db'"
    address = mongoc_uri_new_for_host_port("db", 27017);  // want direct-db-port: "'mongoc_uri_new_for_host_port' leads to mongodb at 'db:27017'" want hardcoded-endpoint: "'mongoc_uri_new_for_host_port' leads to mongodb at 'db'"
    shared = mongoc_client_new_from_uri(address);
    pool = mongoc_client_pool_new(address);
    mongoc_client_pool_max_size(pool, 200);  // want oversized-pool: "'mongoc_client_pool_max_size' may hold 200 connections"
    users = mongoc_client_get_collection(shared, "shop", "users");
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { mongoc_collection_find(users, 0, 0, 0, 0, nullptr, nullptr, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with mongoc_collection_find for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { mongoc_collection_find_with_opts(users, nullptr, nullptr, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with mongoc_collection_find_with_opts for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { mongoc_collection_aggregate(users, 0, nullptr, nullptr, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /3' asks the database with mongoc_collection_aggregate for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { mongoc_collection_count_documents(users, nullptr, nullptr, nullptr, nullptr, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /4' asks the database with mongoc_collection_count_documents for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { const bson_t* document = nullptr; mongoc_cursor_next(cursor, &document); page.set_content("", "text/html"); });
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { mongoc_client_command_simple(shared, "shop", nullptr, nullptr, nullptr, nullptr); page.set_content("", "text/html"); });
    server.Get("/7", [](const httplib::Request&, httplib::Response& page) { mongoc_collection_find_and_modify(users, nullptr, nullptr, nullptr, nullptr, false, false, false, nullptr, nullptr); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { mongoc_collection_insert(users, 0, nullptr, nullptr, nullptr); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { mongoc_collection_insert_one(users, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { mongoc_collection_insert_many(users, nullptr, 0, nullptr, nullptr, nullptr); });
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { mongoc_collection_update(users, 0, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { mongoc_collection_update_one(users, nullptr, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { mongoc_collection_update_many(users, nullptr, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { mongoc_collection_replace_one(users, nullptr, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { mongoc_collection_delete_one(users, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { mongoc_collection_delete_many(users, nullptr, nullptr, nullptr, nullptr); });
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { mongoc_collection_remove(users, 0, nullptr, nullptr, nullptr); });
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { mongoc_client_destroy(mongoc_client_new("mongodb://db:27017")); });  // want direct-db-port: "'mongoc_client_new' leads to mongodb at 'db:27017'" want hardcoded-endpoint: "'mongoc_client_new' leads to mongodb at 'db'" want unpooled-connection: "'mongoc_client_new' opens a connection for one request alone"
    server.Post("/12", [](const httplib::Request&, httplib::Response&) { mongoc_client_destroy(mongoc_client_new_from_uri(address)); });  // want unpooled-connection: "'mongoc_client_new_from_uri' opens a connection for one request alone"
    server.listen("0.0.0.0", 8080);
}
