// Times until which some, or all, are turned away, with neither a status nor a name that tells of a limit; and times
// that are none of these.
//--- main.cpp
#include <httplib.h>

#include <chrono>
#include <ctime>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

static std::mutex mutex;
static std::time_t closed = 0;                                                        // want in-process-rate-limiter: "'closed'"
static std::map<std::string, std::time_t> away;                                       // want in-process-rate-limiter: "'away'"
static std::unordered_map<std::string, std::chrono::steady_clock::time_point> kicked;  // want in-process-rate-limiter: "'kicked'"

// When each was here last.
static std::map<std::string, std::time_t> seen;  // want mutable-global: "'seen'"

// How long a copy is fresh, and when somebody is to be reminded.
static std::string rates;            // want mutable-global: "'rates'"
static std::time_t fresh_until = 0;  // want mutable-global: "'fresh_until'"
static std::time_t reminder = 0;     // want mutable-global: "'reminder'"

static std::string load_rates() { return "1.07"; }

static const char* enter(bool right) {
    if (closed > std::time(nullptr)) return "later";
    if (!right) closed = std::time(nullptr) + 60;
    return right ? "ok" : "no";
}

static void join(const httplib::Request& request, httplib::Response& response) {
    std::lock_guard<std::mutex> lock(mutex);
    const auto now = std::time(nullptr);
    auto found = away.find(request.body);
    if (found != away.end() && now < found->second) {
        response.status = 403;
        response.set_content("come back later", "text/plain");
        return;
    }
    if (request.body.empty()) away[request.body] = now + 600;
    seen[request.body] = now;
    response.set_content("hello " + std::to_string(seen.size()), "text/plain");
}

int main() {
    httplib::Server server;
    server.Post("/enter", [](const httplib::Request& request, httplib::Response& response) {
        response.set_content(enter(request.body == "x"), "text/plain");
    });
    server.Post("/join", join);
    server.Post("/kick", [](const httplib::Request& request, httplib::Response&) {
        kicked[request.body] = std::chrono::steady_clock::now() + std::chrono::minutes(15);
    });
    server.Post("/say", [](const httplib::Request& request, httplib::Response& response) {
        auto found = kicked.find(request.body);
        if (found != kicked.end() && found->second > std::chrono::steady_clock::now()) {
            response.set_content("away", "text/plain");
            return;
        }
        response.set_content("said", "text/plain");
    });
    server.Post("/rates", [](const httplib::Request&, httplib::Response& response) {
        std::lock_guard<std::mutex> lock(mutex);
        if (std::time(nullptr) < fresh_until) {
            response.set_content(rates, "text/plain");
            return;
        }
        rates = load_rates();
        fresh_until = std::time(nullptr) + 60;
        response.set_content(rates, "text/plain");
    });
    server.Post("/remind", [](const httplib::Request& request, httplib::Response& response) {
        std::lock_guard<std::mutex> lock(mutex);
        if (!request.body.empty()) reminder = std::time(nullptr) + 60;
        response.set_content(std::to_string(reminder - std::time(nullptr)), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
