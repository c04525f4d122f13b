// What looks like an embedded database and is none, or keeps nothing of the application's.

//--- memory.cpp
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <soci/soci.h>

#include <string>

static sqlite3* scratch = nullptr;

void is_in_memory() { sqlite3_open(":memory:", &scratch); }

void is_in_memory_by_a_name() {
    static const std::string name = "file::memory:?cache=shared";
    sqlite3_open_v2(name.c_str(), &scratch, SQLITE_OPEN_READWRITE, nullptr);
}

void is_in_memory_behind_a_wrapper() {
    static SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
    database.exec("create table t (x int)");
}

void is_in_memory_by_a_url() { static soci::session session("sqlite3", ":memory:"); }

//--- servers.cpp
#include <drogon/orm/DbClient.h>
#include <hiredis/hiredis.h>
#include <mysqlx/xdevapi.h>
#include <soci/soci.h>
#include <Poco/Data/SessionPool.h>

#include <cstdlib>
#include <string>

std::string address() { return std::getenv("ADDRESS"); }

static soci::connection_pool pool(4);

void is_a_server_by_soci() { pool.at(0).open("postgresql", address()); }

void is_a_server_by_poco() { static Poco::Data::SessionPool sessions("MySQL", address(), 1, 4); }

void is_a_server_by_drogon() { static auto client = drogon::orm::DbClient::newPgClient(address(), 4); }

void is_a_cache_server() {
    redisContext* probe = redisConnect(address().c_str(), 6379);
    redisFree(probe);
}

//--- files.cpp
#include <fstream>
#include <string>

/// A class of the program's own with a name like a library's.
class Db {
public:
    bool open(const std::string& name) { return !name.empty(); }
};

bool is_no_database_but_a_name_like_one() {
    Db db;
    return db.open("names.db");
}

std::string is_a_file_but_no_database() {
    std::ifstream file("motd.db");
    std::string line;
    std::getline(file, line);
    return line;
}

const char* only_names_a_file() { return "sqlite3://somewhere.db"; }

//--- statements.cpp
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

int only_uses_what_is_open(sqlite3* open) { return sqlite3_exec(open, "select 1", nullptr, nullptr, nullptr); }

bool only_prepares(SQLite::Database& open) {
    SQLite::Statement statement(open, "select 1");
    return statement.executeStep();
}

void only_closes(sqlite3* open) { sqlite3_close(open); }

//--- main.cpp
#include <httplib.h>

#include <string>

void is_in_memory();
void is_in_memory_by_a_name();
void is_in_memory_behind_a_wrapper();
void is_in_memory_by_a_url();
void is_a_server_by_soci();
void is_a_server_by_poco();
void is_a_server_by_drogon();
void is_a_cache_server();
bool is_no_database_but_a_name_like_one();
std::string is_a_file_but_no_database();
const char* only_names_a_file();

int main() {
    is_in_memory();
    is_in_memory_by_a_name();
    is_in_memory_behind_a_wrapper();
    is_in_memory_by_a_url();
    is_a_server_by_soci();
    is_a_server_by_poco();
    is_a_server_by_drogon();
    is_a_cache_server();
    is_no_database_but_a_name_like_one();
    is_a_file_but_no_database();
    only_names_a_file();
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
