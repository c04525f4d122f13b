// SQLite and what stands on top of it: every way to open a file and to ask it.
//--- main.cpp
#include <SQLiteCpp/SQLiteCpp.h>
#include <httplib.h>
#include <sqlite3.h>
#include <sqlite_modern_cpp.h>
#include <sqlite_orm/sqlite_orm.h>

static sqlite3* file;
static sqlite3_stmt* statement;
static int one_row(void*, int, char**, char**) { return 0; }
static void twice(sqlite3_context* context, int, sqlite3_value** values) {
    sqlite3_result_int(context, 2 * sqlite3_value_int(values[0]));
}
static int give_up(void*, int) { return 0; }
static int go_on(void*) { return 0; }
static SQLite::Database& cpp() {
    static SQLite::Database database("cpp.db");  // want embedded-db: "'SQLite::Database::Database' opens the file 'cpp.db' as a sqlite database"
    return database;
}

int main() {
    sqlite3_open("one.db", &file);  // want embedded-db: "'sqlite3_open' opens the file 'one.db' as a sqlite database"
    sqlite3_open_v2("two.db", &file, SQLITE_OPEN_READWRITE, nullptr);  // want embedded-db: "'sqlite3_open_v2' opens the file 'two.db' as a sqlite database"
    sqlite3_open16(u"three.db", &file);  // want embedded-db: "'sqlite3_open16' opens a file as a sqlite database"
    sqlite3_create_function(file, "twice", 1, 1, nullptr, twice, nullptr, nullptr);
    sqlite3_busy_handler(file, give_up, nullptr);
    sqlite3_progress_handler(file, 100, go_on, nullptr);
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { sqlite3_exec(file, "SELECT 1", one_row, nullptr, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with sqlite3_exec for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { sqlite3_prepare(file, "SELECT 1", -1, &statement, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with sqlite3_prepare for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { sqlite3_prepare_v2(file, "SELECT 1", -1, &statement, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /3' asks the database with sqlite3_prepare_v2 for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { sqlite3_prepare_v3(file, "SELECT 1", -1, 0, &statement, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /4' asks the database with sqlite3_prepare_v3 for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { sqlite3_step(statement); page.set_content("", "text/html"); });
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { char** rows = nullptr; sqlite3_get_table(file, "SELECT 1", &rows, nullptr, nullptr, nullptr); page.set_content("", "text/html"); });  // want uncached-read: "'GET /6' asks the database with sqlite3_get_table for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/7", [](const httplib::Request&, httplib::Response& page) { SQLite::Statement query(cpp(), "SELECT 1"); query.executeStep(); page.set_content("", "text/html"); });  // want uncached-read: "'GET /7' asks the database with SQLite::Statement::executeStep for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/8", [](const httplib::Request&, httplib::Response& page) { SQLite::Statement query(cpp(), "SELECT 1"); query.exec(); page.set_content("", "text/html"); });  // want uncached-read: "'GET /8' asks the database with SQLite::Statement::exec for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/9", [](const httplib::Request&, httplib::Response& page) { cpp().exec("SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /9' asks the database with SQLite::Database::exec for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/10", [](const httplib::Request&, httplib::Response& page) { cpp().execAndGet("SELECT 1"); page.set_content("", "text/html"); });  // want uncached-read: "'GET /10' asks the database with SQLite::Database::execAndGet for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/11", [](const httplib::Request&, httplib::Response& page) { static sqlite::database modern("modern.db"); modern << "SELECT 1"; page.set_content("", "text/html"); });  // want embedded-db: "'sqlite::database::database' opens the file 'modern.db' as a sqlite database" want uncached-read: "'GET /11' asks the database with sqlite::database::operator<< for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { sqlite3_bind_text(statement, 1, sqlite3_mprintf("%d", 1), -1, SQLITE_TRANSIENT); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { char text[9]; sqlite3_snprintf(9, text, "%d", 1); });
    server.listen("0.0.0.0", 8080);
    sqlite3_close(file);
    sqlite3_close_v2(file);
}
