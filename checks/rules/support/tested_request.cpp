// Reads comparisons with texts and with a library's enumerators, in source order: `if (method != get) return ...` and
// `if (method == get) { ... }` alike leave the method that was named last.
#include "rules/support/tested_request.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr int most_hops = 4;
constexpr std::array<std::string_view, 7> http_methods{"get", "head", "post", "put", "delete", "patch", "options"};

/// verb::get, Method::Get, kGet, HTTP_GET, "GET": the method's name; empty for other words.
std::string method_named(const std::string& text) {
    std::string word = lower(text);
    while (word.ends_with("_")) word.pop_back();
    word = word.substr(word.rfind('_') + 1);
    const bool prefixed = text.size() > 1 && text[0] == 'k' && text[1] >= 'A' && text[1] <= 'Z';
    if (prefixed) word = word.substr(1);
    return std::find(http_methods.begin(), http_methods.end(), word) == http_methods.end() ? "" : word;
}

bool is_path(const Literal& literal) {
    return literal.value.kind == Value::Kind::text && literal.value.text.starts_with("/");
}

bool is_reading(const Literal* literal) {
    const std::string method = method_named(literal->value.text);
    return method == "get" || method == "head";
}

}  // namespace

bool TestedRequest::encloses(const EntityId& id, unsigned outer, unsigned inner) const {
    const Function* function = program_.function(id);
    for (unsigned block = inner; block != outer; block = function->blocks[block])
        if (block == 0 || !function || block >= function->blocks.size()) return false;
    return true;
}

/// The last one before the call whose block the call stands in, with the others of its condition (its line).
std::vector<const Literal*> TestedRequest::last_tests(const Call& call, const Wanted& wanted) const {
    std::vector<const Literal*> found;
    for (const Literal* literal : program_.literals_in(call.caller)) {
        const bool compared = literal->role == Literal::Role::comparison ||
                              (literal->role == Literal::Role::argument &&
                               program_.models().matches(&Model::compare_calls, literal->callee));
        if (!compared || !wanted(*literal) || !(literal->value.span < call.span)) continue;
        if (!encloses(call.caller, literal->scope, call.scope)) continue;
        const bool later = found.empty() || found.front()->value.span.file != literal->value.span.file ||
                           found.front()->value.span.line < literal->value.span.line;
        if (later) found.clear();
        if (later || found.front()->value.span.line == literal->value.span.line) found.push_back(literal);
    }
    return found;
}

std::vector<const Call*> TestedRequest::serving_callers(const EntityId& function) const {
    std::vector<const Call*> callers;
    auto add = [&](const EntityId& called) {
        for (const Call* call : program_.calls_of(called))
            if (reach_.serves_at(call->caller, call->loop)) callers.push_back(call);
    };
    add(function);
    if (const Function* known = program_.function(function))
        for (const EntityId& overridden : known->overrides) add(overridden);
    return callers;
}

bool TestedRequest::reads_before(const Call& call, int depth) const {
    const auto tests =
        last_tests(call, [](const Literal& literal) { return !method_named(literal.value.text).empty(); });
    if (!tests.empty()) return std::all_of(tests.begin(), tests.end(), is_reading);
    const auto callers = serving_callers(call.caller);
    return depth < most_hops && !callers.empty() &&
           std::all_of(
               callers.begin(), callers.end(), [&](const Call* caller) { return reads_before(*caller, depth + 1); });
}

void TestedRequest::paths_before(const Call& call, int depth, std::vector<std::string>& out) const {
    const auto tests = last_tests(call, is_path);
    for (const Literal* test : tests) out.push_back(test->value.text);
    if (!tests.empty() || depth >= most_hops) return;
    for (const Call* caller : serving_callers(call.caller)) paths_before(*caller, depth + 1, out);
}

std::vector<std::string> TestedRequest::paths_before(const Call& call) const {
    std::vector<std::string> found;
    paths_before(call, 0, found);
    return found;
}

}  // namespace stateless::lint
