// A ticket shop that keeps what it sells in static storage: every way such a variable is commonly written.

//--- venue.h
#pragma once
#include <atomic>
#include <map>
#include <string>
#include <vector>

inline int doors_open = 0;  // want mutable-global: "'doors_open'"

struct Show {
    std::string title;
    int seats_left = 100;
};

class BoxOffice {
public:
    static int tickets_sold;
    static void sell(int n) { tickets_sold += n; }
};

struct PriceRule {
    virtual ~PriceRule() = default;
    virtual void apply(int percent) = 0;
};

#define DECLARE_SETTING(type, name, value) type name = value

void open_doors();
void reserve(const std::string& who);
void change_prices(PriceRule& rule, int percent);
std::vector<int>& waiting_numbers();

template <typename T>
class Holder {
public:
    static inline T value{};  // want mutable-global: "'value\.seats_left'"
};

//--- venue.cpp
#include "venue.h"

int BoxOffice::tickets_sold = 0;  // want mutable-global: "tickets_sold'"

void open_doors() { ++doors_open; }

std::vector<int>& waiting_numbers() {
    static std::vector<int> numbers;  // want mutable-global: "numbers'"
    return numbers;
}

//--- reservation.cpp
#include "venue.h"

namespace {
std::vector<std::string> guest_list;  // want mutable-global: "guest_list'" via "POST /reserve > reserve > write_down"
}

static void write_down(const std::string& who) { guest_list.push_back(who); }

void reserve(const std::string& who) {
    if (!who.empty()) write_down(who);
}

//--- prices.cpp
#include "venue.h"

namespace prices {
int surcharge = 0;  // want mutable-global: "surcharge'"
}

struct Holiday : PriceRule {
    void apply(int percent) override { prices::surcharge = percent; }
};

void change_prices(PriceRule& rule, int percent) { rule.apply(percent); }

int price_of(int list_price) { return list_price + list_price * prices::surcharge / 100; }

PriceRule& holiday() {
    static Holiday rule;
    return rule;
}

//--- main.cpp
#include <httplib.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "venue.h"

PriceRule& holiday();
int price_of(int list_price);

int votes_for_encore = 0;                     // want mutable-global: "'votes_for_encore'" via "POST /encore"
std::atomic<int> seats_left{500};             // want mutable-global: "'seats_left'"
std::map<std::string, int> bids;              // want mutable-global: "'bids'"
std::string announcement = "welcome";         // want mutable-global: "'announcement'"
Show tonight;                                 // want mutable-global: "'tonight\.seats_left'"
int row_prices[4] = {10, 20, 30, 40};         // want mutable-global: "'row_prices'"
std::vector<Show> programme;                  // want mutable-global: "'programme'"
std::pair<int, int> best_offer;               // want mutable-global: "'best_offer'"
std::vector<std::string> door_prizes;         // want mutable-global: "'door_prizes'"
int donated_cents = 0;                        // want mutable-global: "'donated_cents'"
int last_winner = 0;                          // want mutable-global: "'last_winner'"
DECLARE_SETTING(int, discount_percent, 0);    // want mutable-global: "'discount_percent'"
std::map<std::string, Show> shows_by_name;    // want mutable-global: "'shows_by_name'"
thread_local int handled_by_this_thread = 0;  // want mutable-global: "'handled_by_this_thread'"
bool sold_out = false;                        // want mutable-global: "'sold_out'"
int temperature = 20;                         // want mutable-global: "'temperature'"

static void add_to(int& target, int amount) { target += amount; }
static void draw_winner(int* out) { *out = 7; }
static void close_sales() { sold_out = !sold_out; }

static const std::function<void(int)> set_temperature = [](int degrees) { temperature = degrees; };

int main() {
    httplib::Server svr;
    programme.push_back(Show{"Faust"});
    door_prizes.push_back("umbrella");
    void (*when_full)() = close_sales;

    svr.Post("/encore", [](const httplib::Request&, httplib::Response& res) {
        ++votes_for_encore;
        res.set_content(std::to_string(votes_for_encore), "text/plain");
    });
    svr.Post("/buy", [when_full](const httplib::Request&, httplib::Response& res) {
        if (seats_left.fetch_sub(1) <= 1) when_full();
        BoxOffice::sell(1);
        handled_by_this_thread++;
        res.set_content(std::to_string(BoxOffice::tickets_sold), "text/plain");
    });
    svr.Post("/bid", [](const httplib::Request& req, httplib::Response&) { bids[req.body] = 1; });
    svr.Post("/announce", [](const httplib::Request& req, httplib::Response&) { announcement = req.body; });
    svr.Post("/tonight", [](const httplib::Request&, httplib::Response&) { tonight.seats_left--; });
    svr.Post("/row", [](const httplib::Request&, httplib::Response&) { row_prices[2] += 5; });
    svr.Post("/sell", [](const httplib::Request& req, httplib::Response&) {
        for (auto& show : programme) {
            if (show.title == req.body) show.seats_left -= 1;
        }
    });
    svr.Post("/offer", [](const httplib::Request&, httplib::Response&) {
        auto& offer = best_offer;
        offer.second = 12;
    });
    svr.Post("/prizes", [](const httplib::Request&, httplib::Response& res) {
        std::vector<std::string> drawn = std::move(door_prizes);
        res.set_content(std::to_string(drawn.size()), "text/plain");
    });
    svr.Post("/donate", [](const httplib::Request&, httplib::Response&) { add_to(donated_cents, 100); });
    svr.Post("/draw", [](const httplib::Request&, httplib::Response&) { draw_winner(&last_winner); });
    svr.Post("/discount", [](const httplib::Request&, httplib::Response&) { discount_percent = 10; });
    svr.Post("/show", [](const httplib::Request& req, httplib::Response&) {
        auto found = shows_by_name.find(req.body);
        if (found != shows_by_name.end()) found->second.seats_left = 0;
    });
    svr.Post("/heat", [](const httplib::Request&, httplib::Response&) { set_temperature(25); });
    svr.Post("/reserve", [](const httplib::Request& req, httplib::Response&) { reserve(req.body); });
    svr.Post("/doors", [](const httplib::Request&, httplib::Response&) { open_doors(); });
    svr.Post("/holiday", [](const httplib::Request&, httplib::Response&) { change_prices(holiday(), 20); });
    svr.Post("/number", [](const httplib::Request&, httplib::Response&) {
        static int next_turn = 0;  // want mutable-global: "next_turn'"
        next_turn = (next_turn + 1) % 4;
        waiting_numbers().push_back(next_turn);
    });
    svr.Post("/standing", [](const httplib::Request&, httplib::Response&) { Holder<Show>::value.seats_left--; });
    svr.Get("/", [](const httplib::Request&, httplib::Response& res) {
        int price = price_of(row_prices[0]) * (100 - discount_percent) / 100 + best_offer.second;
        res.set_content(announcement + (sold_out ? ", sold out" : std::to_string(price)), "text/plain");
        if (temperature > 30) res.status = 503;
        if (last_winner == 7) res.status = 200;
    });
    svr.listen("0.0.0.0", 8080);
}
