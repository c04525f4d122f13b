// Hand-built programs: short names for the facts that a test needs, linked into a Program.
#pragma once

#include <utility>

#include "program/program.h"

namespace stateless::lint {

class ProgramBuilder {
public:
    UnitFacts facts;
    Model model;

    ProgramBuilder() { model.name = "test"; }

    /// Every place is a line of its own in app.cpp.
    Span here() {
        ++line_;
        return Span{"/src/app.cpp", line_, 1, line_, 9};
    }
    Value integer(std::int64_t number) {
        Value value = blank(Value::Kind::integer);
        value.integer = number;
        return value;
    }
    Value text(const std::string& text) {
        Value value = blank(Value::Kind::text);
        value.text = text;
        return value;
    }
    Value entity(const EntityId& id) {
        Value value = blank(Value::Kind::entity);
        value.entity = id;
        return value;
    }
    Value parameter(unsigned index) {
        Value value = blank(Value::Kind::parameter);
        value.index = index;
        return value;
    }
    /// A call of a library's function, or of the user's function `id` where one is given.
    Value call(const std::string& name, std::vector<Value> parts, const EntityId& id = "") {
        Value value = blank(Value::Kind::call);
        value.text = name;
        value.entity = id;
        value.parts = std::move(parts);
        return value;
    }
    Value concat(std::vector<Value> parts) { return group(Value::Kind::concat, std::move(parts)); }
    Value choice(std::vector<Value> parts) { return group(Value::Kind::choice, std::move(parts)); }
    Value unknown() { return blank(Value::Kind::unknown); }

    Function& function(const EntityId& id, std::vector<std::string> parameters = {}) {
        Function function;
        function.id = function.name = id;
        function.has_body = true;
        function.span = here();
        function.parameter_names = std::move(parameters);
        facts.functions.push_back(function);
        return facts.functions.back();
    }
    Variable& variable(const EntityId& id, Variable::Storage storage, const EntityId& owner = "") {
        Variable variable;
        variable.id = variable.qualified = id;
        variable.name = id.substr(id.rfind(':') == std::string::npos ? 0 : id.rfind(':') + 1);
        variable.storage = storage;
        variable.owner = owner;
        variable.span = here();
        facts.variables.push_back(variable);
        return facts.variables.back();
    }
    Definition& define(const EntityId& entity, Value value, const EntityId& function = "",
                       Definition::Kind kind = Definition::Kind::assign, unsigned index = 0) {
        Definition definition;
        definition.kind = kind;
        definition.entity = entity;
        definition.index = index;
        definition.function = function;
        definition.span = value.span;
        definition.value = std::move(value);
        facts.definitions.push_back(definition);
        return facts.definitions.back();
    }
    Call& calls(const EntityId& caller, const std::string& name, std::vector<Value> arguments,
                const EntityId& callee = "") {
        Call fact;
        fact.caller = caller;
        fact.name = name;
        fact.callee = callee;
        fact.in_library = callee.empty();
        fact.span = here();
        for (Value& argument : arguments) fact.arguments.push_back(Argument{std::move(argument), {}, {}, {}});
        facts.calls.push_back(fact);
        return facts.calls.back();
    }
    Literal& literal(const EntityId& function, Value value, Literal::Role role, const std::string& callee = "") {
        Literal fact;
        fact.function = function;
        fact.value = std::move(value);
        fact.role = role;
        fact.callee = callee;
        facts.literals.push_back(fact);
        return facts.literals.back();
    }

    /// `models` must outlive the program.
    Program link(const Models& models) const { return Program::link({facts}, models); }
    Models models() const { return Models::of({model}); }

private:
    unsigned line_ = 0;

    Value blank(Value::Kind kind) {
        Value value;
        value.kind = kind;
        value.span = here();
        return value;
    }
    Value group(Value::Kind kind, std::vector<Value> parts) {
        Value value = blank(kind);
        value.parts = std::move(parts);
        return value;
    }
};

}  // namespace stateless::lint
