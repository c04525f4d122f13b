// Poco::Data: what asks and what changes.
//--- main.cpp
#include <Poco/Data/Session.h>
#include <httplib.h>

using namespace Poco::Data::Keywords;
static Poco::Data::Session& shop() {
    static Poco::Data::Session session("MySQL", "host=db;port=3306");  // want direct-db-port: "'Poco::Data::Session::Session' leads to a database at 'db:3306'" want hardcoded-endpoint: "'Poco::Data::Session::Session' leads to a service at 'db'" want unpooled-connection: "'session' is one connection that all requests share"
    return session;
}
static int number = 0;

int main() {
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { shop() << "SELECT 1", now; page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with Poco::Data::Session::operator<< for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { Poco::Data::Statement ask(shop()); ask << "SELECT 1"; ask.execute(); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with Poco::Data::Statement::execute for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { Poco::Data::Statement ask(shop()); ask << "SELECT 1"; ask.executeAsync(); page.set_content("", "text/html"); });  // want uncached-read: "'GET /3' asks the database with Poco::Data::Statement::executeAsync for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { Poco::Data::RecordSet rows(shop(), "SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /4' asks the database with Poco::Data::RecordSet::RecordSet for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { Poco::Data::Transaction change(shop()); shop() << "UPDATE orders SET total = 1", now; change.commit(); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { Poco::Data::Session file("SQLite", "shop.db"); file.close(); });  // want embedded-db: "'Poco::Data::Session::Session' opens the file 'shop.db' as a sqlite database" want unpooled-connection: "'Poco::Data::Session::Session' opens a connection for one request alone"
    server.listen("0.0.0.0", 8080);
}
