// Every field of every fact, by name, once: writing and reading walk the same lists. Each list takes its struct apart
// by structured binding, so a field that is added to a fact and not here does not compile.
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

#include "model/facts.h"

namespace stateless::lint::fact_fields {

/// T or const T: the same list serves a reader and a writer.
template <typename T, typename Fact>
concept Is = std::same_as<std::remove_const_t<T>, Fact>;

/// The enumerators' names in the file, in order of value.
template <typename Enum>
struct Names;

template <>
struct Names<Type::Kind> {
    static constexpr std::array<std::string_view, 8> all{"other",   "builtin",   "enumeration", "record",
                                                         "pointer", "reference", "array",       "function"};
};
template <>
struct Names<Value::Kind> {
    static constexpr std::array<std::string_view, 8> all{"unknown",   "integer", "text",   "entity",
                                                         "parameter", "call",    "concat", "choice"};
};
template <>
struct Names<Place::Root> {
    static constexpr std::array<std::string_view, 6> all{"unknown",   "variable", "this_object",
                                                         "parameter", "call",     "fresh"};
};
template <>
struct Names<Place::Step::Kind> {
    static constexpr std::array<std::string_view, 4> all{"field", "deref", "element", "address"};
};
template <>
struct Names<Function::Kind> {
    static constexpr std::array<std::string_view, 5> all{"function", "method", "constructor", "destructor", "lambda"};
};
template <>
struct Names<Variable::Storage> {
    static constexpr std::array<std::string_view, 6> all{"global", "static_member", "static_local",
                                                         "local",  "parameter",     "field"};
};
template <>
struct Names<Access::Kind> {
    static constexpr std::array<std::string_view, 3> all{"read", "write", "escape"};
};
template <>
struct Names<Call::Kind> {
    static constexpr std::array<std::string_view, 3> all{"direct", "virtual", "indirect"};
};
template <>
struct Names<Definition::Kind> {
    static constexpr std::array<std::string_view, 4> all{"assign", "append", "parameter_default", "returned"};
};
template <>
struct Names<Creation::How> {
    static constexpr std::array<std::string_view, 4> all{"local", "heap", "array", "temporary"};
};
template <>
struct Names<Literal::Role> {
    static constexpr std::array<std::string_view, 5> all{"other", "argument", "initialiser", "comparison", "operand"};
};
template <>
struct Names<Gap::Kind> {
    static constexpr std::array<std::string_view, 4> all{"unit_not_parsed", "unit_parsed_with_errors",
                                                         "call_not_resolved", "command_not_usable"};
};

// `field(key, member)` for what stands for itself; `field.entity` and `field.file` for what goes into a table, alone or
// in a list. A third argument is the member's value where the fact leaves it out; without one it is the type's zero.

void list(Is<Type> auto& fact, auto& field) {
    auto& [kind, name, record, is_const, args] = fact;
    field("kind", kind);
    field("name", name);
    field.entity("record", record);
    field("is_const", is_const);
    field("args", args);
}

void list(Is<Value> auto& fact, auto& field) {
    auto& [kind, integer, text, entity, index, parts, span] = fact;
    field("kind", kind);
    field("integer", integer);
    field("text", text);
    field.entity("entity", entity);
    field("index", index);
    field("parts", parts);
    field("span", span);
}

void list(Is<Place::Step> auto& fact, auto& field) {
    auto& [kind, step_field] = fact;
    field("kind", kind);
    field.entity("field", step_field);
}

void list(Is<Place> auto& fact, auto& field) {
    auto& [root, entity, name, index, steps] = fact;
    field("root", root);
    field.entity("entity", entity);
    field("name", name);
    field("index", index);
    field("steps", steps);
}

void list(Is<Function> auto& fact, auto& field) {
    auto& [id, name, span, kind, record, parent, is_main, is_static, is_const, is_virtual, has_body, returns_reference,
           returns, parameters, parameter_names, signature, overrides, overridden_names, blocks] = fact;
    field.entity("id", id);
    field("name", name);
    field("span", span);
    field("kind", kind);
    field.entity("record", record);
    field.entity("parent", parent);
    field("is_main", is_main);
    field("is_static", is_static);
    field("is_const", is_const);
    field("is_virtual", is_virtual);
    field("has_body", has_body);
    field("returns_reference", returns_reference);
    field("returns", returns);
    field("parameters", parameters);
    field("parameter_names", parameter_names);
    field("signature", signature);
    field.entity("overrides", overrides);
    field("overridden_names", overridden_names);
    field("blocks", blocks);
}

void list(Is<Record> auto& fact, auto& field) {
    auto& [id, name, span, bases, fields, is_lambda] = fact;
    field.entity("id", id);
    field("name", name);
    field("span", span);
    field("bases", bases);
    field.entity("fields", fields);
    field("is_lambda", is_lambda);
}

void list(Is<Variable> auto& fact, auto& field) {
    auto& [id, name, qualified, span, storage, is_thread_local, is_const, type, defines, owner, per_replica_reason,
           loop] = fact;
    field.entity("id", id);
    field("name", name);
    field("qualified", qualified);
    field("span", span);
    field("storage", storage);
    field("is_thread_local", is_thread_local);
    field("is_const", is_const);
    field("type", type);
    field("defines", defines);
    field.entity("owner", owner);
    field("per_replica_reason", per_replica_reason);
    field("loop", loop);
}

void list(Is<Access> auto& fact, auto& field) {
    auto& [function, place, kind, operation, span, value, tested_before, scope, loop, unset] = fact;
    field.entity("function", function);
    field("place", place);
    field("kind", kind);
    field("operation", operation);
    field("span", span);
    field("value", value);
    field("tested_before", tested_before);
    field("scope", scope);
    field("loop", loop);
    field.entity("unset", unset);
}

void list(Is<Argument> auto& fact, auto& field) {
    auto& [value, place, type, callables] = fact;
    field("value", value);
    field("place", place);
    field("type", type);
    field.entity("callables", callables);
}

void list(Is<Call> auto& fact, auto& field) {
    auto& [caller, callee, name, kind, in_library, signature, span, has_receiver, receiver, receiver_value, arguments,
           template_arguments, once, scope, loop, unset] = fact;
    field.entity("caller", caller);
    field.entity("callee", callee);
    field("name", name);
    field("kind", kind);
    field("in_library", in_library);
    field("signature", signature);
    field("span", span);
    field("has_receiver", has_receiver);
    field("receiver", receiver);
    field("receiver_value", receiver_value);
    field("arguments", arguments);
    field("template_arguments", template_arguments);
    field("once", once);
    field("scope", scope);
    field("loop", loop);
    field.entity("unset", unset);
}

void list(Is<AddressTaken> auto& fact, auto& field) {
    auto& [function, target, signature, span] = fact;
    field.entity("function", function);
    field.entity("target", target);
    field("signature", signature);
    field("span", span);
}

void list(Is<Definition> auto& fact, auto& field) {
    auto& [kind, entity, index, function, value, span, callables] = fact;
    field("kind", kind);
    field.entity("entity", entity);
    field("index", index);
    field.entity("function", function);
    field("value", value);
    field("span", span);
    field.entity("callables", callables);
}

void list(Is<ReturnedPlace> auto& fact, auto& field) {
    auto& [function, place] = fact;
    field.entity("function", function);
    field("place", place);
}

void list(Is<Capture> auto& fact, auto& field) {
    auto& [lambda, variable, by_reference, is_this] = fact;
    field.entity("lambda", lambda);
    field.entity("variable", variable);
    field("by_reference", by_reference);
    field("is_this", is_this);
}

void list(Is<Creation> auto& fact, auto& field) {
    auto& [function, record, how, span, loop] = fact;
    field.entity("function", function);
    field.entity("record", record);
    field("how", how);
    field("span", span);
    field("loop", loop);
}

void list(Is<Literal> auto& fact, auto& field) {
    auto& [function, value, role, callee, scope] = fact;
    field.entity("function", function);
    field("value", value);
    field("role", role);
    field("callee", callee);
    field("scope", scope);
}

void list(Is<Suppression> auto& fact, auto& field) {
    auto& [file, first_line, last_line, checks, comment_line, reason] = fact;
    field.file("file", file);
    field("first_line", first_line);
    field("last_line", last_line);
    field("checks", checks);
    field("comment_line", comment_line);
    field("reason", reason);
}

void list(Is<Gap> auto& fact, auto& field) {
    auto& [kind, unit, span, detail, breaks_clean] = fact;
    field("kind", kind);
    field.file("unit", unit);
    field("span", span);
    field("detail", detail);
    field("breaks_clean", breaks_clean, true);
}

/// The sections of a file: each a list of facts.
void sections(Is<UnitFacts> auto& facts, auto& section) {
    auto& [main_file, functions, records, variables, accesses, calls, addresses_taken, definitions, returned_places,
           captures, creations, literals, suppressions, gaps] = facts;
    static_cast<void>(main_file);
    section("functions", functions);
    section("records", records);
    section("variables", variables);
    section("accesses", accesses);
    section("calls", calls);
    section("addresses_taken", addresses_taken);
    section("definitions", definitions);
    section("returned_places", returned_places);
    section("captures", captures);
    section("creations", creations);
    section("literals", literals);
    section("suppressions", suppressions);
    section("gaps", gaps);
}

/// Values and types nest at most this deep in a file. The writer cuts off what is deeper, which nothing can use.
inline constexpr unsigned deepest_nesting = 200;

}  // namespace stateless::lint::fact_fields
