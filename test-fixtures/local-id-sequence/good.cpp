// Numbers that are counted up and are nobody's id.

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <iostream>
#include <string>
#include <vector>

static std::vector<std::string> backends{"a", "b", "c"};

// Which one comes next.
static std::size_t current = 0;
const std::string& takes_turns() { return backends[current++ % backends.size()]; }

// Shown, and nothing else.
static int visits = 0;  // want mutable-global: "'visits'"
std::string is_only_shown() { return std::to_string(++visits); }

static int hits = 0;  // want mutable-global: "'hits'"
int is_counted_and_shown() { return ++hits; }

// Which state of the data this is.
static int version = 0;  // want mutable-global: "'version'"
int tells_what_changed() { return ++version; }

static unsigned long generation = 1;  // want mutable-global: "'generation'"
static unsigned long seen_generation = 0;  // want mutable-global: "'seen_generation'"
bool compares_generations() {
    const bool changed = seen_generation != generation;
    seen_generation = generation++;
    return changed;
}

// Up and down.
static int open_orders = 0;  // want mutable-global: "'open_orders'"
void goes_up() { ++open_orders; }
int goes_down() { return --open_orders; }

// Adds up an amount.
static long balance = 0;  // want mutable-global: "'balance'"
long adds_an_amount(long amount) {
    balance += amount;
    return balance;
}

// Only log lines hold it.
static std::atomic<int> requests_total{0};
void numbers_log_lines() { std::clog << "request " << ++requests_total << '\n'; }

// Ids within one answer.
std::string numbers_within_one_answer(int lines) {
    int id = 0;
    std::string text;
    for (int i = 0; i < lines; ++i) text += std::to_string(id++);
    return text;
}

// Counted at start-up only.
static int next_worker_id = 0;
int numbers_workers_at_start_up() { return next_worker_id++; }

// Threads tell themselves apart in their own process.
class Workers {
public:
    explicit Workers(int count) {
        for (int i = 0; i < count; ++i) ids_.push_back(counted_while_starting());
    }
    int counted_while_starting() { return next_id_++; }
    std::size_t size() const { return ids_.size(); }

private:
    int next_id_ = 0;
    std::vector<int> ids_;
};

// A clock's ticks.
static unsigned ticks = 0;  // want mutable-global: "'ticks'"
unsigned counts_ticks() { return ++ticks; }

// The length of something.
static std::size_t length = 0;  // want mutable-global: "'length'"
void measures(const std::string& text) { length += text.size(); }
std::size_t tells_the_length() { return length; }

int main() {
    Workers workers(4);
    numbers_workers_at_start_up();
    httplib::Server svr;
    svr.Get("/", [&](const httplib::Request& req, httplib::Response& res) {
        numbers_log_lines();
        goes_up();
        measures(req.body);
        res.set_content(takes_turns() + is_only_shown() + numbers_within_one_answer(goes_down()) +
                            std::to_string(is_counted_and_shown() + tells_what_changed() + adds_an_amount(3)) +
                            std::to_string(counts_ticks() + tells_the_length() + workers.size()) +
                            (compares_generations() ? "changed" : ""),
                        "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
