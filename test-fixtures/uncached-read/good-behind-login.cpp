// A handler before all routes turns away who has not signed in.
#include <crow.h>
#include <pqxx/pqxx>

struct RequireLogin {
    struct context {
        std::string user;
    };
    void before_handle(crow::request& req, crow::response& res, context&) {
        if (req.get_header_value("Authorization").empty()) {
            res.code = 401;
            res.end();
        }
    }
    void after_handle(crow::request&, crow::response&, context&) {}
};

int main() {
    pqxx::connection connection(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    crow::App<RequireLogin> app;
    CROW_ROUTE(app, "/reports")([&connection] {
        pqxx::work transaction(connection);
        return crow::response(transaction.exec("SELECT body FROM reports")[0][0].as<std::string>());
    });
    app.port(8080).run();
}
