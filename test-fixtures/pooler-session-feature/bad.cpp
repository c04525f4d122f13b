// What is bound to one session of PostgreSQL, by SQL, by calls and by the connection string.

//--- libpq.cpp
#include <libpq-fe.h>

#include <cstdlib>
#include <string>

static PGconn* connection = nullptr;

void connects_with_options() {
    connection = PQconnectdb("host=/run/pooler port=6432 dbname=shop options='-c search_path=tenant'");  // want pooler-session-feature: "'PQconnectdb' uses options for the session, .*stateless::pg::Pool"
}

void connects_with_options_in_a_url() {
    connection = PQconnectdb("postgresql:///shop?host=/run/pooler&options=-c%20statement_timeout%3D5000");  // want pooler-session-feature: "options for the session"
}

void connects_with_an_options_argument() {
    connection = PQsetdbLogin("/run/pooler", "6432", "-c geqo=off", nullptr, "shop", "app", "");  // want pooler-session-feature: "options for the session"
}

void prepares() {
    PQclear(PQprepare(connection, "find_user", "select name from users where id = $1", 1, nullptr));  // want pooler-session-feature: "'PQprepare' uses a named prepared statement"
}

void prepares_several() {
    PQclear(PQprepare(connection, "find_cart", "select * from carts where id = $1", 1, nullptr));  // want pooler-session-feature: "'PQprepare' uses a named prepared statement 2 times"
    PQclear(PQprepare(connection, "drop_cart", "delete from carts where id = $1", 1, nullptr));
}

void sends_a_preparation() {
    PQsendPrepare(connection, "find_order", "select * from orders where id = $1", 1, nullptr);  // want pooler-session-feature: "'PQsendPrepare' uses a named prepared statement"
}

void prepares_by_sql() {
    PQclear(PQexec(connection, "PREPARE find_item (int) AS SELECT * FROM items WHERE id = $1"));  // want pooler-session-feature: "a named prepared statement"
}

void sets(const std::string& tenant) {
    PQclear(PQexec(connection, ("SET search_path TO " + tenant).c_str()));  // want pooler-session-feature: "'PQexec' uses SET search_path"
}

void sets_after_begin() {
    PQclear(PQexec(connection, "BEGIN; SET SESSION statement_timeout = '5s'"));  // want pooler-session-feature: "SET session"
}

void sets_by_a_function() {
    PQclear(PQexec(connection, "select set_config('app.user', '7', false)"));  // want pooler-session-feature: "a session's set_config"
}

static const char* const listen_statement = "LISTEN orders";  // want pooler-session-feature: "'PQexec' uses LISTEN"

void listens() { PQclear(PQexec(connection, listen_statement)); }

bool locks(const std::string& key) {
    const std::string sql = "SELECT pg_try_advisory_lock(hashtext('" + key + "'))";  // want pooler-session-feature: "a session's advisory lock"
    PGresult* result = PQexec(connection, sql.c_str());
    return PQntuples(result) == 1;
}

/// A wrapper: the text is the caller's.
class Database {
public:
    void run(const std::string& sql) { PQclear(PQexec(connection, sql.c_str())); }
};

void through_a_wrapper() {
    Database database;
    database.run("create temporary table basket (item int)");  // want pooler-session-feature: "a temporary table"
}

//--- pqxx.cpp
#include <pqxx/pqxx>
#include <tao/pq.hpp>

#include <cstdlib>

void with_pqxx() {
    static pqxx::connection connection(std::getenv("DATABASE_URL"));
    connection.prepare("find_user", "select name from users where id = $1");  // want pooler-session-feature: "'pqxx::connection::prepare' uses a named prepared statement"
    pqxx::work work(connection);
    work.exec("SET TIME ZONE 'UTC'");  // want pooler-session-feature: "SET time"
    work.exec("SELECT * INTO TEMP report FROM orders");  // want pooler-session-feature: "a temporary table"
    work.exec("DECLARE rows CURSOR WITH HOLD FOR SELECT * FROM orders");  // want pooler-session-feature: "a cursor WITH HOLD"
    work.exec_params("SELECT pg_advisory_lock($1)", 7);  // want pooler-session-feature: "a session's advisory lock"
}

void with_taopq() {
    static const auto connection = tao::pq::connection::create(std::getenv("DATABASE_URL"));
    connection->prepare("find_user", "select name from users where id = $1");  // want pooler-session-feature: "a named prepared statement"
    connection->execute("set role reader");  // want pooler-session-feature: "SET role"
}

//--- several.cpp
#include <drogon/orm/DbClient.h>
#include <soci/soci.h>

#include <cstdlib>

/// Clients of several databases, in a program that has this one alone.
void with_soci() {
    static soci::connection_pool pool(4);
    pool.at(0).open("postgresql", std::getenv("DATABASE_URL"));
    soci::session sql(pool);
    sql << "SET search_path TO shop";  // want pooler-session-feature: "SET search_path"
}

void with_drogon() {
    static auto client = drogon::orm::DbClient::newPgClient(std::getenv("DATABASE_URL"), 4);
    client->execSqlSync("select pg_advisory_lock(1)");  // want pooler-session-feature: "a session's advisory lock"
}

//--- main.cpp
#include <httplib.h>

#include <string>

void connects_with_options();
void connects_with_options_in_a_url();
void connects_with_an_options_argument();
void prepares();
void prepares_several();
void sends_a_preparation();
void prepares_by_sql();
void sets(const std::string& tenant);
void sets_after_begin();
void sets_by_a_function();
void listens();
bool locks(const std::string& key);
void through_a_wrapper();
void with_pqxx();
void with_taopq();
void with_soci();
void with_drogon();

int main(int argc, char** argv) {
    connects_with_options();
    connects_with_options_in_a_url();
    connects_with_an_options_argument();
    prepares();
    prepares_several();
    sends_a_preparation();
    prepares_by_sql();
    sets(argv[argc - 1]);
    sets_after_begin();
    sets_by_a_function();
    listens();
    locks(argv[argc - 1]);
    through_a_wrapper();
    with_pqxx();
    with_taopq();
    with_soci();
    with_drogon();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
