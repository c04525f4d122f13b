// What every rule does with its context.
#include "rules/support/wording.h"

#include <nlohmann/json.hpp>

#include "model/misuse.h"

namespace stateless::lint {
namespace {

template <typename T>
T option(const RuleContext& context, const std::string& name) {
    const auto found = context.options.find(name);
    if (found == context.options.end()) throw Misuse("rule " + context.text.id + " has no option '" + name + "'");
    return nlohmann::json::parse(found->second).get<T>();
}

}  // namespace

const Argument* argument_at(const Call& call, int index) {
    return index >= 0 && static_cast<std::size_t>(index) < call.arguments.size()
               ? &call.arguments[static_cast<std::size_t>(index)]
               : nullptr;
}

std::vector<std::string> strings_option(const RuleContext& context, const std::string& name) {
    return option<std::vector<std::string>>(context, name);
}

std::vector<int> integers_option(const RuleContext& context, const std::string& name) {
    return option<std::vector<int>>(context, name);
}

int integer_option(const RuleContext& context, const std::string& name) { return option<int>(context, name); }

std::string reached_text(const RuleContext& context, const EntityId& function) {
    const Analysis& analysis = context.analysis;
    if (analysis.reach.serves(function)) {
        const auto path = analysis.reach.path_to(function);
        if (!path.empty()) return "reached from " + path.front().label;
    }
    const Function* known = analysis.program.function(function);
    if (!known) return "by its initial value";
    return known->is_main ? "when the program starts" : "in '" + known->name + "'";
}

std::vector<PathStep> path_through(const RuleContext& context, const EntityId& function, const PathStep& last) {
    std::vector<PathStep> result;
    if (context.analysis.reach.serves(function)) result = context.analysis.reach.path_to(function);
    result.push_back(last);
    return result;
}

}  // namespace stateless::lint
