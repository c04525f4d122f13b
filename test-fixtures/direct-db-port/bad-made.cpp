// Host and port reach the connection through std::make_unique, std::make_shared or emplace, as they do through `new` and a
// constructor that is called directly.

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>
#include <mysql/mysql.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class Db {
public:
    Db(const std::string& host, int port) : c_(mysql_init(nullptr)) {
        mysql_real_connect(c_, host.c_str(), "root", "", "shop", port, nullptr, 0);
    }
    ~Db() { mysql_close(c_); }
    void run(const std::string& sql) { mysql_query(c_, sql.c_str()); }

private:
    MYSQL* c_;  // want unpooled-connection: "'c_'"
};

class Pg {
public:
    explicit Pg(const char* dsn) : c_(PQconnectdb(dsn)) {}
    ~Pg() { PQfinish(c_); }
    void run(const std::string& sql) { PQexec(c_, sql.c_str()); }

private:
    PGconn* c_;  // want unpooled-connection: "'c_'"
};

int main(int, char** argv) {
    Db first(argv[1], 3306);                                              // want direct-db-port: "'mysql_real_connect'"
    auto second = std::make_unique<Db>(argv[1], 3306);                    // want direct-db-port: "'mysql_real_connect'"
    std::shared_ptr<Db> third = std::make_shared<Db>(argv[1], 3306);      // want direct-db-port: "'mysql_real_connect'"
    std::optional<Db> fourth;
    fourth.emplace(argv[1], 3306);                                        // want direct-db-port: "'mysql_real_connect'"
    auto fifth = std::make_unique<Pg>("postgresql://shop@/shop?host=db.shop.io&port=5432");  // want direct-db-port: "'PQconnectdb'"
    // want@-1 hardcoded-endpoint: "'PQconnectdb' .*db.shop.io"
    httplib::Server server;
    server.Post("/a", [&](const httplib::Request& request, httplib::Response&) {
        first.run(request.body);
        second->run(request.body);
        third->run(request.body);
        fourth->run(request.body);
        fifth->run(request.body);
    });
    server.listen("0.0.0.0", 8080);
}
