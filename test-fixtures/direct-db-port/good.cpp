// Numbers and texts with a database port in them that lead to no database server. Names say why each is safe.

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>
#include <mysql/mysql.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

int answers = 5432;
int order_number_by_chance = 3306;
char buffer_of_that_size[3306];
constexpr int milliseconds = 27017;

static const char* const help_for_people = "usage: shop --db postgres://user@host:5432/name";

PGconn* through_a_pooler(const std::string& pooler) {
    return PQconnectdb(("postgresql://app@" + pooler + ":6543/shop").c_str());
}

PGconn* through_pgbouncer(const std::string& pooler) {
    return PQconnectdb(("host=" + pooler + " port=6432 dbname=shop").c_str());
}

PGconn* through_a_unix_socket() { return PQconnectdb("host=/var/run/postgresql dbname=shop"); }

PGconn* from_the_environment_only() { return PQconnectdb(std::getenv("DATABASE_URL")); }

PGconn* all_left_to_the_environment() { return PQconnectdb(""); }

PGconn* port_from_the_command_line(const std::string& pooler, const std::string& port) {
    return PQconnectdb(("host=" + pooler + " port=" + port).c_str());
}

void mysql_through_a_proxy(MYSQL* connection) {
    mysql_real_connect(connection, std::getenv("PROXY_HOST"), "app", "secret", "shop", 6033, nullptr, 0);
}

void mysql_through_a_unix_socket(MYSQL* connection) {
    mysql_real_connect(connection, nullptr, "app", "secret", "shop", 0, "/run/mysqld/mysqld.sock", 0);
}

bool compared_only(int port) { return port == 5432 || port == 3306; }

bool is_postgres_url(const std::string& url) { return url.rfind("postgres://", 0) == 0; }

void refuses_the_direct_port(int port) {
    if (port == 5432) throw std::invalid_argument("port 5432 is the database itself: use the pooler on 6543");
}

void logs_a_hint() {
    std::cerr << "postgres usually listens on 5432, mysql on 3306\n";
    std::fprintf(stderr, "could not reach postgres://db:5432/shop\n");
}

std::vector<int> well_known_ports() { return {80, 443, 5432, 6379}; }

std::string label_of(int port) {
    switch (port) {
        case 5432: return "postgres";
        case 3306: return "mysql";
        default: return "unknown";
    }
}

int main(int argc, char** argv) {
    httplib::Server svr;
    if (argc < 2) {
        std::puts(help_for_people);
        return 2;
    }
    PGconn* connection = port_from_the_command_line(argv[1], argv[2]);  // want unpooled-connection: "is one connection that all requests share"
    refuses_the_direct_port(std::atoi(argv[1]));
    svr.set_read_timeout(5432);
    svr.Get("/", [connection](const httplib::Request&, httplib::Response& res) {
        res.status = PQstatus(connection) == CONNECTION_OK ? 200 : 503;
        res.set_content(label_of(answers + order_number_by_chance + milliseconds), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
