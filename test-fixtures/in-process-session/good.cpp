// Maps with words of sessions around them that hold no sessions, and sessions that live elsewhere.

//--- main.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

static std::string random_code() {
    static std::mt19937 engine{std::random_device{}()};
    return std::to_string(engine());
}

// The table of users is no session: it is the data itself.
struct User {
    std::string username;
    std::string password_hash;
};
static std::map<std::string, User> users;  // want mutable-global: "'users'"

void registers_a_user(const std::string& name) { users[name] = User{name, "x"}; }

bool checks_a_password_at_login(const std::string& name, const std::string& hash) {
    auto found = users.find(name);
    return found != users.end() && found->second.password_hash == hash;
}

// Things under a random key.
struct Paste {
    std::string text;
};
static std::map<std::string, Paste> pastes;  // want mutable-global: "'pastes'"

std::string keeps_things_under_random_codes(const std::string& text) {
    std::string code = random_code();
    pastes[code] = Paste{text};
    return code;
}

const Paste* hands_things_out(const std::string& code) {
    auto found = pastes.find(code);
    return found == pastes.end() ? nullptr : &found->second;
}

// Tokens of a text, counted.
static std::map<std::string, int> token_counts;  // want mutable-global: "'token_counts'"
void counts_words(const std::string& word) { ++token_counts[word]; }

// A todo list by user is the data itself.
static std::map<int, std::vector<std::string>> todos;  // want mutable-global: "'todos'"
void keeps_data_by_user(int user_id, const std::string& text) { todos[user_id].push_back(text); }
std::size_t reads_data_by_user(int user_id) { return todos[user_id].size(); }

// Sessions in Redis.
void keeps_sessions_in_redis(redisContext* redis, const std::string& token, const std::string& user) {
    redisCommand(redis, "SET session:%s %s EX 1800", token.c_str(), user.c_str());
}

// What is allowed to whom is fixed.
static const std::map<std::string, std::string> roles{{"ada", "admin"}};
bool reads_a_fixed_table(const std::string& user) { return roles.count(user) != 0; }

// Filled before serving.
static std::set<std::string> api_tokens;
void fills_before_serving() { api_tokens.insert("abc"); }
bool reads_what_start_up_filled(const std::string& token) { return api_tokens.count(token) != 0; }

// Of this request only.
std::string is_gone_with_the_request(const std::string& token) {
    std::map<std::string, std::string> session;
    session[token] = "ada";
    return session[token];
}

// Games have players and rounds, not logins.
struct Game {
    int round = 0;
};
static std::map<int, Game> game_sessions;  // want mutable-global: "'game_sessions'"
void plays_a_round(int game) { game_sessions[game].round++; }
int tells_the_round(int game) { return game_sessions[game].round; }

int main() {
    fills_before_serving();
    redisContext* redis = redisConnect(std::getenv("REDIS_HOST"), 6379);  // want unpooled-connection: "redis"
    httplib::Server svr;
    svr.Post("/login", [&](const httplib::Request& req, httplib::Response& res) {
        if (!checks_a_password_at_login(req.path, req.body)) res.status = 401;
        keeps_sessions_in_redis(redis, random_code(), req.path);
        res.set_content(is_gone_with_the_request(req.body), "text/plain");
    });
    svr.Post("/register", [](const httplib::Request& req, httplib::Response&) { registers_a_user(req.body); });
    svr.Post("/paste", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(keeps_things_under_random_codes(req.body), "text/plain");
        counts_words(req.body);
        keeps_data_by_user(1, req.body);
        plays_a_round(1);
    });
    svr.Get("/paste", [](const httplib::Request& req, httplib::Response& res) {
        const Paste* paste = hands_things_out(req.path);
        const bool known = reads_a_fixed_table(req.path) || reads_what_start_up_filled(req.body);
        if (paste && known)
            res.set_content(paste->text + std::to_string(reads_data_by_user(1) + tells_the_round(1)), "text/plain");
        res.status = static_cast<int>(token_counts.size());
    });
    svr.listen("0.0.0.0", 8080);
}
