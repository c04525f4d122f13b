// What changes while serving and yet carries nothing from one request to another: scratch buffers, flags of the process
// itself, free lists, random number engines, counters that nobody reads, and what the models exempt by type or name.
#pragma once

#include <map>
#include <set>
#include <string>

#include "program/connection_types.h"
#include "program/state.h"

namespace stateless::lint {

class Exemptions {
public:
    Exemptions(const Program& program, const Reach& reach, const Lifetimes& lifetimes);

    /// Why the entity is no state ("a free list: objects wait here to be used again"); empty where it is state.
    std::string reason(const StateEntity& state) const;
    bool exempt_type(const Type& type) const;

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;
    const ConnectionTypes connections_;
    std::map<EntityId, bool> observed_;  // what some code looks at, and whether code that runs does
    std::set<EntityId> waits_;           // classes with a method that waits for descriptors

    bool is_run(const EntityId& function, unsigned loop) const;
    bool measures(const Type& type) const;
    bool is_latch(const StateEntity& state) const;
    bool set_by_clients(const StateEntity& state, bool also_connections) const;
    bool is_gauge(const StateEntity& state) const;
    bool is_lazy_singleton(const StateEntity& state) const;
    bool is_scratch(const StateEntity& state) const;
    bool is_unobserved(const StateEntity& state) const;
    bool is_turn(const StateEntity& state) const;
    bool is_request_context(const StateEntity& state) const;
    bool is_random_engine(const StateEntity& state) const;
    bool is_free_list(const StateEntity& state) const;
    bool is_link(const StateEntity& state) const;
    bool is_resilience(const StateEntity& state) const;
    bool belongs_to_pool(const StateEntity& state) const;
    bool belongs_to_plumbing(const StateEntity& state) const;
    bool wraps_descriptor(const Record& record) const;
    bool inside(const EntityId& function, unsigned block, unsigned outer) const;
};

}  // namespace stateless::lint
