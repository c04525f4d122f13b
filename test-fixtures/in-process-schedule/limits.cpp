// What the analyser gets wrong about schedules today.

//--- main.cpp
#include <httplib.h>
#include <libpq-fe.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

PGconn* pooled();
static void run(const char* sql) { PQexec(pooled(), sql); }

int main() {
    // A pause that is a wait for a descriptor.
    std::thread poller([] {  // misses in-process-schedule
        while (true) {
            httplib::Client(std::getenv("CLOCK_URL")).Get("/wait-for-the-next-hour");
            run("DELETE FROM carts");
        }
    });
    httplib::Server svr;
    svr.Get("/", [](const httplib::Request&, httplib::Response& res) { res.set_content("ok", "text/plain"); });
    svr.listen("0.0.0.0", 8080);
}
