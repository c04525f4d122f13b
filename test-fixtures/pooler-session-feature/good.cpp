// What a pooler in transaction mode keeps, and words that only look like a session's.

//--- libpq.cpp
#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <string>

static PGconn* connection = nullptr;

void connects_without_options() {
    connection = PQconnectdb("postgresql:///shop?host=/run/pooler&sslmode=require&application_name=options");
}

void connects_with_an_empty_options_argument() {
    connection = PQsetdbLogin("/run/pooler", "6432", "", nullptr, "shop", "app", "");
}

void sets_for_the_transaction() { PQclear(PQexec(connection, "BEGIN; SET LOCAL search_path TO shop; COMMIT")); }

void sets_the_transaction_itself() {
    PQclear(PQexec(connection, "BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SET CONSTRAINTS ALL DEFERRED"));
}

void sets_locally_by_a_function() { PQclear(PQexec(connection, "select set_config('app.user', '7', true)")); }

void updates_a_row() { PQclear(PQexec(connection, "UPDATE users SET name = 'x' WHERE id = 1")); }

void updates_by_a_cte() {
    PQclear(PQexec(connection, "WITH x AS (UPDATE users SET name = 'x' RETURNING id) SELECT * FROM x"));
}

void speaks_of_it_in_a_text() { PQclear(PQexec(connection, "insert into notes values ('SET a = b; LISTEN carefully')")); }

void locks_for_the_transaction() { PQclear(PQexec(connection, "select pg_advisory_xact_lock(1)")); }

void makes_a_table_for_the_transaction() {
    PQclear(PQexec(connection, "create temp table basket (item int) on commit drop"));
}

void makes_a_lasting_table() { PQclear(PQexec(connection, "create table temp (item int)")); }

void sends_parameters_apart(const char* id) {
    PQclear(PQexecParams(connection, "select name from users where id = $1", 1, nullptr, &id, nullptr, nullptr, 0));
}

void prepares_without_a_name() { PQclear(PQprepare(connection, "", "select 1", 0, nullptr)); }

void prepares_a_transaction() { PQclear(PQexec(connection, "PREPARE TRANSACTION 'order-7'")); }

void only_notifies() { PQclear(PQexec(connection, "NOTIFY orders, '7'")); }

void only_prints_it() { std::printf("%s\n", "SET search_path TO shop"); }

//--- mysql.cpp
#include <mysql/mysql.h>
#include <mysql_driver.h>
#include <cppconn/connection.h>
#include <cppconn/prepared_statement.h>
#include <hiredis/hiredis.h>
#include <sqlite3.h>

void is_another_database(MYSQL* mysql) {
    mysql_query(mysql, "SET NAMES utf8mb4");
    mysql_query(mysql, "CREATE TEMPORARY TABLE t (x int)");
}

void prepares_for_another_database(sql::Connection& connection) {
    connection.prepareStatement("select name from users where id = ?")->executeQuery();
}

void is_a_cache(redisContext* redis) { redisCommand(redis, "DEL a"); }

void prepares_for_a_file(sqlite3* file) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(file, "select 1", -1, &statement, nullptr);
    sqlite3_finalize(statement);
}

//--- pqxx.cpp
#include <pqxx/pqxx>

void uses_transactions(pqxx::connection& connection) {
    pqxx::work work(connection);
    work.exec("SET LOCAL statement_timeout = 5000");
    work.exec_params("select name from users where id = $1", 7);
    work.commit();
}

//--- main.cpp
#include <httplib.h>

void connects_without_options();
void connects_with_an_empty_options_argument();
void sets_for_the_transaction();
void sets_the_transaction_itself();
void sets_locally_by_a_function();
void updates_a_row();
void updates_by_a_cte();
void speaks_of_it_in_a_text();
void locks_for_the_transaction();
void makes_a_table_for_the_transaction();
void makes_a_lasting_table();
void prepares_without_a_name();
void prepares_a_transaction();
void only_notifies();
void only_prints_it();

int main() {
    connects_without_options();
    connects_with_an_empty_options_argument();
    sets_for_the_transaction();
    sets_the_transaction_itself();
    sets_locally_by_a_function();
    updates_a_row();
    updates_by_a_cte();
    speaks_of_it_in_a_text();
    locks_for_the_transaction();
    makes_a_table_for_the_transaction();
    makes_a_lasting_table();
    prepares_without_a_name();
    prepares_a_transaction();
    only_notifies();
    only_prints_it();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
