// Tokens put together where they are kept: from an engine's numbers, letter by letter, or through a stream.

//--- tokens.cpp
#include <crow.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

class TokenService {
public:
    std::string issue(const std::string& user) {
        auto text = std::to_string(engine_()) + "." + user;
        live_[text] = user;
        return text;
    }
    std::optional<std::string> verify(const std::string& token) {
        auto found = live_.find(token);
        if (found == live_.end()) return {};
        return found->second;
    }
    void revoke(const std::string& token) { live_.erase(token); }

private:
    std::mt19937_64 engine_{std::random_device{}()};
    std::unordered_map<std::string, std::string> live_;  // want in-process-session: "'live_'"
};

static std::mt19937_64 engine{std::random_device{}()};
static const char letters[] = "0123456789abcdef";

static std::map<std::string, std::string> access_tokens;  // want in-process-session: "'access_tokens'"
static std::string letter_by_letter(const std::string& user) {
    std::uniform_int_distribution<int> any(0, 15);
    std::string text;
    for (int i = 0; i < 32; ++i) text += letters[any(engine)];
    access_tokens[text] = user;
    return text;
}

static std::map<std::string, std::string> refresh_tokens;  // want in-process-session: "'refresh_tokens'"
static std::string pushed(const std::string& user) {
    std::string text;
    for (int i = 0; i < 32; ++i) text.push_back(letters[engine() % 16]);
    refresh_tokens[text] = user;
    return text;
}

// Things under a random number, and what a random number only picks.
static std::map<std::string, int> parcels;  // want mutable-global: "'parcels'"
static std::string sends_a_parcel() {
    auto number = std::to_string(engine());
    ++parcels[number];
    return number;
}
static std::vector<std::string> sides{"heads", "tails"};
static std::map<std::string, int> tokens;  // want mutable-global: "'tokens'"
static void tosses_a_coin() { ++tokens[sides[engine() % 2]]; }

void serve_tokens() {
    crow::SimpleApp app;
    TokenService service;
    CROW_ROUTE(app, "/in").methods(crow::HTTPMethod::Post)([&](const crow::request& request) {
        tosses_a_coin();
        return service.issue(request.body) + letter_by_letter(request.body) + pushed(request.body) + sends_a_parcel();
    });
    CROW_ROUTE(app, "/out").methods(crow::HTTPMethod::Post)([&](const crow::request& request) {
        service.revoke(request.body);
        return std::to_string(parcels[request.body] + tokens["heads"]);
    });
    CROW_ROUTE(app, "/me").methods(crow::HTTPMethod::Post)([&](const crow::request& request) {
        return service.verify(request.body).value_or("-") + access_tokens[request.body] + refresh_tokens[request.body];
    });
    app.run();
}

//--- stream.cpp
#include <httplib.h>

#include <iomanip>
#include <map>
#include <mutex>
#include <random>
#include <sstream>
#include <string>

class TokenStore {
public:
    std::string create(const std::string& user) {
        thread_local std::mt19937_64 engine{std::random_device{}()};
        std::ostringstream out;
        out << std::hex << engine() << engine();
        std::lock_guard<std::mutex> lock(mutex_);
        tokens_[out.str()] = user;
        return out.str();
    }
    std::string user_of(const std::string& text) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = tokens_.find(text);
        return found == tokens_.end() ? "" : found->second;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::string> tokens_;  // want in-process-session: "'tokens_'"
};

void serve_tokens();

int main() {
    serve_tokens();
    TokenStore store;
    httplib::Server server;
    server.Post("/login", [&](const httplib::Request& request, httplib::Response& response) {
        response.set_content(store.create(request.get_param_value("u")), "text/plain");
    });
    server.Get("/me", [&](const httplib::Request& request, httplib::Response& response) {
        auto user = store.user_of(request.get_param_value("t"));
        if (user.empty()) response.status = 401;
        else response.set_content(user, "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
