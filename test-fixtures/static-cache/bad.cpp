// A catalogue server that remembers in its own memory what its database, its files and its upstream already know.

//--- store.h
#pragma once
#include <libpq-fe.h>

#include <chrono>
#include <cstdio>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

class ConnectionPool {
public:
    PGconn* take();
    void give(PGconn* connection);
};
ConnectionPool& pool();
std::string select_one(const char* sql, const std::string& key);

struct User {
    std::string name;
    std::string mail;
};

class UserRepository {
public:
    User find(const std::string& name);
    void forget(const std::string& name) { user_cache_.erase(name); }

private:
    std::mutex mutex_;
    std::unordered_map<std::string, User> user_cache_;  // want static-cache: "user_cache_'" via "GET /user > UserRepository::find"
};

template <typename Key, typename Value>
class LruCache {
public:
    explicit LruCache(size_t capacity) : capacity_(capacity) {}
    std::optional<Value> get(const Key& key) {
        auto found = index_.find(key);
        if (found == index_.end()) return std::nullopt;
        order_.splice(order_.begin(), order_, found->second);
        return found->second->second;
    }
    void put(const Key& key, const Value& value) {
        order_.emplace_front(key, value);
        index_[key] = order_.begin();
        if (order_.size() <= capacity_) return;
        index_.erase(order_.back().first);
        order_.pop_back();
    }

private:
    using Order = std::list<std::pair<Key, Value>>;
    size_t capacity_;
    Order order_;  // want static-cache: "order_'"
    std::unordered_map<Key, typename Order::iterator> index_;
};

class Permissions {
public:
    bool may_edit(const std::string& user) {
        auto known = by_user_.find(user);
        if (known != by_user_.end()) return known->second;
        bool allowed = select_one("select may_edit from users where name = $1", user) == "t";
        by_user_.emplace(user, allowed);
        return allowed;
    }

private:
    std::map<std::string, bool> by_user_;  // want static-cache: "by_user_'"
};

class Editor {
public:
    Editor() : permissions_(std::make_unique<Permissions>()) {}
    bool open(const std::string& user) { return permissions_->may_edit(user); }

private:
    std::unique_ptr<Permissions> permissions_;
};

std::string price_of(const std::string& article);
std::string rendered(const std::string& page);
std::string exchange_rate(const std::string& currency);
long permutations(int n);
const std::string& description_of(int article);
std::shared_ptr<const std::string> picture(const std::string& name);
bool is_uploaded(const std::string& name);
bool login(const std::string& name, const std::string& password);
void register_user(const std::string& name, const std::string& password);
void load_users();

//--- store.cpp
#include "store.h"

#include <httplib.h>

#include <fstream>
#include <sstream>

std::string select_one(const char* sql, const std::string& key) {
    PGconn* connection = pool().take();
    const char* values[] = {key.c_str()};
    PGresult* result = PQexecParams(connection, sql, 1, nullptr, values, nullptr, nullptr, 0);
    std::string text = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    pool().give(connection);
    return text;
}

User UserRepository::find(const std::string& name) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto cached = user_cache_.find(name);
    if (cached != user_cache_.end()) return cached->second;
    User user{name, select_one("select mail from users where name = $1", name)};
    user_cache_[name] = user;
    return user;
}

static std::unordered_map<std::string, std::string> price_cache;  // want static-cache: "'price_cache'"

std::string price_of(const std::string& article) {
    if (auto hit = price_cache.find(article); hit != price_cache.end()) return hit->second;
    std::string price = select_one("select price from articles where name = $1", article);
    price_cache.insert({article, price});
    return price;
}

std::string rendered(const std::string& page) {
    static std::map<std::string, std::string> templates;  // want static-cache: "templates'"
    auto& text = templates[page];
    if (text.empty()) {
        std::ifstream file("templates/" + page);
        std::stringstream content;
        content << file.rdbuf();
        text = content.str();
    }
    return text;
}

struct Quote {
    std::string rate;
    std::chrono::steady_clock::time_point expires;
};
static std::map<std::string, Quote> quotes;  // want static-cache: "'quotes'"

std::string exchange_rate(const std::string& currency) {
    auto now = std::chrono::steady_clock::now();
    auto quote = quotes.find(currency);
    if (quote != quotes.end() && quote->second.expires > now) return quote->second.rate;
    httplib::Client upstream("rates.example.org");
    auto answer = upstream.Get("/rate/" + currency);
    std::string rate = answer ? answer->body : "";
    quotes[currency] = Quote{rate, now + std::chrono::minutes(5)};
    return rate;
}

