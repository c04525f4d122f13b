// A test of how the path begins names what is guarded; one of the whole path, or of a page that everybody must be able
// to see, names an exception.
#include "rules/support/path_guard.h"

#include <algorithm>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr std::size_t shortest_prefix = 3;  // "/" and "//" divide a path

bool is_path(const Literal& literal) {
    return literal.value.kind == Value::Kind::text && literal.value.text.starts_with("/");
}

bool tests_beginning(const std::string& callee) {
    for (const char* word : {"rfind", "find", "starts_with", "startsWith", "strncmp", "compare", "hasPrefix"})
        if (callee.ends_with(word)) return true;
    return false;
}

bool lists_exception(const std::string& path, const Models& models) {
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string segment = lower(path.substr(at, end - at));
        at = end + 1;
        if (models.suggests(segment, "authentication") || models.suggests(segment, "open-page")) return true;
    }
    return false;
}

}  // namespace

PathGuard::PathGuard(const Analysis& analysis, const Downstream::Run& run) {
    const Models& models = analysis.program.models();
    std::vector<std::string> found;
    for (const auto& step : run.steps)
        for (const Literal* literal : analysis.program.literals_in(step.function)) {
            if (!is_path(*literal)) continue;
            if (literal->role == Literal::Role::comparison) return;
            if (literal->role != Literal::Role::argument || !models.matches(&Model::compare_calls, literal->callee))
                continue;
            const std::string& path = literal->value.text;
            if (path.size() < shortest_prefix) continue;
            if (!tests_beginning(literal->callee) || lists_exception(path, models)) return;
            found.push_back(path.substr(0, path.find_last_not_of("/*") + 1));
        }
    prefixes_ = std::move(found);
}

bool PathGuard::covers(const std::string& path) const {
    return prefixes_.empty() || std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& prefix) {
               return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
           });
}

}  // namespace stateless::lint
