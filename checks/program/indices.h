// Indices: containers that only say where things stand in the container beside them. Both are one entity, as of an LRU
// cache, and the one with the data is judged.
#pragma once

#include <vector>

#include "program/state.h"

namespace stateless::lint {

/// Takes the indices out of `states`; the container that stays has the purpose of either.
std::vector<NoState> take_out_indices(std::vector<StateEntity>& states, const Program& program);

}  // namespace stateless::lint
