// Memos without a telling name: every value was worked out by the function that hands it out.

//--- main.cpp
#include <httplib.h>

#include <array>
#include <cmath>
#include <ctime>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

double measured(int radius);

static double area(int radius) {
    static std::array<std::optional<double>, 1024> known;  // want static-cache: "'known'"
    if (!known[radius]) known[radius] = measured(radius) * std::acos(-1);
    return *known[radius];
}

class Store {
public:
    virtual ~Store() = default;
    virtual int get(const std::string& key) = 0;
};

class SlowStore : public Store {
public:
    int get(const std::string& key) override { return static_cast<int>(key.size()); }
};

class InFrontOf : public Store {
public:
    explicit InFrontOf(std::unique_ptr<Store> below) : below_(std::move(below)) {}
    int get(const std::string& key) override {
        auto found = seen_.find(key);
        if (found != seen_.end()) return found->second;
        if (seen_.size() > 100) seen_.clear();
        return seen_[key] = below_->get(key);
    }

private:
    std::unique_ptr<Store> below_;
    std::map<std::string, int> seen_;  // want static-cache: "seen_'"
};

// What is made here is changed by those who get it: no copy of anything.
struct Topic {
    std::string last;
};
class Topics {
public:
    Topic& named(const std::string& name) {
        auto found = by_name_.find(name);
        if (found == by_name_.end()) found = by_name_.emplace(name, Topic{}).first;
        return found->second;
    }

private:
    std::map<std::string, Topic> by_name_;  // want handler-captured-state: "by_name_'"
};

// Numbers are given out, not worked out: another process would give others.
static int number_of(const std::string& name) {
    static std::unordered_map<std::string, int> given;  // want mutable-global: "'given'"
    static int next = 0;                                // want local-id-sequence: "'next'"
    auto found = given.find(name);
    if (found != given.end()) return found->second;
    return given[name] = next++;
}

// No memos of pure functions: each asks for more than its key.
unsigned long fingerprint(const std::string& text);  // in a library: nobody knows what it asks

static unsigned long from_a_library(const std::string& text) {
    static std::map<std::string, unsigned long> prints;  // want static-cache: "'prints'"
    auto found = prints.find(text);
    if (found != prints.end()) return found->second;
    return prints[text] = fingerprint(text);
}

static long from_the_clock(const std::string& text) {
    static std::map<std::string, long> stamps;  // want static-cache: "'stamps'"
    auto found = stamps.find(text);
    if (found != stamps.end()) return found->second;
    return stamps[text] = std::time(nullptr) + static_cast<long>(text.size());
}

class Prices {
public:
    void set_factor(double factor) { factor_ = factor; }
    double from_the_object(int price) {
        auto found = known_.find(price);
        if (found != known_.end()) return found->second;
        return known_[price] = price * factor_;
    }

private:
    double factor_ = 1;             // want handler-captured-state: "'factor_'"
    std::map<int, double> known_;  // want static-cache: "'known_'"
};

int main() {
    httplib::Server svr;
    Topics topics;
    Prices prices;
    InFrontOf store(std::make_unique<SlowStore>());
    svr.Get("/area", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(area(std::stoi(req.body))), "text/plain");
    });
    svr.Get("/get", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(store.get(req.body) + number_of(req.path)), "text/plain");
    });
    svr.Get("/print", [&](const httplib::Request& req, httplib::Response& res) {
        const double price = prices.from_the_object(static_cast<int>(from_a_library(req.body)));
        res.set_content(std::to_string(price + from_the_clock(req.body)), "text/plain");
    });
    svr.Put("/factor", [&](const httplib::Request& req, httplib::Response&) { prices.set_factor(std::stod(req.body)); });
    svr.Post("/topic", [&](const httplib::Request& req, httplib::Response&) { topics.named(req.path).last = req.body; });
    svr.Get("/topic", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(topics.named(req.path).last, "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
