// oatpp's ORM: providers are made by make_shared, and pools are an alias of one template for everything that is pooled.
//--- main.cpp
#include <httplib.h>
#include <oatpp-postgresql/orm.hpp>
#include <oatpp-sqlite/orm.hpp>

class Users : public oatpp::orm::DbClient {
public:
    using DbClient::DbClient;
    auto all() { return execute(parseQueryTemplate("all", "SELECT * FROM users;"), {}); }
    auto count() { return executeQuery("SELECT count(*) FROM users;", {}); }
};

static std::shared_ptr<Users> users;

static void list(const httplib::Request&, httplib::Response& response) {  // a page that is the same for everybody
    users->all();
    response.set_content("...", "text/html");
}

static void number(const httplib::Request&, httplib::Response& response) {
    users->count();
    response.set_content("...", "text/html");
}

int main() {
    auto file = std::make_shared<oatpp::sqlite::ConnectionProvider>("users.sqlite");  // want embedded-db: "'oatpp::sqlite::ConnectionProvider::ConnectionProvider' opens the file 'users.sqlite' as a sqlite database"
    auto of_file = oatpp::sqlite::ConnectionPool::createShared(file, 100, std::chrono::seconds(5));
    users = std::make_shared<Users>(std::make_shared<oatpp::sqlite::Executor>(of_file));

    auto server_of = std::make_shared<oatpp::postgresql::ConnectionProvider>("postgresql://u:p@db:5432/shop");  // want direct-db-port: "'db:5432'" want hardcoded-endpoint: "'db'"
    auto pool = oatpp::postgresql::ConnectionPool::createShared(server_of, 100, std::chrono::seconds(5));  // want oversized-pool: "'oatpp::postgresql::ConnectionPool::createShared' may hold 100 connections"
    Users others(std::make_shared<oatpp::postgresql::Executor>(pool));

    httplib::Server server;
    server.Get("/users", list);  // want uncached-read: "'GET /users' asks the database with oatpp::orm::DbClient::execute "
    server.Get("/number", number);  // want uncached-read: "'GET /number' asks the database with oatpp::orm::DbClient::executeQuery"
    server.listen("0.0.0.0", 8080);
}
