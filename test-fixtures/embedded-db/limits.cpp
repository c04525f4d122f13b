// What is known to be wrong.
#include <httplib.h>
#include <soci/soci.h>

/// A library's global says which database it is, and facts do not name it.
static void by_a_factory() {
    static soci::session session(soci::sqlite3, "factory.db");  // misses embedded-db
    session.begin();
}

int main() {
    by_a_factory();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
