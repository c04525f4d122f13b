// Request roots: every place where a framework, a thread or a raw loop starts to run the user's code for others.
#pragma once

#include <vector>

#include "program/callables.h"
#include "program/reach.h"

namespace stateless::lint {

/// All roots of the program, most specific kind first, sorted, one per function and label. What a first pass reached
/// tells the routes of a router of the program's own: their handlers run only because serving code calls them.
std::vector<Root> find_roots(const Program& program, const Callables& callables, const Reach* first = nullptr);

/// The program has a router of its own, whose routes the pass did not know.
bool has_own_routes(const Program& program, const Reach& first);

/// True if the program shows that it serves others: a framework's root, or listen/accept.
bool shows_a_server(const Program& program, const std::vector<Root>& roots);

}  // namespace stateless::lint
