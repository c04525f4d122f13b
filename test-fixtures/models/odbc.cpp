// ODBC: every handle is a void*, told apart by its name alone.
//--- main.cpp
#include <httplib.h>
#include <sqlext.h>

static SQLHENV environment;
static SQLHDBC shared;  // want unpooled-connection: "'shared' is one connection that all requests share"

static void order(const httplib::Request&, httplib::Response&) {
    SQLHSTMT statement = nullptr;
    SQLAllocHandle(SQL_HANDLE_STMT, shared, &statement);
    SQLExecDirect(statement, (SQLCHAR*)"UPDATE orders SET total = 1", SQL_NTS);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

int main() {
    SQLAllocHandle(SQL_HANDLE_ENV, nullptr, &environment);
    SQLAllocHandle(SQL_HANDLE_DBC, environment, &shared);
    SQLDriverConnect(shared, nullptr, (SQLCHAR*)"DRIVER={PostgreSQL};SERVER=db;PORT=5432;", SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_COMPLETE);  // want direct-db-port: "'db:5432'" want hardcoded-endpoint: "'db'"
    httplib::Server server;
    server.Post("/order", order);
    server.listen("0.0.0.0", 8080);
}
