// Figures of one process that only the people who run it look at, or nobody does, and what looks like them and is
// state.

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>

struct Counters {
    unsigned long messages = 0, opened = 0;
};
static Counters counters;
static Counters sales;  // want mutable-global: "'sales\.messages'"

class Payments {
public:
    void counted_for_the_scraper() { ++paid_; }
    unsigned long paid() const { return paid_; }
    void counted_for_nobody() { ++served_; }
    void counted_for_an_accessor_without_callers() { ++accepted_; }
    unsigned long accepted() const { return accepted_; }
    unsigned long counted_for_the_client() { return ++visitors_; }

private:
    unsigned long paid_ = 0;
    unsigned long served_ = 0;
    unsigned long accepted_ = 0;
    unsigned long visitors_ = 0;  // want handler-captured-state: "'visitors_'"
};

// What a class called after statistics holds is no metric where clients ask for it.
class PlayerStats {
public:
    void win(const std::string& who) {
        std::lock_guard<std::mutex> lock(mutex_);
        ++wins_[who];
    }
    int wins(const std::string& who) {
        std::lock_guard<std::mutex> lock(mutex_);
        return wins_[who];
    }

private:
    std::mutex mutex_;
    std::map<std::string, int> wins_;  // want handler-captured-state: "'wins_'"
};

struct PollStatistics {
    std::mutex mutex;
    std::map<int, int> votes;
};

class RequestStats {
public:
    void count(const std::string& path) { ++by_path_[path]; }
    std::string text() const {
        std::string all;
        for (auto& [path, count] : by_path_) all += path + " " + std::to_string(count) + "\n";
        return all;
    }

private:
    std::map<std::string, int> by_path_;
};

class Operations {
public:
    void mount(httplib::Server& server) {
        server.Get("/healthz",
                   [this](const httplib::Request&, httplib::Response& res) { res.status = draining ? 503 : 200; });
        server.Post("/drain", [this](const httplib::Request&, httplib::Response& res) {
            draining = true;
            res.status = 202;
        });
    }

private:
    std::atomic<bool> draining{false};
};

int main() {
    Payments payments;
    PlayerStats players;
    RequestStats requests;
    PollStatistics polls;  // want handler-captured-state: "'polls\.votes'"
    Operations operations;
    httplib::Server server;
    operations.mount(server);
    server.Post("/pay", [&](const httplib::Request& req, httplib::Response& res) {
        payments.counted_for_the_scraper();
        payments.counted_for_nobody();
        payments.counted_for_an_accessor_without_callers();
        ++counters.messages;
        ++sales.messages;
        requests.count(req.path);
        res.body = std::to_string(payments.counted_for_the_client());
    });
    server.Get("/metrics", [&](const httplib::Request&, httplib::Response& res) {
        res.body = std::to_string(payments.paid()) + std::to_string(counters.messages) + requests.text();
    });
    server.Get("/sales", [](const httplib::Request&, httplib::Response& res) {
        res.set_header("Cache-Control", "max-age=5");
        res.body = std::to_string(sales.messages);
    });
    server.Post("/win", [&](const httplib::Request& req, httplib::Response&) { players.win(req.body); });
    server.Get("/wins", [&](const httplib::Request& req, httplib::Response& res) {
        res.body = std::to_string(players.wins(req.body));
    });
    server.Post("/vote", [&](const httplib::Request& req, httplib::Response&) {
        std::lock_guard<std::mutex> lock(polls.mutex);
        ++polls.votes[static_cast<int>(req.body.size())];
    });
    server.Get("/votes", [&](const httplib::Request& req, httplib::Response& res) {
        std::lock_guard<std::mutex> lock(polls.mutex);
        res.body = std::to_string(polls.votes[static_cast<int>(req.body.size())]);
    });
    server.listen("0.0.0.0", 80);
}
