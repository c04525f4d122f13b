// Memos without a telling name: every value was worked out by the function that hands it out.

//--- main.cpp
#include <httplib.h>

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

static double area(int radius) {
    static std::array<std::optional<double>, 1024> known;  // want static-cache: "'known'"
    if (!known[radius]) known[radius] = radius * radius * std::acos(-1);
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

int main() {
    httplib::Server svr;
    Topics topics;
    InFrontOf store(std::make_unique<SlowStore>());
    svr.Get("/area", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(area(std::stoi(req.body))), "text/plain");
    });
    svr.Get("/get", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(std::to_string(store.get(req.body) + number_of(req.path)), "text/plain");
    });
    svr.Post("/topic", [&](const httplib::Request& req, httplib::Response&) { topics.named(req.path).last = req.body; });
    svr.Get("/topic", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(topics.named(req.path).last, "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
