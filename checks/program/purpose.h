// Purpose: what a state entity is for, weighed from evidence in the facts, in this one place.
#pragma once

#include "program/lifetime.h"
#include "program/state.h"

namespace stateless::lint {

/// Fills evidence and purpose. A purpose needs a weight of at least 2; names alone never reach that for rate limiters.
void weigh_purpose(StateEntity& state, const Program& program, const Reach& reach, const Lifetimes& lifetimes);

}  // namespace stateless::lint
