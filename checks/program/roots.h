// Request roots: every place where a framework, a thread or a raw loop starts to run the user's code for others.
#pragma once

#include <vector>

#include "program/reach.h"

namespace stateless::lint {

/// All roots of the program, most specific kind first, sorted, one per function and label.
std::vector<Root> find_roots(const Program& program);

/// True if the program shows that it serves others: a framework's root, or listen/accept.
bool shows_a_server(const Program& program, const std::vector<Root>& roots);

/// The callables that argument hands over: those written there, or, for a std::function or function pointer variable,
/// whatever is turned into that type anywhere.
std::vector<EntityId> callables_of(const Program& program, const Argument& argument);

/// Functions turned into a value of this callable signature anywhere in the program.
std::vector<EntityId> targets_of_signature(const Program& program, const std::string& signature);

}  // namespace stateless::lint
