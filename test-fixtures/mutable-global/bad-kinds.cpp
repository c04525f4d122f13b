// What a global may be and how it may change: through bindings, references, pointers and algorithms, by macros, in
// lambdas that a table holds.

//--- globals.h
#pragma once
#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <bitset>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <typeindex>
#include <unordered_map>
#include <variant>
#include <vector>
namespace app {
inline std::map<std::string, double> rates;  // want mutable-global: "'rates'"
extern std::string current_theme;
extern std::vector<std::string> banned_words;
struct Tunables {
    int max_items = 10;  // want handler-captured-state: "'max_items'"
    bool beta = false;   // want handler-captured-state: "'beta'"
    std::string region;
};
extern Tunables* tunables;
struct Ctx {
    std::set<std::string> seen;  // want handler-captured-state: "'seen'"
    int hits;                    // want handler-captured-state: "'hits'"
};
Ctx& ctx();
}  // namespace app
#define DECLARE_TABLE(name) static std::unordered_map<std::string, std::string> name
#define GLOBAL(type, name) type g_##name
//--- globals.cpp
#include "globals.h"
namespace app {
std::string current_theme = "light";    // want mutable-global: "'current_theme'"
std::vector<std::string> banned_words;  // want mutable-global: "'banned_words'"
Tunables* tunables = new Tunables();
Ctx& ctx() {
    static Ctx* c = new Ctx();
    return *c;
}
}  // namespace app
//--- main.cpp
#include "globals.h"
#include <crow.h>
DECLARE_TABLE(aliases);                                    // want mutable-global: "'aliases'"
GLOBAL(std::deque<std::string>, timeline);                 // want mutable-global: "'g_timeline'"
static std::bitset<64> seats;                              // want mutable-global: "'seats'"
static int grid[8][8];                                     // want mutable-global: "'grid'"
static std::optional<std::string> announcement;            // want mutable-global: "'announcement'"
static std::variant<int, std::string> setting;             // want mutable-global: "'setting'"
static std::unordered_map<std::type_index, std::any> bag;  // want mutable-global: "'bag'"
static std::tuple<int, std::string> last_pair;             // want mutable-global: "'last_pair'"
static std::priority_queue<int> best_scores;               // want mutable-global: "'best_scores'"
static struct {
    int open;
    int closed;
} tally;                                                // want mutable-global: "'tally\.\{open, closed\}'"
static std::pair<int, int> range{0, 0};                 // want mutable-global: "'range'"
static unsigned feature_bits;                           // want mutable-global: "'feature_bits'"
static std::list<int> order;                            // want mutable-global: "'order'"
static std::string* slogan = nullptr;                   // want mutable-global: "'slogan'"
static std::atomic<double> temperature{0};              // want mutable-global: "'temperature'"
static std::vector<std::unique_ptr<std::string>> docs;  // want mutable-global: "'docs'"
static std::map<std::string, std::function<void(const std::string&)>> actions;
thread_local std::string last_user;             // want mutable-global: "'last_user'"
static std::multimap<int, std::string> agenda;  // want mutable-global: "'agenda'"
static void fill_actions() {
    actions["theme"] = [](const std::string& v) { app::current_theme = v; };
    actions["ban"] = [](const std::string& v) { app::banned_words.emplace_back(v); };
}
int main() {
    crow::SimpleApp a;
    fill_actions();
    CROW_ROUTE(a, "/do/<string>/<string>")([](std::string k, std::string v) {
        auto it = actions.find(k);
        if (it != actions.end()) it->second(v);
        return "ok";
    });
    CROW_ROUTE(a, "/1/<int>")([](int n) {
        auto& slot = app::rates["eur"];
        slot *= 1.01;
        for (auto& [k, v] : app::rates) v += n;
        std::erase_if(aliases, [](auto& kv) { return kv.second.empty(); });
        g_timeline.resize(3);
        seats.set(n);
        seats.flip(2);
        grid[n][n] = 1;
        announcement.emplace("x");
        setting = std::string("y");
        bag[typeid(int)] = n;
        std::get<0>(last_pair) = n;
        best_scores.push(n);
        if (n) tally.open++;
        else tally.closed--;
        std::swap(range.first, range.second);
        feature_bits |= 1u << n;
        order.sort();
        order.reverse();
        if (!slogan) slogan = new std::string("hi");
        else *slogan += "!";
        temperature.store(n);
        docs.push_back(std::make_unique<std::string>("d"));
        app::tunables->max_items = n;
        app::tunables->beta = !app::tunables->beta;
        app::ctx().seen.insert("a");
        app::ctx().hits++;
        agenda.emplace(n, "x");
        std::string s = last_user;
        last_user = s + "x";
        return s;
    });
    CROW_ROUTE(a, "/2")([] {
        std::string s =
            app::current_theme + std::to_string(app::banned_words.size() + order.size() + docs.size() + agenda.size() +
                                                tally.open + range.first + feature_bits + seats.count());
        if (announcement) s += *announcement;
        s += *slogan;
        s += std::get<1>(last_pair);
        s += std::to_string(temperature.load() + best_scores.top() + grid[0][1]) + g_timeline.front() + aliases["x"];
        if (app::tunables->beta) s += app::tunables->region;
        if (std::holds_alternative<int>(setting)) s += "i";
        s += std::to_string(std::any_cast<int>(bag.at(typeid(int))));
        return s + std::to_string(app::ctx().hits + app::ctx().seen.size() + app::tunables->max_items);
    });
    a.run();
}
