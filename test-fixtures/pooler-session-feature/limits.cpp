// What is known to be wrong.
#include <httplib.h>
#include <soci/soci.h>

#include <cstdlib>

/// A client of several databases, in a program that has two of them: which one a statement is for is not followed.
static soci::connection_pool orders(4);
static soci::connection_pool archive(4);

static void open_both() {
    orders.at(0).open("postgresql", std::getenv("DATABASE_URL"));
    archive.at(0).open("mysql", std::getenv("ARCHIVE_URL"));
}

static void set_for_one() {
    soci::session sql(orders);
    sql << "SET search_path TO shop";  // misses pooler-session-feature
}

int main() {
    open_both();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response&) { set_for_one(); });
    server.listen("0.0.0.0", 8080);
}
