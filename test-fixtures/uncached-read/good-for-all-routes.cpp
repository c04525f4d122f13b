// A handler after all routes says how long every answer holds.
#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>

int main() {
    PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    httplib::Server svr;
    svr.set_post_routing_handler([](const httplib::Request&, httplib::Response& res) {
        if (res.status == 200) res.set_header("Cache-Control", "public, max-age=10");
    });
    svr.Get("/products", [connection](const httplib::Request&, httplib::Response& res) {
        PGresult* rows = PQexec(connection, "SELECT * FROM products");
        res.set_content(PQgetvalue(rows, 0, 0), "application/json");
        PQclear(rows);
    });
    svr.listen("0.0.0.0", 8080);
}
