// A memo is told from a registry by what comes out: its values are handed out as they are, not to be changed.
#include "program/memo.h"

#include <algorithm>
#include <set>

#include "program/once.h"
#include "program/pure.h"

namespace stateless::lint {

namespace {

bool looks_up(const StateEntity& state, const EntityId& function) {
    static const std::set<std::string> looks{"find", "count", "contains", "try_emplace"};
    auto in_it = [&](const StateAccess& use) {
        return use.function == function && looks.contains(use.access->operation);
    };
    return std::any_of(state.reads.begin(), state.reads.end(), in_it) ||
           std::any_of(state.writes.begin(), state.writes.end(), in_it);
}

/// By value or as const: the caller cannot change what is kept.
bool hands_out_element(const StateEntity& state, const Program& program, const EntityId& id) {
    const Function* function = program.function(id);
    const Type& container = pointee(state.variable->type);
    if (!function || container.args.empty()) return false;
    const Type& held = container.args.back();
    for (const Type* handed : {&function->returns, &held})
        if (points(*handed) && !handed->args.empty() && !handed->args.front().is_const) return false;
    const Type& element = pointee(held);
    const Type& returned = pointee(function->returns);
    const bool numbers = element.kind == Type::Kind::builtin && returned.kind == Type::Kind::builtin &&
                         returned.name != "void" && returned.name != "bool";
    return numbers || (!element.name.empty() && element.name == returned.name);
}

/// It numbers things, rather than works them out.
bool numbers(const Program& program, const EntityId& function) {
    const Models& models = program.models();
    for (const Access* access : program.accesses_in(function)) {
        if (access->operation != "++" && access->operation != "fetch_add") continue;
        const Variable* counter = program.variable(named_entity(access->place));
        if (access->kind == Access::Kind::write && counter && counter->storage != Variable::Storage::local &&
            !models.suggests(counter->name, "metric") && !models.suggests(counter->name, "cache"))
            return true;
    }
    return false;
}

/// A number, a text, or a container of them.
bool is_plain(const Type& type, const Models& models) {
    const Type& inner = pointee(type);
    if (inner.kind == Type::Kind::builtin || inner.kind == Type::Kind::enumeration) return true;
    return inner.name.starts_with("std::") && !models.is_type(inner.name, "callable") &&
           std::all_of(inner.args.begin(), inner.args.end(), [&](const Type& part) { return is_plain(part, models); });
}

}  // namespace

bool adds_element(const Access& access) {
    static const std::set<std::string> names{
        "=",   "insert", "emplace", "push_back", "emplace_back", "insert_or_assign", "try_emplace",  "push_front",
        "add", "append", "put",     "set",       "push",         "operator[]",       "emplace_front"};
    return access.kind != Access::Kind::read && names.contains(access.operation);
}

bool is_worked_out(const StateEntity& state, const Program& program) {
    return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        if (!adds_element(*write.access)) return true;
        const Function* function = program.function(write.function);
        return function && function->parameters.size() == 1 &&
               is_plain(function->parameters.front(), program.models()) &&
               is_pure(write.function, state.variable->id, program);
    });
}

std::string memo_function(const StateEntity& state, const Program& program) {
    static const std::set<std::string> evicts{"erase", "clear", "pop_back", "pop_front", "pop", "operator[]"};
    std::string filled_by;
    for (auto& write : state.writes) {
        if (evicts.contains(write.access->operation)) continue;
        if (!adds_element(*write.access) || numbers(program, write.function)) return {};
        if (!hands_out_element(state, program, write.function)) return {};
        if (!write.access->tested_before && !looks_up(state, write.function)) return {};
        if (const Function* function = program.function(write.function)) filled_by = function->name;
    }
    return filled_by;
}

}  // namespace stateless::lint
