// Small questions about facts: does an expression stand in another one, does it speak of a variable.
#pragma once

#include <algorithm>
#include <utility>

#include "model/facts.h"

namespace stateless::lint {

/// `inner` begins within `outer`.
inline bool contains(const Span& outer, const Span& inner) {
    if (outer.file != inner.file || !outer.valid() || !inner.valid()) return false;
    const auto begin = std::pair(inner.line, inner.column);
    return std::pair(outer.line, outer.column) <= begin && begin < std::pair(outer.end_line, outer.end_column);
}

inline bool mentions(const Value& value, const EntityId& variable) {
    return value.entity == variable || std::any_of(value.parts.begin(), value.parts.end(),
                                                   [&](const Value& part) { return mentions(part, variable); });
}

inline bool mentions(const Place& place, const EntityId& variable) {
    return (place.root == Place::Root::variable && place.entity == variable) ||
           std::any_of(place.steps.begin(), place.steps.end(),
                       [&](const Place::Step& step) { return step.field == variable; });
}

inline bool mentions(const Argument& argument, const EntityId& variable) {
    return mentions(argument.value, variable) || mentions(argument.place, variable);
}

/// The receiver or an argument is the variable, or a part of what it holds.
inline bool mentions(const Call& call, const EntityId& variable) {
    return mentions(call.receiver, variable) ||
           std::any_of(call.arguments.begin(), call.arguments.end(),
                       [&](const Argument& argument) { return mentions(argument, variable); });
}

}  // namespace stateless::lint
