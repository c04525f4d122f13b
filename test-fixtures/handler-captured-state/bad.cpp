// Locals of main() and of start-up code that handlers capture and change: by reference, by pointer, by shared_ptr.

//--- shop.h
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace httplib {
class Server;
}

struct Basket {
    std::vector<std::string> items;
    int total = 0;
};

class Warehouse {
public:
    void take(const std::string& article);
    int left(const std::string& article) const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, int> stock_;  // want handler-captured-state: "stock_'" via "POST /take > Warehouse::take"
    int taken_ = 0;                     // want handler-captured-state: "taken_'"
};

class Suppliers {
public:
    void rename(const std::string& name) { preferred_ = name; }
    const std::string& preferred() const { return preferred_; }

private:
    std::string preferred_;  // want handler-captured-state: "preferred_'"
};

class Purchasing {
public:
    explicit Purchasing(std::unique_ptr<Suppliers> suppliers) : suppliers_(std::move(suppliers)) {}
    void choose(const std::string& name) { suppliers_->rename(name); }
    const std::string& chosen() const { return suppliers_->preferred(); }

private:
    std::unique_ptr<Suppliers> suppliers_;
};

struct Notes {
    std::map<std::string, std::string> by_author;  // want handler-captured-state: "by_author'"
};

void register_returns(httplib::Server& svr);

//--- warehouse.cpp
#include "shop.h"

void Warehouse::take(const std::string& article) {
    std::lock_guard<std::mutex> lock(mutex_);
    --stock_[article];
    ++taken_;
}

int Warehouse::left(const std::string& article) const {
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = stock_.find(article);
    return found == stock_.end() ? 0 : found->second - taken_;
}

//--- returns.cpp
#include <httplib.h>

#include "shop.h"

void register_returns(httplib::Server& svr) {
    auto returned = std::make_shared<std::vector<std::string>>();  // want handler-captured-state: "returned'"
    svr.Post("/return", [returned](const httplib::Request& req, httplib::Response&) { returned->push_back(req.body); });
}

//--- main.cpp
#include <httplib.h>

#include <any>
#include <atomic>
#include <optional>
#include <set>
#include <thread>

#include "shop.h"

int main() {
    httplib::Server svr;
    int orders_open = 0;                          // want handler-captured-state: "orders_open'" via "POST /order"
    std::atomic<bool> closed_for_today{false};    // want handler-captured-state: "closed_for_today'"
    std::map<std::string, std::string> wishlist;  // want handler-captured-state: "wishlist'"
    std::string slogan = "fresh every day";       // want handler-captured-state: "slogan'"
    std::vector<Basket> baskets(10);              // want handler-captured-state: "baskets'"
    auto coupons = std::make_shared<std::set<std::string>>();  // want handler-captured-state: "coupons'"
    std::optional<int> sale_percent;              // want handler-captured-state: "sale_percent'"
    bool snowing = false;                         // want handler-captured-state: "snowing'"
    Basket display;                               // want handler-captured-state: "'display\.total'"
    std::vector<int> ratings;                     // want handler-captured-state: "ratings'"
    int balance = 0;                              // want handler-captured-state: "balance'"
    Warehouse warehouse;
    Warehouse* by_pointer = &warehouse;
    auto purchasing = std::make_shared<Purchasing>(std::make_unique<Suppliers>());

    svr.Post("/order", [&orders_open](const httplib::Request&, httplib::Response& res) {
        ++orders_open;
        res.set_content(std::to_string(orders_open), "text/plain");
    });
    svr.Post("/close", [&](const httplib::Request&, httplib::Response&) { closed_for_today = true; });
    svr.Post("/open", [&](const httplib::Request&, httplib::Response&) { closed_for_today.store(false); });
    svr.Get("/", [&](const httplib::Request&, httplib::Response& res) {
        res.set_content(closed_for_today ? "closed" : slogan + purchasing->chosen(), "text/plain");
        if (snowing) res.status = 503;
    });
    svr.Post("/wish", [&](const httplib::Request& req, httplib::Response&) { wishlist[req.path] = req.body; });
    svr.Post("/slogan", [&slogan](const httplib::Request& req, httplib::Response&) { slogan = req.body; });
    svr.Post("/basket", [&baskets](const httplib::Request& req, httplib::Response&) {
        baskets.at(3).items.push_back(req.body);
    });
    svr.Post("/coupon", [coupons](const httplib::Request& req, httplib::Response&) { coupons->insert(req.body); });
    svr.Post("/sale", [&sale_percent](const httplib::Request&, httplib::Response&) { sale_percent.emplace(20); });
    svr.Post("/display", [shown = &display](const httplib::Request&, httplib::Response&) { shown->total += 1; });
    svr.Post("/rate", [&ratings](const httplib::Request&, httplib::Response&) {
        auto add = [&ratings](int stars) { ratings.emplace_back(stars); };
        add(5);
    });
    const auto pay = [&balance](int cents) { balance += cents; };
    svr.Post("/pay", [pay](const httplib::Request&, httplib::Response&) { pay(100); });
    svr.Post("/take", [by_pointer](const httplib::Request& req, httplib::Response&) { by_pointer->take(req.body); });
    svr.Get("/left", [&warehouse](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(warehouse.left(req.body)), "text/plain");
    });
    svr.Post("/supplier", [purchasing](const httplib::Request& req, httplib::Response&) { purchasing->choose(req.body); });
    register_returns(svr);
    std::map<std::string, std::any> services;
    services["notes"] = std::any(new Notes);
    svr.Post("/note", [&services](const httplib::Request& req, httplib::Response&) {
        std::any_cast<Notes*>(services.at("notes"))->by_author[req.path] = req.body;
    });

    std::thread weather([&snowing] {
        while (true) {
            snowing = !snowing;
            std::this_thread::sleep_for(std::chrono::minutes(10));
        }
    });
    svr.listen("0.0.0.0", 8080);
    weather.join();
}
