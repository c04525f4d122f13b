// What the analyser gets wrong about limiters today.

//--- main.cpp
#include <httplib.h>

#include <string>
#include <vector>

// A ring of recent addresses that is searched by hand: nothing in it speaks of a limit.
static std::vector<std::string> recent(128);  // misses in-process-rate-limiter want mutable-global: "'recent'"
static std::size_t position = 0;              // misses in-process-rate-limiter want mutable-global: "'position'"

static bool polite(const std::string& who) {
    int seen = 0;
    for (const auto& other : recent) seen += other == who;
    recent[position] = who;
    position = (position + 1) % recent.size();
    return seen < 5;
}

int main() {
    httplib::Server svr;
    svr.Post("/say", [](const httplib::Request& req, httplib::Response& res) {
        if (!polite(req.get_header_value("X-Client"))) res.set_content("slower", "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
