// One function refuses who comes too often and does everything else as well: only what counts is a limiter.

//--- main.cpp
#include <httplib.h>

#include <ctime>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct Cached {
    std::string body;
    std::time_t expires = 0;
};
struct Upstream {
    std::string host;
    long served = 0;
};
static std::unordered_map<std::string, Cached> answers;            // want static-cache: "'answers'"
static std::map<std::string, std::pair<std::time_t, int>> per_ip;  // want in-process-rate-limiter: "'per_ip'"
static long served = 0;                                            // want mutable-global: "'served'"
static bool draining = false;                                      // an operator takes one instance out
static std::vector<Upstream> behind = {{"a", 0}, {"b", 0}};        // want mutable-global: "'behind'"

static bool limited(const std::string& ip) {
    std::time_t now = std::time(nullptr);
    auto& window = per_ip[ip];
    if (window.first != now) {
        window.first = now;
        window.second = 0;
    }
    return ++window.second > 100;
}

static Upstream& pick(const std::string& who) { return behind[who.size() % behind.size()]; }

static std::string fetch(Upstream& upstream, const std::string& path) {
    return upstream.host + path + std::to_string(++upstream.served);
}

static std::string answer(const std::string& path, const std::string& who) {
    served++;
    if (path == "/drain") {
        draining = true;
        return "ok";
    }
    if (draining) return "503";
    if (limited(who)) return "429 Too Many Requests";
    auto hit = answers.find(path);
    if (hit != answers.end() && hit->second.expires > std::time(nullptr)) return hit->second.body;
    std::string body = fetch(pick(who), path);
    answers[path] = Cached{body, std::time(nullptr) + 30};
    return body;
}

int main() {
    httplib::Server svr;
    svr.Get("/.*", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(answer(req.path, req.get_header_value("X-Forwarded-For")) + std::to_string(served),
                        "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
