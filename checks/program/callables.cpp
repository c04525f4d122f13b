// Goes from the holder of a callable to what was put into it. Order of execution is not looked at: whatever a variable
// is given anywhere may be called through it.
#include "program/callables.h"

#include <algorithm>

namespace stateless::lint {

namespace {

std::string signature_in(const Type& type, int depth = 0) {
    if (type.kind == Type::Kind::function) return type.name;
    if (depth > 3) return {};
    bool wraps = type.kind == Type::Kind::reference || type.kind == Type::Kind::pointer ||
                 type.kind == Type::Kind::record || type.kind == Type::Kind::array;
    return wraps && !type.args.empty() ? signature_in(type.args.front(), depth + 1) : std::string();
}

std::vector<EntityId> sorted(const std::set<EntityId>& found) { return {found.begin(), found.end()}; }

}  // namespace

bool makes_function_object(const Call& call) {
    return !call.template_arguments.empty() && call.template_arguments.front().kind == Type::Kind::function;
}

Callables::Callables(const Program& program) : program_(program) {
    for (auto& call : program.facts().calls) {
        if (!call.in_library) continue;
        if (!call.name.starts_with("std::"))
            for (auto& argument : call.arguments)
                handed_to_library_.insert(argument.callables.begin(), argument.callables.end());
        EntityId holder = call.has_receiver ? holder_of(call.receiver) : EntityId{};
        bool moves_in = std::any_of(call.arguments.begin(), call.arguments.end(), [](auto& argument) {
            return !argument.callables.empty() || !signature_in(argument.type).empty();
        });
        if (!holder.empty() && moves_in) given_to_[holder].push_back(&call);
    }
    for (auto& taken : program.facts().addresses_taken) {
        address_taken_.insert(taken.target);
        const Function* target = program.function(taken.target);
        bool lambda = target && target->kind == Function::Kind::lambda;
        // What a library holds is called by the library, not through the user's own function objects.
        if (lambda && handed_to_library_.contains(taken.target)) continue;
        auto& targets = signatures_[taken.signature];
        if (targets.empty() || targets.back() != taken.target) targets.push_back(taken.target);
    }
}

const std::vector<EntityId>& Callables::of_signature(const std::string& signature) const {
    static const std::vector<EntityId> none;
    auto found = signatures_.find(signature);
    return signature.empty() || found == signatures_.end() ? none : found->second;
}

std::vector<EntityId> Callables::of(const Argument& argument, const EntityId& caller) const {
    if (!argument.callables.empty()) return argument.callables;
    Found found;
    Seen seen;
    if (in_argument(argument, caller, found, seen)) return sorted(found);
    bool stored = argument.value.kind == Value::Kind::entity || argument.value.kind == Value::Kind::parameter ||
                  argument.value.kind == Value::Kind::call || !holder_of(argument.place).empty();
    return stored ? of_signature(signature_in(argument.type)) : std::vector<EntityId>{};
}

std::optional<std::vector<EntityId>> Callables::behind(const Call& call) const {
    Found found;
    Seen seen;
    if (!in_place(call.receiver, call.caller, found, seen)) return {};
    return sorted(found);
}

bool Callables::in_argument(const Argument& argument, const EntityId& caller, Found& found, Seen& seen) const {
    found.insert(argument.callables.begin(), argument.callables.end());
    if (!argument.callables.empty()) return true;
    if (in_value(argument.value, caller, found, seen)) return true;
    return in_place(argument.place, caller, found, seen);
}

bool Callables::in_value(const Value& value, const EntityId& function, Found& found, Seen& seen) const {
    switch (value.kind) {
    case Value::Kind::entity: return in_entity(value.entity, found, seen);
    case Value::Kind::parameter: return in_parameter(function, value.index, found, seen);
    case Value::Kind::integer: return true;  // a null pointer
    case Value::Kind::choice:
        return std::all_of(value.parts.begin(), value.parts.end(),
                           [&](auto& part) { return in_value(part, function, found, seen); });
    case Value::Kind::call: {
        if (value.text == "{}")
            return std::all_of(value.parts.begin(), value.parts.end(),
                               [&](auto& part) { return in_value(part, function, found, seen); });
        if (program_.models().matches(&Model::forwarding_calls, value.text) && !value.parts.empty())
            return in_value(value.parts.back(), function, found, seen);
        if (value.entity.empty() || !seen.insert("call " + value.entity).second) return false;
        bool all = false;
        for (const Definition* definition : program_.definitions_of(value.entity)) {
            if (definition->kind != Definition::Kind::returned) continue;
            if (!in_definition(*definition, found, seen)) return false;
            all = true;
        }
        return all;
    }
    default: return false;
    }
}

bool Callables::in_definition(const Definition& definition, Found& found, Seen& seen) const {
    found.insert(definition.callables.begin(), definition.callables.end());
    return !definition.callables.empty() || in_value(definition.value, definition.function, found, seen);
}

bool Callables::in_entity(const EntityId& entity, Found& found, Seen& seen) const {
    if (!seen.insert(entity).second) return true;
    const Variable* variable = program_.variable(entity);
    if (!variable) return false;
    if (variable->storage == Variable::Storage::parameter) {
        const Function* owner = program_.function(variable->owner);
        if (!owner) return false;
        auto& names = owner->parameter_names;
        auto at = std::find(names.begin(), names.end(), variable->name);
        if (at == names.end()) return false;
        if (!in_parameter(owner->id, static_cast<unsigned>(at - names.begin()), found, seen)) return false;
    }
    bool any = variable->storage == Variable::Storage::parameter;
    for (const Definition* definition : program_.definitions_of(entity)) {
        if (!in_definition(*definition, found, seen)) return false;
        any = true;
    }
    if (auto given = given_to_.find(entity); given != given_to_.end())
        for (const Call* call : given->second)
            for (auto& argument : call->arguments) {
                bool callable = !argument.callables.empty() || !signature_in(argument.type).empty();
                if (callable && !in_argument(argument, call->caller, found, seen)) return false;
                any = any || callable;
            }
    return any;
}

bool Callables::in_parameter(const EntityId& id, unsigned index, Found& found, Seen& seen) const {
    if (!seen.insert(std::to_string(index) + " of " + id).second) return true;
    const Function* function = program_.function(id);
    if (!function) return false;
    bool known = given_by_library(*function);
    std::vector<EntityId> called_as{id};
    called_as.insert(called_as.end(), function->overrides.begin(), function->overrides.end());
    for (auto& name : called_as)
        for (const Call* call : program_.calls_of(name)) {
            if (index >= call->arguments.size()) continue;
            if (!in_argument(call->arguments[index], call->caller, found, seen)) return false;
            known = true;
        }
    for (const Definition* definition : program_.definitions_of(id))
        if (definition->kind == Definition::Kind::parameter_default && definition->index == index)
            if (!in_definition(*definition, found, seen)) return false;
    return known && (given_by_library(*function) || !address_taken_.contains(id));
}

/// A library calls the function, and brings its own arguments.
bool Callables::given_by_library(const Function& function) const {
    return handed_to_library_.contains(function.id) ||
           (!function.overridden_names.empty() && function.overrides.empty());
}

bool Callables::in_place(const Place& place, const EntityId& function, Found& found, Seen& seen) const {
    EntityId holder = holder_of(place);
    if (!holder.empty()) return in_entity(holder, found, seen);
    return place.root == Place::Root::parameter && in_parameter(function, place.index, found, seen);
}

}  // namespace stateless::lint
