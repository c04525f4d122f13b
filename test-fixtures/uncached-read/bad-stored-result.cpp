// mysql_store_result() fetches the rows of a SELECT: "store" in its name is no write, and does not make the route one that
// changes data. Every SELECT through MySQL's C interface has it.

//--- main.cpp
#include <httplib.h>
#include <mysql/mysql.h>

#include <string>

std::string titles(MYSQL* c) {
    mysql_query(c, "SELECT title FROM articles ORDER BY id DESC LIMIT 10");
    MYSQL_RES* rows = mysql_store_result(c);
    std::string text;
    while (MYSQL_ROW row = mysql_fetch_row(rows)) text += row[0];
    mysql_free_result(rows);
    return text;
}

int main(int, char** argv) {
    httplib::Server server;
    server.Get("/titles", [argv](const httplib::Request&, httplib::Response& response) {  // want uncached-read: "'GET /titles'"
        MYSQL* c = mysql_init(nullptr);
        mysql_real_connect(c, argv[1], "", "", "blog", 6033, nullptr, 0);  // want unpooled-connection: "'mysql_real_connect'"
        response.set_content(titles(c), "text/plain");
        mysql_close(c);
    });
    server.Get("/used", [argv](const httplib::Request&, httplib::Response& response) {  // want uncached-read: "'GET /used'"
        MYSQL* c = mysql_init(nullptr);
        mysql_real_connect(c, argv[1], "", "", "blog", 6033, nullptr, 0);  // want unpooled-connection: "'mysql_real_connect'"
        mysql_query(c, "SELECT text FROM pages WHERE name = 'about'");
        MYSQL_RES* rows = mysql_use_result(c);
        while (MYSQL_ROW row = mysql_fetch_row(rows)) response.body += row[0];
        mysql_free_result(rows);
        mysql_close(c);
    });
    server.Get("/counted", [argv](const httplib::Request&, httplib::Response& response) {
        MYSQL* c = mysql_init(nullptr);
        mysql_real_connect(c, argv[1], "", "", "blog", 6033, nullptr, 0);  // want unpooled-connection: "'mysql_real_connect'"
        mysql_query(c, "UPDATE pages SET seen = seen + 1");
        response.set_content(titles(c), "text/plain");
        mysql_close(c);
    });
    server.listen("0.0.0.0", 8080);
}
