// What looks like state in static storage and is none, or none that a request changes. Names say why each is safe.

//--- parts.h
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

void filled_before_listen();
const std::string& looked_up_only(const std::string& code);
void opened_once();

class Logger {
public:
    static Logger& instance();
    void write(const std::string& line);

private:
    std::mutex mutex_;
    std::vector<std::string> lines_;
    size_t written_ = 0;
    static int level_;
};

class Metrics {
public:
    static Metrics& get();
    void request_served() { ++requests_; }
    long requests() const { return requests_; }

private:
    long requests_ = 0;
    std::map<std::string, long> by_route_;
};

class WorkerPool {
public:
    static WorkerPool& shared();
    int take() {
        std::lock_guard<std::mutex> lock(mutex_);
        int worker = free_.back();
        free_.pop_back();
        return worker;
    }
    void give_back(int worker) { free_.push_back(worker); }

private:
    std::mutex mutex_;
    std::vector<int> free_{1, 2, 3};
};

//--- parts.cpp
#include "parts.h"

#include <condition_variable>

static std::map<std::string, std::string> table_filled_at_start_up;
static std::once_flag opened;
static int handle_set_under_call_once = 0;
int Logger::level_ = 0;

static void add_country(const std::string& code, const std::string& name) { table_filled_at_start_up[code] = name; }

void filled_before_listen() {
    add_country("de", "Germany");
    add_country("fr", "France");
}

const std::string& looked_up_only(const std::string& code) {
    static const std::string unknown = "unknown";
    auto found = table_filled_at_start_up.find(code);
    return found == table_filled_at_start_up.end() ? unknown : found->second;
}

void opened_once() {
    std::call_once(opened, [] { handle_set_under_call_once = 42; });
}

Logger& Logger::instance() {
    static Logger logger;
    return logger;
}

void Logger::write(const std::string& line) {
    std::lock_guard<std::mutex> lock(mutex_);
    lines_.push_back(line);
    ++written_;
    if (lines_.size() > 1000) level_ = 2;
}

Metrics& Metrics::get() {
    static Metrics metrics;
    return metrics;
}

WorkerPool& WorkerPool::shared() {
    static WorkerPool pool;
    return pool;
}

//--- main.cpp
#include <httplib.h>
#include <signal.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <random>

#include "parts.h"

const std::map<std::string, int> const_table = {{"small", 1}, {"large", 2}};
constexpr int constexpr_limit = 10;
std::string never_written_sql = "select name from shows where id = $1";
const char* pointer_never_reassigned = "text/plain";
int never_written_number = 604800;
std::mutex lock_is_no_state;
std::condition_variable wakes_waiters;
std::atomic<bool> shutdown_requested{false};
volatile sig_atomic_t signal_flag = 0;
static std::mt19937 random_engine_not_for_secrets{std::random_device{}()};
static std::string set_from_arguments_before_listen;
static httplib::Server* server_set_up_before_listen = nullptr;
thread_local std::string scratch_cleared_before_use;
static int written_by_dead_code_only = 0;
static int written_by_unregistered_handler = 0;
static int written_after_serving_ended = 0;

struct Settings {
    int port = 8080;
    std::string greeting = "hello";
};
static Settings loaded_before_listen;

class Connector {
public:
    static Connector* lazily_created() {
        if (!only_) only_ = new Connector;
        return only_;
    }
    std::string url() const { return "redis"; }

private:
    static Connector* only_;
};
Connector* Connector::only_ = nullptr;

static const Settings& static_const_meyers_config() {
    static const Settings settings{};
    return settings;
}

class Cart {
public:
    void put(int n) { items_ += n; }
    int items() const { return items_; }

private:
    int items_ = 0;
};
static const Cart global_of_the_same_class_never_changed;

static void on_signal(int) {
    signal_flag = 1;
    shutdown_requested = true;
    if (server_set_up_before_listen) server_set_up_before_listen->stop();
}

static void nobody_calls_this() { ++written_by_dead_code_only; }
static void handler_never_registered(const httplib::Request&, httplib::Response&) { ++written_by_unregistered_handler; }

static int roll() {
    std::uniform_int_distribution<int> dice(1, 6);
    return dice(random_engine_not_for_secrets);
}

static std::string joined(const std::vector<std::string>& parts) {
    scratch_cleared_before_use.clear();
    for (const auto& part : parts) scratch_cleared_before_use += part;
    return scratch_cleared_before_use;
}

static void same_function_but_another_object(std::vector<int>& numbers, int n) { numbers.push_back(n); }
static std::vector<int> filled_by_a_function_that_handlers_use_on_locals;

static int shadowed = 1;

static int overwritten_before_it_is_read = 0;
static int rounded_day(long now) {
    overwritten_before_it_is_read = static_cast<int>(now / 86400);
    return overwritten_before_it_is_read;
}

int main(int argc, char** argv) {
    if (argc > 1) set_from_arguments_before_listen = argv[1];
    loaded_before_listen.greeting = "good day";
    filled_before_listen();
    opened_once();
    same_function_but_another_object(filled_by_a_function_that_handlers_use_on_locals, 1);
    signal(SIGINT, on_signal);
    httplib::Server svr;
    server_set_up_before_listen = &svr;

    svr.Get("/country", [](const httplib::Request& req, httplib::Response& res) {
        std::lock_guard<std::mutex> guard(lock_is_no_state);
        res.set_content(looked_up_only(req.body), pointer_never_reassigned);
        wakes_waiters.notify_all();
    });
    svr.Get("/log", [](const httplib::Request& req, httplib::Response&) {
        Logger::instance().write(req.path);
        Metrics::get().request_served();
    });
    svr.Get("/metrics", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(Metrics::get().requests()), "text/plain");
    });
    svr.Get("/work", [](const httplib::Request&, httplib::Response&) {
        int worker = WorkerPool::shared().take();
        WorkerPool::shared().give_back(worker);
    });
    svr.Get("/dice", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(roll()), "text/plain");
    });
    svr.Get("/size", [](const httplib::Request& req, httplib::Response& res) {
        auto found = const_table.find(req.body);
        int size = found == const_table.end() ? constexpr_limit : found->second;
        res.set_content(std::to_string(size + never_written_number) + never_written_sql, "text/plain");
    });
    svr.Get("/cart", [](const httplib::Request&, httplib::Response& res) {
        Cart per_request;
        per_request.put(2);
        res.set_content(std::to_string(per_request.items() + global_of_the_same_class_never_changed.items()), "text/plain");
    });
    svr.Get("/numbers", [](const httplib::Request&, httplib::Response& res) {
        std::vector<int> per_request;
        same_function_but_another_object(per_request, 2);
        res.set_content(std::to_string(per_request.size()), "text/plain");
    });
    svr.Get("/copy", [](const httplib::Request&, httplib::Response& res) {
        Settings changed_copy = loaded_before_listen;
        changed_copy.greeting += set_from_arguments_before_listen;
        res.set_content(changed_copy.greeting + static_const_meyers_config().greeting, "text/plain");
    });
    svr.Get("/lazy", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(Connector::lazily_created()->url() + joined({req.path, req.body}), "text/plain");
    });
    svr.Get("/day", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(rounded_day(1700000000)), "text/plain");
    });
    svr.Get("/shadow", [](const httplib::Request&, httplib::Response& res) {
        int shadowed = 2;
        shadowed++;
        res.set_content(std::to_string(shadowed + ::shadowed), "text/plain");
    });
    svr.listen("0.0.0.0", loaded_before_listen.port);
    written_after_serving_ended = 1;
    return signal_flag;
}
