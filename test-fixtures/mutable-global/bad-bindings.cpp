// State that is changed through the names of a structured binding, and copies that are not.

//--- main.cpp
#include <httplib.h>

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

struct Article {
    int views = 0;
    int edits = 0;  // want handler-captured-state: "'edits'" via "PUT /article"
};
struct Totals {
    int read = 0;
    int written = 0;
};

static std::map<std::string, int> visits;       // want mutable-global: "'visits'" via "GET /all"
static std::map<std::string, int> only_copied{{"a", 1}};
static std::pair<std::string, int> newest;      // want mutable-global: "'newest'" via "GET /newest"
static Totals totals;                           // want mutable-global: "'totals\.read'" via "GET /totals"
static std::map<std::string, std::shared_ptr<Article>> articles;  // want mutable-global: "'articles'" via "PUT /article"

int main() {
    httplib::Server svr;
    visits["/"] = 0;
    svr.Get("/all", [](const httplib::Request&, httplib::Response& res) {
        for (auto& [page, count] : visits) res.set_content(page + std::to_string(++count), "text/plain");
    });
    svr.Get("/copies", [](const httplib::Request&, httplib::Response& res) {
        for (auto [page, count] : only_copied) res.set_content(page + std::to_string(++count), "text/plain");
        auto [page, count] = *only_copied.begin();
        count++;
        res.set_content(std::to_string(count), "text/plain");
    });
    svr.Get("/newest", [](const httplib::Request&, httplib::Response& res) {
        auto& [page, count] = newest;
        res.set_content(page + std::to_string(++count), "text/plain");
    });
    svr.Get("/totals", [](const httplib::Request&, httplib::Response& res) {
        auto& [read, written] = totals;
        ++read;
        res.set_content(std::to_string(read + written), "text/plain");
    });
    svr.Put("/article", [](const httplib::Request& req, httplib::Response& res) {
        auto [place, is_new] = articles.try_emplace(req.body, std::make_shared<Article>());
        place->second->edits++;
        res.set_content(is_new ? "new" : std::to_string(place->second->edits), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
