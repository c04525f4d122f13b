// Flags and settings that one request changes for all that follow, however plain the change looks.

//--- settings.h
#pragma once
#include <memory>
#include <string>

struct Settings {
    int limit = 10;
    std::string banner;
};

class Configuration {
public:
    static std::shared_ptr<const Settings> current() { return std::atomic_load(&current_); }
    static void reload(const std::string& banner);

private:
    static std::shared_ptr<const Settings> current_;
};

//--- settings.cpp
#include "settings.h"

#include <atomic>

std::shared_ptr<const Settings> Configuration::current_ =  // want mutable-global: "'current_'"
    std::make_shared<const Settings>();

void Configuration::reload(const std::string& banner) {
    auto next = std::make_shared<Settings>();
    next->banner = banner;
    std::atomic_store(&current_, std::shared_ptr<const Settings>(std::move(next)));
}

//--- main.cpp
#include <httplib.h>
#include <string.h>

#include "settings.h"

// A flag that only ever goes up, and no shutdown.
static bool sold_out = false;    // want mutable-global: "'sold_out'"
static bool voting_open = true;  // want mutable-global: "'voting_open'"

struct server_texts {
    int port;
    char greeting[80];
};
static struct server_texts texts = {8080, "hello"};  // want mutable-global: "'texts\.greeting'"

// Tested before it is set, but it does not stay set: the next request starts all over.
static bool counted = false;  // want mutable-global: "'counted'"
static int rounds = 0;        // want mutable-global: "'rounds'"

static void count_round() {
    if (!counted) {
        ++rounds;
        counted = true;
    }
}

// The test only guards; what it tests is set by somebody else.
static bool paused = false;  // want mutable-global: "'paused'"
static int accepted = 0;       // want mutable-global: "'accepted'"

int main() {
    httplib::Server svr;
    svr.Post("/close", [](const httplib::Request&, httplib::Response&) { sold_out = true; });
    svr.Post("/vote/end", [](const httplib::Request&, httplib::Response&) { voting_open = false; });
    svr.Post("/greeting", [](const httplib::Request& req, httplib::Response&) {
        strncpy(texts.greeting, req.body.c_str(), sizeof texts.greeting - 1);
    });
    svr.Post("/reload", [](const httplib::Request& req, httplib::Response&) { Configuration::reload(req.body); });
    svr.Post("/round", [](const httplib::Request&, httplib::Response& res) {
        count_round();
        res.set_content(std::to_string(rounds), "text/plain");
    });
    svr.Post("/next", [](const httplib::Request&, httplib::Response&) { counted = false; });
    svr.Post("/pause", [](const httplib::Request&, httplib::Response&) { paused = true; });
    svr.Post("/order", [](const httplib::Request&, httplib::Response& res) {
        if (paused) return;
        if (!paused) ++accepted;
        res.set_content(std::to_string(accepted), "text/plain");
    });
    svr.Get("/", [](const httplib::Request&, httplib::Response& res) {
        bool open = voting_open && !sold_out;
        res.set_content(open ? texts.greeting : Configuration::current()->banner, "text/plain");
    });
    svr.listen("0.0.0.0", texts.port);
}
