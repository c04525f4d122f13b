// A handler before all routes that names the pages which need no login, one by one.
#include <httplib.h>
#include <libpq-fe.h>

#include <cstdlib>

bool verify(const std::string& token);

int main() {
    PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    httplib::Server svr;
    svr.set_pre_routing_handler([](const httplib::Request& req, httplib::Response& res) {
        if (req.path == "/catalogue" || verify(req.get_header_value("Authorization")))
            return httplib::Server::HandlerResponse::Unhandled;
        res.status = 401;
        return httplib::Server::HandlerResponse::Handled;
    });
    svr.Get("/orders", [connection](const httplib::Request&, httplib::Response& res) {
        PGresult* rows = PQexec(connection, "SELECT * FROM orders");
        res.set_content(PQgetvalue(rows, 0, 0), "application/json");
        PQclear(rows);
    });
    svr.listen("0.0.0.0", 8080);
}
