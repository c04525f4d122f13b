// Logins, tokens and conversations that are kept in memory.

//--- auth.h
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <unordered_map>

inline std::string random_text() {
    static const char letters[] = "0123456789abcdef";
    std::random_device device;
    std::string text;
    for (int i = 0; i < 32; ++i) text += letters[device() % 16];
    return text;
}

struct Login {
    std::string user;
    std::chrono::steady_clock::time_point expires;
};

// A Meyers singleton.
class SessionManager {
public:
    static SessionManager& instance() {
        static SessionManager manager;
        return manager;
    }
    std::string create(const std::string& user) {
        std::lock_guard<std::mutex> lock(mutex_);
        std::string id = random_text();
        logins_[id] = Login{user, std::chrono::steady_clock::now() + std::chrono::minutes(30)};
        return id;
    }
    bool valid(const std::string& session_id) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = logins_.find(session_id);
        if (found == logins_.end()) return false;
        if (found->second.expires < std::chrono::steady_clock::now()) {
            logins_.erase(found);
            return false;
        }
        return true;
    }

private:
    std::mutex mutex_;
    std::map<std::string, Login> logins_;  // want in-process-session: "'logins_' .*its keys are made at random in 'random_text'"
};

//--- main.cpp
#include "auth.h"

#include <httplib.h>

#include <vector>

// Session id to user.
static std::unordered_map<std::string, std::string> active_sessions;  // want in-process-session: "'active_sessions' .*while serving POST /login"

// Tokens that are good.
static std::set<std::string> valid_tokens;  // want in-process-session: "'valid_tokens'"

// Looked up by what a header brings, whatever it is called.
static std::unordered_map<std::string, int> who;  // want in-process-session: "'who' .*looked up by what 'Authorization' brings"

static int user_of(const httplib::Request& req) {
    auto found = who.find(req.get_header_value("Authorization"));
    return found == who.end() ? 0 : found->second;
}

// Through a cookie that a helper takes apart.
static std::map<std::string, Login> visitors;  // want in-process-session: "'visitors'"

static std::string cookie_of(const httplib::Request& req) {
    std::string all = req.get_header_value("Cookie");
    return all.substr(all.find("sid=") + 4);
}

static const Login* visitor(const httplib::Request& req) {
    auto found = visitors.find(cookie_of(req));
    return found == visitors.end() ? nullptr : &found->second;
}

// One-time codes.
static std::map<std::string, std::string> otps;  // want in-process-session: "'otps'"

static void send_code(const std::string& phone) { otps[phone] = random_text(); }
static bool verify_login(const std::string& phone, const std::string& code) {
    auto found = otps.find(phone);
    if (found == otps.end() || found->second != code) return false;
    otps.erase(found);
    return true;
}

static std::vector<Login> logged_in;  // want in-process-session: "'logged_in'"

static void login_user(const std::string& name) { logged_in.push_back(Login{name, {}}); }

// Who is there.
static std::set<std::string> online_users;  // want in-process-session: "'online_users'"

int main() {
    std::unordered_map<std::string, Login> tokens;  // want in-process-session: "'tokens'"
    httplib::Server svr;
    svr.Post("/login", [&](const httplib::Request& req, httplib::Response& res) {
        std::string session_id = random_text();
        active_sessions[session_id] = req.body;
        valid_tokens.insert(random_text());
        std::string token = random_text();
        who[token] = 7;
        tokens.emplace(token, Login{req.body, {}});
        visitors.emplace(random_text(), Login{req.body, {}});
        login_user(req.body);
        online_users.insert(req.body);
        send_code(req.body);
        res.set_header("Set-Cookie", "sid=" + SessionManager::instance().create(req.body));
    });
    svr.Post("/logout", [&](const httplib::Request& req, httplib::Response&) {
        active_sessions.erase(req.get_header_value("X-Session-Id"));
        tokens.erase(req.get_param_value("token"));
        online_users.erase(req.body);
    });
    svr.Get("/me", [&](const httplib::Request& req, httplib::Response& res) {
        if (active_sessions.find(req.get_header_value("X-Session-Id")) == active_sessions.end()) res.status = 401;
        if (!valid_tokens.count(req.get_param_value("token"))) res.status = 401;
        if (!SessionManager::instance().valid(cookie_of(req))) res.status = 401;
        if (!visitor(req) || !user_of(req) || !verify_login(req.path, req.body)) res.status = 401;
        if (!tokens.count(req.get_param_value("token")) || logged_in.empty() || !online_users.count(req.body))
            res.status = 401;
    });
    svr.listen("0.0.0.0", 8080);
}
