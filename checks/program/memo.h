// Memos: containers whose every value was worked out by the function that then hands it out, so that another process
// would work out the same.
#pragma once

#include <string>

#include "program/state.h"

namespace stateless::lint {

/// The name of a function that fills the container on a miss, if nothing but such functions and removal changes it.
std::string memo_function(const StateEntity& state, const Program& program);

/// Of a memo: each value follows from the key alone, which a pure function is given. Every process works out the same.
bool is_worked_out(const StateEntity& state, const Program& program);

/// The access may put something into a container.
bool adds_element(const Access& access);

}  // namespace stateless::lint
