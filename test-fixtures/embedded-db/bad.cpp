// Databases that are files of the server's own, opened with every library that has one.

//--- sqlite.cpp
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <sqlite_modern_cpp.h>
#include <sqlite_orm/sqlite_orm.h>

#include <memory>
#include <string>

static sqlite3* database = nullptr;

bool at_the_start() {
    return sqlite3_open("shop.db", &database) == SQLITE_OK;  // want embedded-db: "'sqlite3_open' opens the file 'shop.db' as a sqlite database, .*stateless::pg::Pool"
}

bool with_flags(const std::string& path) {
    return sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) == SQLITE_OK;  // want embedded-db: "'sqlite3_open_v2' opens a file"
}

class Store {
public:
    explicit Store(const std::string& path) : database_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {}  // want embedded-db: "'SQLite::Database::Database' opens the file 'store.db3'"

private:
    SQLite::Database database_;
};

static Store store("store.db3");

static std::unique_ptr<SQLite::Database> made;

void by_make_unique() {
    made = std::make_unique<SQLite::Database>("made.db3");  // want embedded-db: "'SQLite::Database::Database' opens the file 'made.db3'"
}

struct User {
    int id;
    std::string name;
};

inline auto open_storage(const std::string& path) {
    using namespace sqlite_orm;
    return make_storage(path, make_table("users", make_column("id", &User::id), make_column("name", &User::name)));  // want embedded-db: "'sqlite_orm::make_storage'"
}

void with_an_orm() {
    static auto storage = open_storage("users.sqlite");
    storage.sync_schema();
}

void with_streams() {
    static sqlite::database database("stream.db");  // want embedded-db: "'sqlite::database::database' opens the file 'stream.db'"
    database << "create table if not exists users (id int)";
}

//--- each_request.cpp
#include <sqlite3.h>

void opens_for_each_request() {
    sqlite3* own = nullptr;
    if (sqlite3_open("orders.db", &own) != SQLITE_OK)  // want embedded-db: "orders.db.* as a sqlite database, reached from POST /order"
        return;                                              // want@-1 unpooled-connection: "'sqlite3_open'"
    sqlite3_exec(own, "insert into orders values (1)", nullptr, nullptr, nullptr);
    sqlite3_close(own);
}

//--- key_value.cpp
#include <leveldb/db.h>
#include <lmdb.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/transaction_db.h>

#include <string>

static leveldb::DB* level = nullptr;
static rocksdb::DB* rocks = nullptr;
static rocksdb::TransactionDB* transactional = nullptr;
static MDB_env* environment = nullptr;

void open_leveldb() {
    leveldb::Options options;
    options.create_if_missing = true;
    leveldb::DB::Open(options, "/var/lib/app/level", &level);  // want embedded-db: "'leveldb::DB::Open' opens the file '/var/lib/app/level' as a leveldb database"
}

void open_rocksdb(const std::string& folder) {
    rocksdb::Options options;
    rocksdb::DB::Open(options, folder + "/main", &rocks);  // want embedded-db: "'rocksdb::DB::Open' opens a file as a rocksdb database"
    rocksdb::TransactionDB::Open(options, rocksdb::TransactionDBOptions(), folder, &transactional);  // want embedded-db: "'rocksdb::TransactionDB::Open'"
}

void open_lmdb() {
    mdb_env_create(&environment);
    mdb_env_set_mapsize(environment, 1 << 30);
    mdb_env_open(environment, "/var/lib/app/lmdb", 0, 0664);  // want embedded-db: "'mdb_env_open' .* as a lmdb database"
}

//--- clients.cpp
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <soci/soci.h>
#include <Poco/Data/Session.h>

void with_soci() {
    static soci::session by_name("sqlite3://soci.db");  // want embedded-db: "'soci::session::session' opens the file 'soci.db' as a sqlite database"
    static soci::session by_word("sqlite3", "word.db");  // want embedded-db: "'soci::session::session' .*sqlite"
}

void with_poco() {
    static Poco::Data::Session session("SQLite", "poco.db");  // want embedded-db: "'Poco::Data::Session::Session' .*sqlite"
}

void with_drogon() {
    static auto client = drogon::orm::DbClient::newSqlite3Client("filename=drogon.db", 1);  // want embedded-db: "'drogon::orm::DbClient::newSqlite3Client'"
    drogon::app().createDbClient("sqlite3", "", 0, "", "", "", 1, "app.db");  // want embedded-db: "'drogon::HttpAppFramework::createDbClient' .*sqlite"
}

//--- main.cpp
#include <httplib.h>

#include <cstdlib>
#include <string>

bool at_the_start();
bool with_flags(const std::string& path);
void by_make_unique();
void with_an_orm();
void with_streams();
void opens_for_each_request();
void open_leveldb();
void open_rocksdb(const std::string& folder);
void open_lmdb();
void with_soci();
void with_poco();
void with_drogon();

int main(int, char** argv) {
    at_the_start();
    with_flags(argv[1]);
    by_make_unique();
    with_an_orm();
    with_streams();
    open_leveldb();
    open_rocksdb(argv[2]);
    open_lmdb();
    with_soci();
    with_poco();
    with_drogon();
    httplib::Server server;
    server.Post("/order", [](const httplib::Request&, httplib::Response&) { opens_for_each_request(); });
    server.listen("0.0.0.0", 8080);
}
