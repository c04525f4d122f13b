// A login that throttles: only what is looked at before the refusal is a limiter. What the admitted ones leave behind is
// state of another kind, however much it is compared with the clock.
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <httplib.h>

using Clock = std::chrono::steady_clock;

struct Visit {
    std::string user;
    Clock::time_point seen;
};

class Accounts {
public:
    void login(const httplib::Request& request, httplib::Response& response) {
        if (too_many(request.remote_addr)) {  // want rate-limit-key: "'tries_'"
            response.status = 429;
            return;
        }
        if (request.body.empty()) {
            note(request.remote_addr);
            response.status = 401;
            return;
        }
        std::lock_guard lock(mutex_);
        visits_[request.body] = {request.body, Clock::now()};
        last_comer_ = request.body;
    }

    std::string who(const httplib::Request& request) {
        std::lock_guard lock(mutex_);
        auto found = visits_.find(request.body);
        if (found == visits_.end() || Clock::now() - found->second.seen > std::chrono::hours(1)) return last_comer_;
        return found->second.user;
    }

private:
    bool too_many(const std::string& address) {
        std::lock_guard lock(mutex_);
        return tries_[address].size() > 5 && Clock::now() - tries_[address].back() < std::chrono::minutes(5);
    }
    void note(const std::string& address) {
        std::lock_guard lock(mutex_);
        tries_[address].push_back(Clock::now());
    }

    std::mutex mutex_;
    std::unordered_map<std::string, Visit> visits_;                  // want handler-captured-state: "'visits_'"
    std::string last_comer_;                                         // want handler-captured-state: "'last_comer_'"
    std::map<std::string, std::vector<Clock::time_point>> tries_;  // want in-process-rate-limiter: "'tries_'"
};

int main() {
    httplib::Server server;
    Accounts accounts;
    server.Post("/login", [&](const httplib::Request& req, httplib::Response& res) { accounts.login(req, res); });
    server.Get("/who", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(accounts.who(req), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
