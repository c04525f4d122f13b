// What is not seen.
#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>

// A raw dispatcher asks before it knows the route: nothing says that it is a middleware.
static bool admitted(PGconn* connection) {  // misses heavy-middleware
    PGresult* rows = PQexec(connection, "SELECT open FROM shop");
    const bool open = PQntuples(rows) > 0;
    PQclear(rows);
    return open;
}

int main() {
    PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    httplib::Server svr;
    svr.Post(".*", [connection](const httplib::Request& req, httplib::Response& res) {
        if (!admitted(connection)) return;
        if (req.path == "/hello") res.set_content("hello", "text/plain");
        else res.status = 404;
    });
    svr.listen("0.0.0.0", 8080);
}
