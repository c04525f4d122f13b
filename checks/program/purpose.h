// Purpose: what a state entity is for, weighed from evidence in the facts, in this one place.
#pragma once

#include "program/clients.h"
#include "program/lifetime.h"
#include "program/state.h"

namespace stateless::lint {

/// Fills evidence and purpose. A purpose needs a weight of at least 2; names alone never show one that has a rule of
/// its own, except a cache.
void weigh_purpose(StateEntity& state, const Program& program, const Reach& reach, const Lifetimes& lifetimes,
                   const Clients& clients);
/// Containers of what holds a registry of live clients, as a lobby's rooms do, are such registries themselves. Asks the
/// purposes of all the others first.
void weigh_owners(std::vector<StateEntity>& states, const Program& program, const Reach& reach,
                  const Lifetimes& lifetimes);

}  // namespace stateless::lint
