// Request roots: every place where a framework, a thread or a raw loop starts to run the user's code for others.
#pragma once

#include <vector>

#include "program/callables.h"
#include "program/reach.h"

namespace stateless::lint {

/// All roots of the program, most specific kind first, sorted, one per function and label.
std::vector<Root> find_roots(const Program& program, const Callables& callables);

/// True if the program shows that it serves others: a framework's root, or listen/accept.
bool shows_a_server(const Program& program, const std::vector<Root>& roots);

}  // namespace stateless::lint
