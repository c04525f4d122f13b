// libpqxx 6, which Debian 12 has: a connection is an alias of a template, and its members are those of a base.
//--- pqxx/pqxx
#pragma once
#include <string>
namespace pqxx {
class connect_direct {};
class connect_lazy {};
class result {};
class connection_base {
public:
    void prepare(const std::string& name, const std::string& definition);
    void set_variable(const std::string& name, const std::string& value);
    void disconnect() noexcept;
};
template <typename CONNECTPOLICY>
class basic_connection_base : public connection_base {
public:
    basic_connection_base();
    explicit basic_connection_base(const std::string& options);
    explicit basic_connection_base(const char options[]);
};
using connection = basic_connection_base<connect_direct>;
using lazyconnection = basic_connection_base<connect_lazy>;
class transaction_base {
public:
    result exec(const std::string& query, const std::string& description = std::string());
    void commit();
};
template <typename = void>
class transaction : public transaction_base {
public:
    explicit transaction(connection_base& connection);
};
using work = transaction<>;
}  // namespace pqxx
//--- main.cpp
#include <httplib.h>
#include "pqxx/pqxx"

static pqxx::connection shared("host=db port=5432");  // want unpooled-connection: "'shared' is one connection" want direct-db-port: "'pqxx::basic_connection_base::basic_connection_base' leads to postgres at 'db:5432'" want hardcoded-endpoint: "'db'"

static void order(const httplib::Request&, httplib::Response&) {
    pqxx::work work(shared);
    work.exec("UPDATE orders SET total = 1");
    work.commit();
    shared.prepare("find", "SELECT 1");  // want pooler-session-feature: "a named prepared statement"
    shared.set_variable("search_path", "shop");  // want pooler-session-feature: "SET"
}

static void basket(const httplib::Request&, httplib::Response&) {
    pqxx::connection own("host=db port=5432");  // want unpooled-connection: "opens a connection for one request" want direct-db-port: "'db:5432'" want hardcoded-endpoint: "'db'"
    pqxx::lazyconnection later("host=db port=5432");  // want unpooled-connection: "opens a connection for one request" want direct-db-port: "'db:5432'" want hardcoded-endpoint: "'db'"
    own.disconnect();
}

int main() {
    httplib::Server server;
    server.Post("/order", order);
    server.Post("/basket", basket);
    server.listen("0.0.0.0", 8080);
}
