// Throttles whose names say nothing and that answer without a 429: strikes by address, a lock-out after failures, a token
// bucket, a sliding window. What they do tells. A stock that is counted down is none, nor is a count that is only kept.

//--- main.cpp
#include <httplib.h>

#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

using Clock = std::chrono::steady_clock;

struct Try {
    int wrong = 0;
    Clock::time_point closed_until;
};
struct Level {
    double left;
    double last;
};
double seconds() { return std::chrono::duration<double>(Clock::now().time_since_epoch()).count(); }

class Door {
public:
    bool check(const std::string& peer, const std::string& password) {
        if (marks_[peer] >= 3) return false;
        if (password == "sesame") return marks_.erase(peer), true;
        ++marks_[peer];
        return false;
    }

    bool enter(const std::string& mail, const std::string& password) {
        auto now = Clock::now();
        auto it = tries_.find(mail);
        if (it != tries_.end() && it->second.closed_until > now) throw std::runtime_error("closed, wait");
        if (password == "sesame") return tries_.erase(mail), true;
        auto& one = tries_[mail];
        if (++one.wrong >= 5) one.closed_until = now + std::chrono::minutes(15);
        return false;
    }

    bool pour(const std::string& peer) {
        double now = seconds();
        auto it = levels_.find(peer);
        if (it == levels_.end()) it = levels_.emplace(peer, Level{40, now}).first;
        Level& level = it->second;
        level.left = std::min(40.0, level.left + (now - level.last) * 20);
        level.last = now;
        if (level.left < 1) return false;
        level.left -= 1;
        return true;
    }

    bool pass(const std::string& user) {
        auto& times = times_[user];
        const auto now = Clock::now();
        std::erase_if(times, [&](auto time) { return now - time > std::chrono::seconds(10); });
        if (times.size() >= 5) return false;
        times.push_back(now);
        return true;
    }

    bool reserve(const std::string& thing) {
        auto it = stock_.find(thing);
        if (it == stock_.end() || it->second.left < 1) return false;
        it->second.left -= 1;
        it->second.changed = Clock::now();
        return true;
    }

    bool seen(const std::string& device) {
        auto& one = devices_[device];
        one.messages++;
        one.last = Clock::now();
        return one.messages > 1;
    }

private:
    struct Stock {
        int left = 0;
        Clock::time_point changed;
    };
    struct Device {
        int messages = 0;
        Clock::time_point last;
    };
    std::unordered_map<std::string, Stock> stock_;     // want handler-captured-state: "'stock_'"
    std::unordered_map<std::string, Device> devices_;  // want handler-captured-state: "'devices_'"
    std::unordered_map<std::string, int> marks_;     // want in-process-rate-limiter: "'marks_'"
    std::unordered_map<std::string, Try> tries_;     // want in-process-rate-limiter: "'tries_'"
    std::unordered_map<std::string, Level> levels_;  // want in-process-rate-limiter: "'levels_'"
    std::unordered_map<std::string, std::vector<Clock::time_point>> times_;  // want in-process-rate-limiter: "'times_'"
};

int main() {
    Door door;
    httplib::Server server;
    server.Post("/a", [&](const httplib::Request& q, httplib::Response& r) {
        if (!door.check(q.get_header_value("X-Forwarded-For"), q.body)) r.status = 403;
    });
    server.Post("/b", [&](const httplib::Request& q, httplib::Response& r) {
        try {
            if (!door.enter(q.get_param_value("mail"), q.body)) r.status = 401;
        } catch (const std::exception&) {
            r.status = 423;
        }
    });
    server.Post("/c", [&](const httplib::Request& q, httplib::Response& r) {
        if (!door.pour(q.get_header_value("X-Forwarded-For"))) r.status = 503;
    });
    server.Post("/d", [&](const httplib::Request& q, httplib::Response& r) {
        if (!door.pass(q.body)) r.status = 503;
    });
    server.Post("/reserve", [&](const httplib::Request& q, httplib::Response& r) {
        if (!door.reserve(q.body)) r.status = 409;
    });
    server.Post("/seen", [&](const httplib::Request& q, httplib::Response& r) {
        r.set_content(door.seen(q.body) ? "again" : "new", "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
