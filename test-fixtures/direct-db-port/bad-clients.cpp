// The same port through the other clients: C++ wrappers, ODBC, MongoDB, Oracle, and frameworks' own database layers.

//--- libpqxx.cpp
#include <pqxx/pqxx>

#include <string>

int rows() {
    pqxx::connection connection("postgresql://app@db.internal:5432/shop");  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
    pqxx::work work(connection);
    return static_cast<int>(work.exec("select 1").size());
}

class Repository {
public:
    explicit Repository(const std::string& host, int port = 5432)  // want direct-db-port: "5432"
        : connection_("host=" + host + " port=" + std::to_string(port)) {}

private:
    pqxx::connection connection_;
};

void open_repository() { Repository repository("db.internal"); }  // want hardcoded-endpoint: "db.internal"

//--- soci.cpp
#include <soci/soci.h>

void open_soci() {
    soci::session sql("postgresql", "host=db.internal port=5432 dbname=shop");  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
}

//--- mongo.cpp
#include <mongocxx/client.hpp>
#include <mongocxx/uri.hpp>

void open_mongo() {
    mongocxx::client client{mongocxx::uri{"mongodb://mongo.internal:27017/shop"}};  // want direct-db-port: "27017" want hardcoded-endpoint: "mongo.internal"
}

//--- mysqlx.cpp
#include <mysqlx/xdevapi.h>

void open_mysqlx() {
    mysqlx::Session session("mysql.internal", 33060, "app", "secret");  // want direct-db-port: "33060" want hardcoded-endpoint: "mysql.internal"
}

//--- mysql_connector.cpp
#include <mysql_driver.h>
#include <cppconn/driver.h>

void open_connector() {
    sql::Driver* driver = get_driver_instance();
    driver->connect("tcp://mysql.internal:3306", "app", "secret");  // want direct-db-port: "3306" want hardcoded-endpoint: "mysql.internal"
}

//--- odbc.cpp
#include <sql.h>
#include <sqlext.h>

void open_odbc(SQLHDBC handle) {
    SQLCHAR text[] = "Driver={ODBC Driver 18};Server=tcp:mssql.internal,1433;Database=shop";  // want direct-db-port: "1433" want hardcoded-endpoint: "mssql.internal"
    SQLDriverConnect(handle, nullptr, text, SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
}

//--- poco.cpp
#include <Poco/Data/Session.h>

void open_poco() {
    Poco::Data::Session session("MySQL", "host=mysql.internal;port=3306;db=shop");  // want direct-db-port: "3306" want hardcoded-endpoint: "mysql.internal"
}

//--- otl.cpp
#include <otlv4.h>

void open_otl() {
    otl_connect connection;
    connection.rlogon("app/secret@oracle.internal:1521/shop");  // want direct-db-port: "1521" want hardcoded-endpoint: "oracle.internal"
}

//--- main.cpp
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>

int main() {
    auto client = drogon::orm::DbClient::newPgClient("host=db.internal port=5432 dbname=shop", 8);  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
    drogon::app().createDbClient("postgresql", "db.internal", 5432, "shop", "app", "secret");  // want direct-db-port: "5432" want hardcoded-endpoint: "db.internal"
    drogon::app().addListener("0.0.0.0", 8080).run();
}
