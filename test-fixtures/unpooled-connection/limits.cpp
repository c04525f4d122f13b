// What is known to be wrong.
#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <functional>

/// The function that opens is chosen at run time.
static PGconn* opened() { return PQconnectdb(std::getenv("DATABASE_URL")); }  // misses unpooled-connection

static void by_a_callable(const std::function<PGconn*()>& open) {
    PGconn* connection = open();  // misses unpooled-connection
    PQclear(PQexec(connection, "select 1"));
    PQfinish(connection);
}

int main() {
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response&) { by_a_callable(opened); });
    server.listen("0.0.0.0", 8080);
}
