// What is known to be wrong.
#include <httplib.h>
#include <sw/redis++/redis++.h>

#include <string>

void serve(sw::redis::Redis& redis) {
    httplib::Server server;
    server.Get("/scripted", [&redis](const httplib::Request& request, httplib::Response& response) {
        // The counting is in a script that the analyser does not read.
        const auto used = redis.command<long long>("EVAL", "return redis.call('INCR', KEYS[1])", "1",
                                                   "limit:" + request.remote_addr);  // misses rate-limit-key
        if (used > 100) response.status = 429;
    });
    server.Get("/plain", [&redis](const httplib::Request& request, httplib::Response& response) {
        // Nothing but the comparison says that this is a limit.
        if (redis.incr("n:" + request.remote_addr) > 100) response.status = 503;  // misses rate-limit-key
    });
    server.listen("0.0.0.0", 8080);
}
