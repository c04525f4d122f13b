// What a request sets for good, behind a test that it was not set: a decision, and no set-up.

//--- lots.h
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class Lot {
public:
    void bid(const std::string& who) {
        if (open_) bids_.push_back(who);
    }
    void close() {
        open_ = false;
        winner_ = bids_.empty() ? "" : bids_.back();
    }
    std::string winner() const { return open_ ? "" : winner_; }
    bool full() const { return bids_.size() > 9; }

private:
    bool open_ = true;               // want handler-captured-state: "open_'"
    std::string winner_;             // want handler-captured-state: "winner_'"
    std::vector<std::string> bids_;  // want handler-captured-state: "bids_'"
};

class House {
public:
    std::shared_ptr<Lot> lot(int number) {
        auto& lot = lots_[number];
        if (!lot) lot = std::make_shared<Lot>();
        if (featured_ && lots_.size() > 3) featured_ = number;
        if (!featured_) featured_ = number;
        return lot;
    }
    void tick() {
        for (auto& [number, lot] : lots_)
            if (lot->full()) lot->close();
    }
    int featured() const { return featured_.value_or(0); }
    bool read_only = false;  // want handler-captured-state: "read_only'"

private:
    std::map<int, std::shared_ptr<Lot>> lots_;  // want handler-captured-state: "lots_'"
    std::optional<int> featured_;               // want handler-captured-state: "featured_'"
};

//--- main.cpp
#include <httplib.h>
#include <unistd.h>

#include <thread>

#include "lots.h"

static bool decided = false;  // want mutable-global: "'decided'"
static std::string decision;  // want mutable-global: "'decision'"

static void decide(const std::string& what) {
    if (decided) return;
    decided = true;
    decision = what;
}

int main() {
    httplib::Server svr;
    House house;
    std::string first_visitor;  // want handler-captured-state: "'first_visitor'"
    std::thread clock([&house] {
        for (;;) {
            house.tick();
            sleep(1);
        }
    });
    svr.Post("/bid", [&](const httplib::Request& req, httplib::Response& res) {
        if (house.read_only) return;
        if (first_visitor.empty()) first_visitor = req.body;
        house.lot(1)->bid(req.body);
        decide(req.body);
        res.set_content(house.lot(1)->winner() + first_visitor + decision + std::to_string(house.featured()),
                        "text/plain");
    });
    svr.Post("/read-only", [&](const httplib::Request&, httplib::Response&) { house.read_only = true; });
    svr.listen("0.0.0.0", 8080);
}
