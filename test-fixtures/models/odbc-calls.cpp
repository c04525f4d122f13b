// ODBC: every way to connect and to ask.
//--- main.cpp
#include <httplib.h>
#include <sqlext.h>

static SQLHDBC fresh() {
    SQLHDBC one = nullptr;
    SQLAllocHandle(SQL_HANDLE_DBC, nullptr, &one);
    return one;
}
static SQLHSTMT statement;

int main() {
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { SQLExecDirect(statement, (SQLCHAR*)"SELECT 1", SQL_NTS); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with SQLExecDirect for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { SQLExecDirectA(statement, (SQLCHAR*)"SELECT 1", SQL_NTS); page.set_content("", "text/html"); });  // want uncached-read: "'GET /2' asks the database with SQLExecDirectA for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { SQLWCHAR wide[2] = {}; SQLExecDirectW(statement, wide, SQL_NTS); page.set_content("", "text/html"); });
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { SQLPrepare(statement, (SQLCHAR*)"SELECT 1", SQL_NTS); page.set_content("", "text/html"); });  // want uncached-read: "'GET /4' asks the database with SQLPrepare for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { SQLExecute(statement); page.set_content("", "text/html"); });
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { SQLFetch(statement); page.set_content("", "text/html"); });  // want uncached-read: "'GET /6' asks the database with SQLFetch for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { SQLHDBC own = fresh(); SQLDriverConnect(own, nullptr, (SQLCHAR*)"SERVER=db;PORT=5432;", SQL_NTS, nullptr, 0, nullptr, 0); SQLDisconnect(own); });  // want direct-db-port: "'SQLDriverConnect' leads to odbc at 'db:5432'" want hardcoded-endpoint: "'SQLDriverConnect' leads to odbc at 'db'" want unpooled-connection: "'SQLDriverConnect' opens a connection for one request alone"
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { SQLHDBC own = fresh(); SQLDriverConnectA(own, nullptr, (SQLCHAR*)"SERVER=db;PORT=5432;", SQL_NTS, nullptr, 0, nullptr, 0); SQLDisconnect(own); });  // want direct-db-port: "'SQLDriverConnectA' leads to odbc at 'db:5432'" want hardcoded-endpoint: "'SQLDriverConnectA' leads to odbc at 'db'" want unpooled-connection: "'SQLDriverConnectA' opens a connection for one request alone"
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { SQLHDBC own = fresh(); SQLWCHAR wide[2] = {}; SQLDriverConnectW(own, nullptr, wide, SQL_NTS, nullptr, 0, nullptr, 0); SQLDisconnect(own); });  // want unpooled-connection: "'SQLDriverConnectW' opens a connection for one request alone"
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { SQLHDBC own = fresh(); SQLBrowseConnect(own, (SQLCHAR*)"SERVER=db;PORT=5432;", SQL_NTS, nullptr, 0, nullptr); SQLDisconnect(own); });  // want direct-db-port: "'SQLBrowseConnect' leads to odbc at 'db:5432'" want hardcoded-endpoint: "'SQLBrowseConnect' leads to odbc at 'db'" want unpooled-connection: "'SQLBrowseConnect' opens a connection for one request alone"
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { SQLHDBC own = fresh(); SQLConnect(own, (SQLCHAR*)"shop", SQL_NTS, nullptr, 0, nullptr, 0); SQLDisconnect(own); });  // want unpooled-connection: "'SQLConnect' opens a connection for one request alone"
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { SQLHDBC own = fresh(); SQLConnectA(own, (SQLCHAR*)"shop", SQL_NTS, nullptr, 0, nullptr, 0); SQLDisconnect(own); });  // want unpooled-connection: "'SQLConnectA' opens a connection for one request alone"
    server.listen("0.0.0.0", 8080);
}
