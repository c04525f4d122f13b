// What is known to be wrong.
#include <httplib.h>
#include <libpq-fe.h>

#include <fstream>
#include <string>

/// The statement stands in a file.
static void from_a_file(PGconn* connection, const std::string& name) {
    std::ifstream file(name);
    std::string sql;
    std::getline(file, sql);
    PQclear(PQexec(connection, sql.c_str()));
}

/// A driver's option, by a name that it alone knows.
static PGconn* by_a_setting() {
    const char* names[] = {"host", "port", "service", nullptr};
    const char* values[] = {"/run/pooler", "6432", "shop-with-options", nullptr};
    return PQconnectdbParams(names, values, 0);  // misses pooler-session-feature
}

int main() {
    from_a_file(by_a_setting(), "start.sql");
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
