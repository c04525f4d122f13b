// What is known to be wrong.
#include <httplib.h>
#include <sqlite3.h>

/// The database is opened in memory, and a statement adds the file.
static void by_a_statement() {
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    sqlite3_exec(database, "ATTACH DATABASE 'orders.db' AS orders", nullptr, nullptr, nullptr);  // misses embedded-db
}

int main() {
    by_a_statement();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
