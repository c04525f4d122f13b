// The values that may arrive at a place, as value flow sees them: rows of literals and holes, and how they combine.
// Knows nothing of programs.
#pragma once

#include <vector>

#include "model/facts.h"

namespace stateless::lint {

/// One value that may arrive: its literals and holes (Kind::unknown) in order.
struct Alternative {
    std::vector<Value> pieces;
    std::vector<Span> via;
    bool is_default = false;
    bool is_conditional = false;
    bool from_environment = false;
};
using Alternatives = std::vector<Alternative>;

Alternatives one_of(Value literal);
Alternatives hole_at(const Span& span, bool from_environment = false);
bool is_literal(const Alternative& alternative);

/// Adds what is not there yet, up to a bound.
void add(Alternatives& to, Alternatives from);
/// Where one of several is the environment's answer, the others are what holds without it.
void mark_defaults(Alternatives& alternatives);
void mark_conditional(Alternatives& alternatives);
/// Every one of `left` followed by every one of `right`, up to a bound.
Alternatives appended(const Alternatives& left, const Alternatives& right);

/// True for `x += y`, and for `x = x + y`, which says the same.
bool appends(const Definition& definition);

/// Definitions of one variable in the order of the text: each row is an assignment and what is appended to it.
/// Appending in a function that does not assign continues every row; with no assignment at all there is one row of
/// appends.
std::vector<std::vector<const Definition*>> definition_rows(const std::vector<const Definition*>& definitions);

}  // namespace stateless::lint
