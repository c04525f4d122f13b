// Pure functions: what they return follows from their arguments, in every process and at any time.
#pragma once

#include <set>

#include "program/program.h"

namespace stateless::lint {

/// The function and all that it calls read nothing but their arguments, constants and `memo`, which holds what was
/// worked out before. False for whatever is not known: a call through a pointer, a virtual one, one into a library that
/// no model calls pure.
bool is_pure(const EntityId& function, const EntityId& memo, const Program& program);

}  // namespace stateless::lint