long permutations(int n) {
    thread_local std::unordered_map<int, long> memo;  // want static-cache: "memo'"
    if (n < 2) return std::stol(select_one("select first from settings", "permutations"));
    auto known = memo.find(n);
    if (known != memo.end()) return known->second;
    long result = n * permutations(n - 1);
    memo[n] = result;
    return result;
}

const std::string& description_of(int article) {
    static std::map<int, std::string> descriptions;  // want static-cache: "descriptions'"
    auto found = descriptions.find(article);
    if (found == descriptions.end()) {
        std::string text = select_one("select description from articles where id = $1", std::to_string(article));
        found = descriptions.try_emplace(article, text).first;
    }
    return found->second;
}

static std::map<std::string, std::shared_ptr<const std::string>> picture_cache;  // want static-cache: "'picture_cache'"

std::shared_ptr<const std::string> picture(const std::string& name) {
    auto cached = picture_cache.find(name);
    if (cached != picture_cache.end()) return cached->second;
    std::ifstream file("pictures/" + name, std::ios::binary);
    auto bytes = std::make_shared<const std::string>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    picture_cache.emplace(name, bytes);
    return bytes;
}

static std::vector<std::string> uploads;  // want static-cache: "'uploads'"

bool is_uploaded(const std::string& name) {
    for (const std::string& known : uploads)
        if (known == name) return true;
    FILE* file = fopen(("uploads/" + name).c_str(), "r");
    if (!file) return false;
    fclose(file);
    uploads.push_back(name);
    return true;
}

// Loaded from the table at start-up, and appended by this replica alone.
static std::map<std::string, std::string> users;  // want static-cache: "'users'"

void load_users() {
    PGconn* connection = pool().take();
    PGresult* rows = PQexec(connection, "select name, password from users");
    for (int i = 0; i < PQntuples(rows); ++i) users[PQgetvalue(rows, i, 0)] = PQgetvalue(rows, i, 1);
    PQclear(rows);
    pool().give(connection);
}

bool login(const std::string& name, const std::string& password) {
    auto found = users.find(name);
    return found != users.end() && found->second == password;
}

void register_user(const std::string& name, const std::string& password) {
    if (users.count(name)) return;
    select_one("insert into users(name) values ($1)", name);
    users.insert(std::make_pair(name, password));
}

//--- main.cpp
#include <httplib.h>

#include "store.h"

static LruCache<std::string, std::string> articles(1000);

int main() {
    httplib::Server svr;
    load_users();
    UserRepository repository;
    auto editor = std::make_shared<Editor>();
    auto search_cache = std::make_shared<std::unordered_map<std::string, std::string>>();  // want static-cache: "search_cache'"

    svr.Get("/user", [&repository](const httplib::Request& req, httplib::Response& res) {
        res.set_content(repository.find(req.body).mail, "text/plain");
    });
    svr.Delete("/user", [&repository](const httplib::Request& req, httplib::Response&) { repository.forget(req.body); });
    svr.Get("/article", [](const httplib::Request& req, httplib::Response& res) {
        auto known = articles.get(req.body);
        if (!known) {
            known = select_one("select text from articles where name = $1", req.body);
            articles.put(req.body, *known);
        }
        res.set_content(*known, "text/plain");
    });
    svr.Get("/edit", [editor](const httplib::Request& req, httplib::Response& res) {
        res.set_content(editor->open(req.body) ? "yes" : "no", "text/plain");
    });
    svr.Get("/search", [search_cache](const httplib::Request& req, httplib::Response& res) {
        auto hit = search_cache->find(req.body);
        if (hit == search_cache->end()) {
            hit = search_cache->emplace(req.body, select_one("select name from articles where name like $1", req.body)).first;
        }
        res.set_content(hit->second, "text/plain");
    });
    svr.Get("/price", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(price_of(req.body) + exchange_rate("EUR"), "text/plain");
    });
    svr.Get("/page", [](const httplib::Request& req, httplib::Response& res) {
        if (!is_uploaded(req.path)) return;
        res.set_content(rendered(req.body) + description_of(7) + *picture("logo.png"), "text/html");
    });
    svr.Get("/permutations", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(std::to_string(permutations(12)), "text/plain");
    });
    svr.Post("/login", [](const httplib::Request& req, httplib::Response& res) {
        res.status = login(req.path, req.body) ? 200 : 403;
    });
    svr.Post("/register", [](const httplib::Request& req, httplib::Response&) { register_user(req.path, req.body); });
    svr.listen("0.0.0.0", 8080);
}
