// Memos of pure functions: what is kept follows from the key alone, in every replica and at any time.

//--- main.cpp
#include <crow.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <unordered_map>

static long from_the_text_alone(const std::string& text) {
    thread_local std::unordered_map<std::string, long> memo;
    auto [found, fresh] = memo.try_emplace(text, 0);
    if (fresh) found->second = static_cast<long>(std::strtod(found->first.c_str(), nullptr) * 100);
    return found->second;
}

static unsigned long from_itself(unsigned n) {
    static std::unordered_map<unsigned, unsigned long> known;
    if (n < 2) return n;
    auto found = known.find(n);
    if (found != known.end()) return found->second;
    return known[n] = from_itself(n - 1) + from_itself(n - 2);
}

static double from_a_number(int radius) {
    static std::array<std::optional<double>, 1024> known;
    if (!known[radius]) known[radius] = radius * radius * std::acos(-1);
    return *known[radius];
}

static const std::regex& compiled(const std::string& pattern) {
    static std::map<std::string, std::regex> patterns;
    auto found = patterns.find(pattern);
    if (found == patterns.end()) found = patterns.emplace(pattern, std::regex(pattern)).first;
    return found->second;
}

int main() {
    crow::SimpleApp app;
    CROW_ROUTE(app, "/number").methods(crow::HTTPMethod::Post)([](const crow::request& request) {
        return std::to_string(from_the_text_alone(request.body) + from_itself(request.body.size()) + from_a_number(7));
    });
    CROW_ROUTE(app, "/match").methods(crow::HTTPMethod::Post)([](const crow::request& request) {
        return std::regex_match(request.body, compiled("[a-z]+")) ? "yes" : "no";
    });
    app.run();
}
