// What a function runs: a walk in depth, bounded.
#include "rules/support/downstream.h"

#include <algorithm>

namespace stateless::lint {
namespace {

constexpr int deepest = 12;
constexpr std::size_t most_functions = 400;
constexpr std::size_t most_targets = 4;  // more functions behind one pointer say only that the type is common

bool runs_elsewhere(const RootModel* root) {
    return root->kind == "background" || root->kind == "timer" || root->kind == "route" || root->kind == "connection" ||
           root->kind == "message";
}

}  // namespace

Downstream::Downstream(const Analysis& analysis) : program_(analysis.program), callables_(analysis.program) {
    for (const Root& root : analysis.reach.roots())
        if (root.kind == "route" || root.kind == "rpc" || root.kind == "message" || root.kind == "connection")
            handlers_.insert(root.function);
}

std::vector<EntityId> Downstream::targets(const Call& call) const {
    if (call.once) return {};
    if (call.kind == Call::Kind::indirect) {
        const auto known = callables_.behind(call);
        return known && known->size() <= most_targets ? *known : std::vector<EntityId>{};
    }
    std::vector<EntityId> result;
    if (!call.in_library) {
        result.push_back(call.callee);
        if (call.kind == Call::Kind::virtual_) {
            const auto& overriders = program_.overriders_of(call.callee);
            if (overriders.size() <= most_targets) result.insert(result.end(), overriders.begin(), overriders.end());
        }
        return result;
    }
    if (makes_function_object(call)) return {};
    const Models& models = program_.models();
    const auto roots = models.roots_by_call(call.name);
    if (std::any_of(roots.begin(), roots.end(), runs_elsewhere)) return {};
    if (models.matches(&Model::startup_callbacks, call.name) || models.matches(&Model::once_calls, call.name))
        return {};
    for (const Argument& argument : call.arguments)
        result.insert(result.end(), argument.callables.begin(), argument.callables.end());
    return result;
}

void Downstream::enter(const EntityId& function, const Call* by, std::size_t parent, std::set<EntityId>& seen, Run& run,
                       int depth) const {
    if (!program_.function(function) || depth > deepest || run.steps.size() >= most_functions) return;
    if (by && handlers_.contains(function)) return;
    if (!seen.insert(function).second) return;
    const std::size_t here = run.steps.size();
    run.steps.push_back({function, by, parent});
    for (const Call* call : program_.calls_in(function)) {
        for (const EntityId& target : targets(*call)) enter(target, call, here, seen, run, depth + 1);
        run.calls.emplace_back(call, here);
    }
}

Downstream::Run Downstream::run(const EntityId& function) const {
    Run result;
    std::set<EntityId> seen;
    enter(function, nullptr, 0, seen, result, 0);
    return result;
}

std::vector<PathStep> Downstream::path_to(const Run& run, std::size_t step) const {
    std::vector<PathStep> way;
    for (; run.steps[step].entered_by; step = run.steps[step].parent) {
        const Function* function = program_.function(run.steps[step].function);
        if (function && function->kind != Function::Kind::lambda)
            way.push_back({function->name, run.steps[step].entered_by->span});
    }
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace stateless::lint
