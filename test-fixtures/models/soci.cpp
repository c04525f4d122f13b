// SOCI: a backend's global object says which database a session opens.
//--- main.cpp
#include <httplib.h>
#include <soci/soci.h>

static void with_factories() {
    static soci::session file(soci::sqlite3, "factory.db");  // want embedded-db: "'soci::session::session' opens the file 'factory.db' as a sqlite database"
    static soci::session mysql(soci::mysql, "host=db port=3306 dbname=shop");  // want direct-db-port: "'db:3306'" want hardcoded-endpoint: "'db'"
    static soci::session elsewhere(soci::postgresql, "host=db port=5432");  // want direct-db-port: "'db:5432'" want hardcoded-endpoint: "'db'"
}

int main() {
    with_factories();
    httplib::Server server;
    server.listen("0.0.0.0", 8080);
}
