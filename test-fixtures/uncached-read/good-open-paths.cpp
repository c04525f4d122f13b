// Middlewares that check all paths but some: what they let pass may be a prefix, too.
#include <crow.h>
#include <pqxx/pqxx>

#include <cstdlib>

bool verify(const std::string& token);

struct AllButPublic {
    struct context {};
    void before_handle(crow::request& req, crow::response& res, context&) {
        if (req.url.starts_with("/public/")) return;
        if (!verify(req.get_header_value("Authorization"))) {
            res.code = 401;
            res.end();
        }
    }
    void after_handle(crow::request&, crow::response&, context&) {}
};

int main() {
    pqxx::connection connection(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    crow::App<AllButPublic> app;
    CROW_ROUTE(app, "/notes")([&connection] {
        pqxx::work transaction(connection);
        return crow::response(transaction.exec("SELECT title FROM notes")[0][0].as<std::string>());
    });
    app.port(8080).run();
}
