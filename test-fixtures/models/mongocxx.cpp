// mongocxx 3: everything that asks and that changes.
//--- main.cpp
#include <httplib.h>
#include <mongocxx/client.hpp>
#include <mongocxx/instance.hpp>
#include <mongocxx/pool.hpp>

static mongocxx::instance library;
static mongocxx::pool pool(mongocxx::uri("mongodb://pooler:27018"));  // want hardcoded-endpoint: "'mongocxx::uri::uri' leads to mongodb at 'pooler'"
static bsoncxx::document::view_or_value some() { return {}; }
static mongocxx::database shop() {
    auto client = pool.acquire();
    return client->database("shop");
}
static mongocxx::collection users() {
    auto client = pool.acquire();
    return (*client)["shop"].collection("users");
}

int main() {
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { users().find(some()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with mongocxx::collection::find for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { users().find_one(some()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with mongocxx::collection::find_one for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { users().aggregate(mongocxx::pipeline()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /3' asks the database with mongocxx::collection::aggregate for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { users().count_documents(some()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /4' asks the database with mongocxx::collection::count_documents for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { users().estimated_document_count(); page.set_content("", "text/html"); });  // want uncached-read: "'GET /5' asks the database with mongocxx::collection::estimated_document_count for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { users().distinct("name", some()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /6' asks the database with mongocxx::collection::distinct for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/7", [](const httplib::Request&, httplib::Response& page) { shop()["users"].find_one(some()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /7' asks the database with mongocxx::collection::find_one for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/8", [](const httplib::Request&, httplib::Response& page) { shop().list_collections(); page.set_content("", "text/html"); });
    server.Get("/9", [](const httplib::Request&, httplib::Response& page) { shop().aggregate(mongocxx::pipeline()); page.set_content("", "text/html"); });  // want uncached-read: "'GET /9' asks the database with mongocxx::database::aggregate for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/10", [](const httplib::Request&, httplib::Response& page) { users().watch(); page.set_content("", "text/html"); });
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { users().find_one_and_update(some(), some()); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { users().insert_one(some()); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { users().update_one(some(), some()); });
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { users().replace_one(some(), some()); });
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { users().delete_one(some()); });
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { users().bulk_write(1); });
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { users().create_index(some()); });
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { shop().run_command(some()); });
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { auto client = pool.acquire(); auto session = client->start_session(); session.with_transaction([](mongocxx::client_session*) { users().insert_one(some()); }); });
    server.listen("0.0.0.0", 8080);
}
