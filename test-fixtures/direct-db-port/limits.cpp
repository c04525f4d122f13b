// What the analyser gets wrong about database ports today.

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>

#include <algorithm>
#include <string>

static std::string reversed(std::string text) {
    std::reverse(text.begin(), text.end());
    return text;
}

// The digits are put together by arithmetic that nothing follows.
static int computed_port() {
    int port = 5000;
    port += 400;
    port += 32;  // misses direct-db-port
    return port;
}

int main() {
    httplib::Server svr;
    std::string dsn = "host=db.internal port=" + std::to_string(computed_port());  // want hardcoded-endpoint: "db.internal"
    PGconn* first = PQconnectdb(dsn.c_str());  // want unpooled-connection: "is one connection that all requests share"
    std::string port = reversed("2345");  // misses direct-db-port
    PGconn* second = PQconnectdb(("host=db.internal port=" + port).c_str());  // want hardcoded-endpoint: "db.internal" want unpooled-connection: "is one connection that all requests share"
    svr.Get("/", [first, second](const httplib::Request&, httplib::Response& res) {
        res.status = PQstatus(first) == PQstatus(second) ? 200 : 503;
    });
    svr.listen("0.0.0.0", 8080);
}
