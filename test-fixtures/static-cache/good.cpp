// Maps that are no cache, caches that no request fills, and caches that die with the request.

//--- tables.h
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

// A registry that static initialisers fill.
class Codecs {
public:
    using Codec = std::function<std::string(const std::string&)>;
    static Codecs& registry() {
        static Codecs codecs;
        return codecs;
    }
    bool add_in_static_initialiser(const std::string& name, Codec codec) {
        codecs_[name] = std::move(codec);
        return true;
    }
    std::string apply(const std::string& name, const std::string& text) const {
        auto found = codecs_.find(name);
        return found == codecs_.end() ? text : found->second(text);
    }

private:
    std::map<std::string, Codec> codecs_;
};

class AssetsReadBeforeListen {
public:
    void load(const std::string& name);
    const std::string& get(const std::string& name) const { return file_cache_.at(name); }

private:
    std::unordered_map<std::string, std::string> file_cache_;
};

class ConnectionPool {
public:
    int take(const std::string& host) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto& idle = idle_by_host_[host];
        if (idle.empty()) return ++opened_;
        int connection = idle.back();
        idle.pop_back();
        return connection;
    }
    void give(const std::string& host, int connection) {
        std::lock_guard<std::mutex> lock(mutex_);
        idle_by_host_[host].push_back(connection);
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::vector<int>> idle_by_host_;
    int opened_ = 0;
};

class MemoOfOneRequest {
public:
    long fibonacci(int n) {
        if (n < 2) return n;
        auto known = memo_.find(n);
        if (known != memo_.end()) return known->second;
        return memo_[n] = fibonacci(n - 1) + fibonacci(n - 2);
    }

private:
    std::map<int, long> memo_;
};

class RouteMetrics {
public:
    void count(const std::string& route) { hits_by_route_[route]++; }

private:
    std::map<std::string, long> hits_by_route_;
};

//--- tables.cpp
#include "tables.h"

#include <fstream>
#include <iterator>

void AssetsReadBeforeListen::load(const std::string& name) {
    std::ifstream file("assets/" + name);
    file_cache_[name] = std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

static const bool upper_case_known =
    Codecs::registry().add_in_static_initialiser("upper", [](const std::string& text) { return text + "!"; });

//--- main.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <cstdlib>

#include "tables.h"

static const std::map<std::string, std::string> const_cache = {{"home", "index.html"}};
static std::map<std::string, std::string> filled_in_main_before_listen;
static std::unordered_map<std::string, std::string> cache_filled_by_dead_code;
static std::map<std::string, int> cache_cleared_at_start_up_only;
static ConnectionPool upstream_pool;
static RouteMetrics metrics;
thread_local std::map<std::string, int> scratch_cleared_before_use;

static std::string dead_code(const std::string& key) { return cache_filled_by_dead_code[key]; }

static const std::map<int, std::string>& built_once_in_a_static_initialiser() {
    static const std::map<int, std::string> words = [] {
        std::map<int, std::string> building;
        building[1] = "one";
        building[2] = "two";
        return building;
    }();
    return words;
}

// The cache is Redis; only the connection lives here.
class SharedCache {
public:
    explicit SharedCache(redisContext* context) : context_(context) {}
    std::string get_from_redis(const std::string& key) {
        auto* reply = static_cast<redisReply*>(redisCommand(context_, "GET %s", key.c_str()));
        std::string text = reply && reply->str ? reply->str : "";
        freeReplyObject(reply);
        return text;
    }
    void put_into_redis(const std::string& key, const std::string& value) {
        freeReplyObject(redisCommand(context_, "SET %s %s EX 60", key.c_str(), value.c_str()));
    }

private:
    redisContext* context_;  // want unpooled-connection: "is one connection that all requests share"
};

static int distinct_words(const std::vector<std::string>& words) {
    scratch_cleared_before_use.clear();
    for (const auto& word : words) scratch_cleared_before_use[word]++;
    return static_cast<int>(scratch_cleared_before_use.size());
}

int main() {
    httplib::Server svr;
    AssetsReadBeforeListen assets;
    assets.load("index.html");
    filled_in_main_before_listen["greeting"] = "hello";
    cache_cleared_at_start_up_only.clear();
    SharedCache shared(redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT"))));

    svr.Get("/asset", [&assets](const httplib::Request& req, httplib::Response& res) {
        res.set_content(assets.get(req.body), "text/html");
        metrics.count(req.path);
    });
    svr.Get("/greeting", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(filled_in_main_before_listen.at("greeting") + const_cache.at("home"), "text/plain");
    });
    svr.Get("/fibonacci", [](const httplib::Request&, httplib::Response& res) {
        MemoOfOneRequest memo;
        std::map<int, long> cache_of_this_request;
        cache_of_this_request[30] = memo.fibonacci(30);
        res.set_content(std::to_string(cache_of_this_request[30]), "text/plain");
    });
    svr.Get("/upstream", [](const httplib::Request&, httplib::Response&) {
        int connection = upstream_pool.take("a");
        upstream_pool.give("a", connection);
    });
    svr.Get("/codec", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(Codecs::registry().apply("upper", req.body), "text/plain");
    });
    svr.Get("/shared", [&shared](const httplib::Request& req, httplib::Response& res) {
        std::string text = shared.get_from_redis(req.body);
        if (text.empty()) shared.put_into_redis(req.body, "fresh");
        res.set_content(text, "text/plain");
    });
    svr.Get("/words", [](const httplib::Request& req, httplib::Response& res) {
        auto found = built_once_in_a_static_initialiser().find(distinct_words({req.body}));
        bool empty = cache_cleared_at_start_up_only.count("x") == 0;
        res.set_content(empty && found != built_once_in_a_static_initialiser().end() ? found->second : "many", "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
