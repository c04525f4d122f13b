// Throttles, lockouts and bans that count in the memory of one replica.

//--- throttle.h
#pragma once
#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

using Clock = std::chrono::steady_clock;

class TokenBucket {
public:
    TokenBucket(double rate, double burst) : rate_(rate), burst_(burst), tokens_(burst), last_refill_(Clock::now()) {}
    bool allow() {
        std::lock_guard<std::mutex> lock(mutex_);
        auto now = Clock::now();
        tokens_ += std::chrono::duration<double>(now - last_refill_).count() * rate_;
        if (tokens_ > burst_) tokens_ = burst_;
        last_refill_ = now;
        if (tokens_ < 1) return false;
        tokens_ -= 1;
        return true;
    }

private:
    std::mutex mutex_;
    const double rate_;
    const double burst_;
    double tokens_;                  // want in-process-rate-limiter: "tokens_'"
    Clock::time_point last_refill_;  // want in-process-rate-limiter: "last_refill_'"
};

class SlidingWindow {
public:
    bool allow(const std::string& key) {
        auto now = Clock::now();
        auto& hits = hits_[key];
        while (!hits.empty() && now - hits.front() > std::chrono::minutes(1)) hits.pop_front();
        if (hits.size() >= 60) return false;
        hits.push_back(now);
        return true;
    }

private:
    std::unordered_map<std::string, std::deque<Clock::time_point>> hits_;  // want in-process-rate-limiter: "hits_'" via "GET /search > SlidingWindow::allow"
};

bool may_try(const std::string& user);
void failed(const std::string& user);
bool sms_allowed(const std::string& number);
bool still_allowed_this_second();
void strike(const std::string& client);
bool is_banned(const std::string& client);

//--- throttle.cpp
#include "throttle.h"

#include <atomic>
#include <ctime>
#include <set>

struct Lockout {
    int failures = 0;
    time_t locked_until = 0;
};
static std::map<std::string, Lockout> lockouts;  // want in-process-rate-limiter: "'lockouts'"

bool may_try(const std::string& user) {
    auto found = lockouts.find(user);
    return found == lockouts.end() || found->second.locked_until < time(nullptr);
}

void failed(const std::string& user) {
    Lockout& lockout = lockouts[user];
    if (++lockout.failures >= 5) lockout.locked_until = time(nullptr) + 900;
}

bool sms_allowed(const std::string& number) {
    static std::unordered_map<std::string, Clock::time_point> last_sent;  // want in-process-rate-limiter: "last_sent'"
    auto now = Clock::now();
    auto found = last_sent.find(number);
    if (found != last_sent.end() && now - found->second < std::chrono::seconds(60)) return false;
    last_sent[number] = now;
    return true;
}

static std::atomic<int> requests_this_second{0};  // want in-process-rate-limiter: "'requests_this_second'"
static time_t current_second = 0;                 // want in-process-rate-limiter: "'current_second'"

bool still_allowed_this_second() {
    time_t now = time(nullptr);
    if (now != current_second) {
        current_second = now;
        requests_this_second = 0;
    }
    return ++requests_this_second <= 100;
}

static std::map<std::string, int> strikes;       // want in-process-rate-limiter: "'strikes'"
static std::set<std::string> banned_clients;     // want in-process-rate-limiter: "'banned_clients'"

void strike(const std::string& client) {
    if (++strikes[client] > 3) banned_clients.insert(client);
}

bool is_banned(const std::string& client) { return banned_clients.count(client) > 0; }

//--- main.cpp
#include <httplib.h>

#include <ctime>
#include <memory>

#include "throttle.h"

static TokenBucket uploads(5, 10);

struct Window {
    time_t started = 0;
    int requests = 0;
};

int main() {
    httplib::Server svr;
    SlidingWindow searches;
    std::map<std::string, Window> windows;  // want in-process-rate-limiter: "windows'"
    auto code_attempts = std::make_shared<std::unordered_map<std::string, int>>();  // want in-process-rate-limiter: "code_attempts'"

    svr.set_pre_routing_handler([&windows](const httplib::Request& req, httplib::Response& res) {
        Window& window = windows[req.get_header_value("X-Api-Key")];
        time_t now = time(nullptr);
        if (now - window.started >= 60) window = Window{now, 0};
        if (++window.requests > 100) {
            res.status = 429;
            return httplib::Server::HandlerResponse::Handled;
        }
        return httplib::Server::HandlerResponse::Unhandled;
    });
    svr.Post("/upload", [](const httplib::Request&, httplib::Response& res) {
        if (!uploads.allow()) res.status = 429;
    });
    svr.Get("/search", [&searches](const httplib::Request& req, httplib::Response& res) {
        if (!searches.allow(req.get_header_value("X-Api-Key"))) res.status = 429;
    });
    svr.Post("/login", [](const httplib::Request& req, httplib::Response& res) {
        if (!may_try(req.body)) {
            res.status = 423;
            return;
        }
        if (req.body.size() < 8) {
            failed(req.body);
            res.status = 401;
        }
    });
    svr.Post("/sms", [](const httplib::Request& req, httplib::Response& res) {
        if (!sms_allowed(req.body)) res.status = 429;
    });
    svr.Post("/code", [code_attempts](const httplib::Request& req, httplib::Response& res) {
        int& attempts = (*code_attempts)[req.path];
        if (++attempts > 3) res.status = 429;
    });
    svr.Get("/export", [](const httplib::Request&, httplib::Response& res) {
        if (!still_allowed_this_second()) res.status = 503;
    });
    svr.Post("/comment", [](const httplib::Request& req, httplib::Response& res) {
        if (is_banned(req.get_header_value("X-Client"))) {
            res.status = 403;
            return;
        }
        if (req.body.find("spam") != std::string::npos) strike(req.get_header_value("X-Client"));
    });
    svr.listen("0.0.0.0", 8080);
}
