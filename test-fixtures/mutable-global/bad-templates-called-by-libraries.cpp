// Code that exists only because a library's template calls it: a generic lambda with its return type written out, and a
// comparison that is a template of the program's own.
#include <functional>
#include <map>

#include <httplib.h>

static int visits = 0;       // want mutable-global: "'visits'"
static int more_visits = 0;  // want mutable-global: "'more_visits'"
static int comparisons = 0;  // want mutable-global: "'comparisons'"

template <typename Key>
struct CountedLess {
    bool operator()(const Key& a, const Key& b) const {
        ++comparisons;
        return a < b;
    }
};

int main() {
    httplib::Server server;
    std::function<void(const httplib::Request&, httplib::Response&)> count = [](const auto&, auto& response) -> void {
        ++visits;
        response.set_content("counted", "text/plain");
    };
    server.Get("/visits", count);
    server.Get("/more", [](const auto&, auto&) -> void { ++more_visits; });
    server.Get("/sorted", [](const httplib::Request& request, httplib::Response&) {
        std::map<std::string, int, CountedLess<std::string>> seen;
        seen[request.path] = 1;
    });
    server.listen("0.0.0.0", 8080);
}
