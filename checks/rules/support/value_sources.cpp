// One walk over definitions, calls and returns, from a value to the calls that made it.
#include "rules/support/value_sources.h"

#include <algorithm>

namespace stateless::lint {
namespace {

constexpr int most_steps_deep = 24;
constexpr std::size_t most_steps = 2000;

bool may_be_written(const Type& type) {
    const bool refers = type.kind == Type::Kind::pointer || type.kind == Type::Kind::reference;
    return refers && !type.args.empty() && !type.args.front().is_const;
}

}  // namespace

void ValueSources::follow(const Value& value, const EntityId& function) {
    if (depth_ >= most_steps_deep || seen_.size() >= most_steps) return;
    ++depth_;
    functions_.insert(function);
    switch (value.kind) {
    case Value::Kind::call:
        if (wanted_(value.text)) {
            found_.push_back({value, function});
            break;
        }
        for (const Value& part : value.parts) follow(part, function);
        if (const Function* callee = program_.function(value.entity);
            callee && seen_.insert("result of " + callee->id).second) {
            for (const Definition* definition : program_.definitions_of(callee->id))
                if (definition->kind == Definition::Kind::returned) follow(definition->value, callee->id);
        }
        break;
    case Value::Kind::concat:
    case Value::Kind::choice:
        for (const Value& part : value.parts) follow(part, function);
        break;
    case Value::Kind::parameter: follow_parameter(function, value.index); break;
    case Value::Kind::entity: follow_variable(value, function); break;
    case Value::Kind::integer:
    case Value::Kind::text:
    case Value::Kind::unknown: break;
    }
    --depth_;
}

void ValueSources::follow_parameter(const EntityId& function, unsigned index) {
    if (!seen_.insert("parameter " + std::to_string(index) + " " + function).second) return;
    std::vector<EntityId> names{function};
    if (const Function* known = program_.function(function))
        names.insert(names.end(), known->overrides.begin(), known->overrides.end());
    for (const EntityId& name : names)
        for (const Call* call : program_.calls_of(name))
            if (index < call->arguments.size()) follow(call->arguments[index].value, call->caller);
}

void ValueSources::follow_variable(const Value& value, const EntityId& function) {
    const Variable* variable = program_.variable(value.entity);
    if (!variable || !seen_.insert("variable " + variable->id).second) return;
    variables_.insert(variable->id);
    if (variable->storage == Variable::Storage::parameter) {
        if (const Function* owner = program_.function(variable->owner)) {
            const auto& names = owner->parameter_names;
            const auto at = std::find(names.begin(), names.end(), variable->name);
            if (at != names.end()) follow_parameter(owner->id, static_cast<unsigned>(at - names.begin()));
        }
    }
    for (const Definition* definition : program_.definitions_of(variable->id))
        follow(definition->value, definition->function);
    follow_outputs(variable->id, function);
}

/// What a library's call puts into the variable: inet_ntop(AF_INET, &address, text, size).
void ValueSources::follow_outputs(const EntityId& variable, const EntityId& function) {
    for (const Call* call : program_.calls_in(function)) {
        if (!call->in_library) continue;
        const bool writes = std::any_of(call->arguments.begin(), call->arguments.end(), [&](const Argument& argument) {
            return argument.place.root == Place::Root::variable && argument.place.entity == variable &&
                   may_be_written(argument.type);
        });
        if (!writes) continue;
        if (wanted_(call->name)) {
            Value made;
            made.kind = Value::Kind::call;
            made.text = call->name;
            made.span = call->span;
            found_.push_back({made, function});
            continue;
        }
        for (const Argument& argument : call->arguments) {
            if (argument.place.root == Place::Root::variable && argument.place.entity != variable) {
                Value other;
                other.kind = Value::Kind::entity;
                other.entity = argument.place.entity;
                follow(other, function);
            } else {
                follow(argument.value, function);
            }
        }
    }
}

}  // namespace stateless::lint
