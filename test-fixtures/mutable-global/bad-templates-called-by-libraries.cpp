// Code that exists only because a member of a library's class template calls it: a generic lambda whose return type is
// written out, so that nobody else needs its body.
#include <functional>

#include <httplib.h>

static int visits = 0;       // want mutable-global: "'visits'"
static int more_visits = 0;  // want mutable-global: "'more_visits'"

int main() {
    httplib::Server server;
    std::function<void(const httplib::Request&, httplib::Response&)> count = [](const auto&, auto& response) -> void {
        ++visits;
        response.set_content("counted", "text/plain");
    };
    server.Get("/visits", count);
    server.Get("/more", [](const auto&, auto&) -> void { ++more_visits; });
    server.listen("0.0.0.0", 8080);
}
