// What is not seen.
#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <string>

int main() {
    PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    httplib::Server svr;
    // A word about signing in is enough to take a route for a private one.
    svr.Get("/prices", [connection](const httplib::Request& req, httplib::Response& res) {  // misses uncached-read
        const std::string currency = req.has_header("X-Token-Currency") ? "token" : "EUR";
        PGresult* rows = PQexec(connection, ("SELECT price FROM prices WHERE currency = '" + currency + "'").c_str());
        res.set_content(PQgetvalue(rows, 0, 0), "application/json");
        PQclear(rows);
    });
    svr.listen("0.0.0.0", 8080);
}
