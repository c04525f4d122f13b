// Objects that handlers touch and that carry nothing from one request to the next. Names say why each is safe.

//--- services.h
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

class Logger {
public:
    void line(const std::string& text) {
        std::lock_guard<std::mutex> lock(mutex_);
        lines_.push_back(text);
        ++count_;
    }

private:
    std::mutex mutex_;
    std::vector<std::string> lines_;
    int count_ = 0;
};

class Statistics {
public:
    void served(const std::string& route) {
        std::lock_guard<std::mutex> lock(mutex_);
        ++by_route_[route];
        ++total_;
    }
    long total() const { return total_; }

private:
    std::mutex mutex_;
    std::map<std::string, long> by_route_;
    long total_ = 0;
};

class ConnectionPool {
public:
    int acquire() {
        std::lock_guard<std::mutex> lock(mutex_);
        if (idle_.empty()) return ++opened_;
        int connection = idle_.back();
        idle_.pop_back();
        return connection;
    }
    void release(int connection) {
        std::lock_guard<std::mutex> lock(mutex_);
        idle_.push_back(connection);
    }

private:
    std::mutex mutex_;
    std::vector<int> idle_;
    int opened_ = 0;
};

class FilledByItsConstructor {
public:
    FilledByItsConstructor() { load(); }
    int area_of(const std::string& country) const {
        auto found = areas_.find(country);
        return found == areas_.end() ? 0 : found->second;
    }

private:
    void load() {
        areas_["fr"] = 551;
        areas_["de"] = 357;
    }
    std::map<std::string, int> areas_;
};

class BuiltPerRequest {
public:
    void add(const std::string& word) {
        words_.push_back(word);
        length_ += word.size();
    }
    size_t length() const { return length_; }

private:
    std::vector<std::string> words_;
    size_t length_ = 0;
};

class MakesALocalOfTheSameClass {
public:
    size_t measure(const std::string& word) const {
        BuiltPerRequest local;
        local.add(word);
        return local.length();
    }
};

class ReturnsAFreshObject {
public:
    std::unique_ptr<BuiltPerRequest> make() const { return std::make_unique<BuiltPerRequest>(); }
};

class SetUpBeforeListen {
public:
    void set_title(const std::string& title) { title_ = title; }
    const std::string& title() const { return title_; }

private:
    std::string title_;
};

class StartsOverOnEveryCall {
public:
    std::string build(const std::string& name) {
        text_ = "report on ";
        text_ += name;
        return text_;
    }

private:
    std::string text_;
};

class OpensOnce {
public:
    int handle() {
        std::call_once(once_, [this] { handle_ = 7; });
        return handle_;
    }

private:
    std::once_flag once_;
    int handle_ = -1;
};

//--- links.h
#pragma once
#include <pqxx/pqxx>

#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

struct Link {
    std::unique_ptr<pqxx::connection> connection;
    std::chrono::steady_clock::time_point since;
};

/// A pool by what it does, whatever its name: its figures change with the connections that it keeps.
class Links {
public:
    explicit Links(const char* url) : url_(url) {}
    Link take() {
        std::lock_guard<std::mutex> lock(mutex_);
        last_used_ = std::chrono::steady_clock::now();
        ++in_use_;
        if (idle_.empty()) {
            ++opened_;
            return {std::make_unique<pqxx::connection>(url_), last_used_};
        }
        Link link = std::move(idle_.back());
        idle_.pop_back();
        return link;
    }
    void put(Link link) {
        std::lock_guard<std::mutex> lock(mutex_);
        --in_use_;
        idle_.push_back(std::move(link));
    }
    std::size_t opened() const { return opened_ + in_use_; }

private:
    const char* url_;
    std::mutex mutex_;
    std::vector<Link> idle_;
    std::size_t opened_ = 0;
    std::size_t in_use_ = 0;
    std::chrono::steady_clock::time_point last_used_;
};

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <random>

#include "links.h"
#include "services.h"

int main() {
    httplib::Server svr;
    Logger logger;
    Statistics statistics;
    ConnectionPool pool;
    FilledByItsConstructor areas;
    MakesALocalOfTheSameClass measures;
    ReturnsAFreshObject factory;
    SetUpBeforeListen page;
    OpensOnce device;
    StartsOverOnEveryCall builder;
    std::mutex mutex_guards_nothing_of_ours;
    std::atomic<bool> shutting_down{false};
    std::map<std::string, int> filled_before_listen;
    std::string copied_by_value = "hello";
    int copied_and_changed_in_the_copy = 0;
    std::mt19937 engine_not_for_secrets{1};
    std::shared_ptr<const std::vector<int>> shared_const_table = std::make_shared<const std::vector<int>>(3, 1);
    int changed_only_at_start_up = 0;
    int not_captured_at_all = 0;

    filled_before_listen["x"] = 1;
    page.set_title("shop");
    for (int i = 0; i < 3; ++i) changed_only_at_start_up += i;
    auto runs_at_start_up_only = [&] { ++not_captured_at_all; };
    runs_at_start_up_only();

    svr.Get("/log", [&logger, &statistics](const httplib::Request& req, httplib::Response&) {
        logger.line(req.path);
        statistics.served(req.path);
    });
    svr.Get("/pool", [&pool](const httplib::Request&, httplib::Response&) {
        int connection = pool.acquire();
        pool.release(connection);
    });
    Links links(std::getenv("DATABASE_URL"));
    svr.Post("/links", [&links](const httplib::Request&, httplib::Response& res) {
        Link link = links.take();
        pqxx::work work(*link.connection);
        work.exec("update visits set n = n + 1");
        links.put(std::move(link));
        res.set_content(std::to_string(links.opened()), "text/plain");
    });
    svr.Get("/area", [&](const httplib::Request& req, httplib::Response& res) {
        std::lock_guard<std::mutex> lock(mutex_guards_nothing_of_ours);
        res.set_content(std::to_string(areas.area_of(req.body) + filled_before_listen.at("x")), "text/plain");
    });
    svr.Get("/measure", [&](const httplib::Request& req, httplib::Response& res) {
        auto fresh = factory.make();
        fresh->add(req.body);
        BuiltPerRequest own;
        own.add(page.title());
        res.set_content(std::to_string(measures.measure(req.body) + fresh->length() + own.length()), "text/plain");
    });
    svr.Get("/copy", [copied_by_value](const httplib::Request&, httplib::Response& res) {
        std::string mine = copied_by_value;
        mine += "!";
        res.set_content(mine, "text/plain");
    });
    svr.Get("/table", [shared_const_table, changed_only_at_start_up](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(shared_const_table->size() + changed_only_at_start_up), "text/plain");
    });
    svr.Get("/dice", [&engine_not_for_secrets](const httplib::Request&, httplib::Response& res) {
        std::uniform_int_distribution<int> dice(1, 6);
        res.set_content(std::to_string(dice(engine_not_for_secrets)), "text/plain");
    });
    svr.Get("/device", [&device](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(device.handle()), "text/plain");
    });
    svr.Get("/report", [&builder](const httplib::Request& req, httplib::Response& res) {
        res.set_content(builder.build(req.path), "text/plain");
    });
    svr.Post("/stop", [&](const httplib::Request&, httplib::Response&) {
        shutting_down = true;
        svr.stop();
    });
    svr.Get("/local", [copied_and_changed_in_the_copy](const httplib::Request&, httplib::Response& res) {
        int local = copied_and_changed_in_the_copy;
        local++;
        std::vector<int> collected;
        auto collect = [&](int n) { collected.push_back(n + local); };
        collect(1);
        res.set_content(std::to_string(collected.size()), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
