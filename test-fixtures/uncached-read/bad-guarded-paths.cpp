// A middleware of all routes that checks only what lies below one path: the rest is open to everybody.
#include <crow.h>
#include <pqxx/pqxx>

#include <cstdlib>

bool verify(const std::string& token);

struct NotesOnly {
    struct context {};
    void before_handle(crow::request& req, crow::response& res, context&) {
        if (req.url.rfind("/api/notes", 0) != 0) return;
        if (!verify(req.get_header_value("Authorization"))) {
            res.code = 401;
            res.end();
        }
    }
    void after_handle(crow::request&, crow::response&, context&) {}
};

int main() {
    pqxx::connection connection(std::getenv("DATABASE_URL"));  // want unpooled-connection: "is one connection that all requests share"
    crow::App<NotesOnly> app;
    auto read = [&connection](const char* query) {
        pqxx::work transaction(connection);
        return crow::response(transaction.exec(query)[0][0].as<std::string>());
    };
    CROW_ROUTE(app, "/shared")([&] { return read("SELECT title FROM notes WHERE shared"); });  // want uncached-read: "GET /shared"
    CROW_ROUTE(app, "/api/notes")([&] { return read("SELECT title FROM notes"); });
    CROW_ROUTE(app, "/api/notes/archive")([&] { return read("SELECT title FROM archive"); });
    CROW_ROUTE(app, "/api/notesheets")([&] { return read("SELECT title FROM sheets"); });  // want uncached-read: "notesheets"
    app.port(8080).run();
}
