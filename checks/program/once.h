// Lazy set-up: which writes happen once in the life of the process although a request sets them off, since they stand
// in a branch that is taken until what it sets is set: `if (!ready) { table = load(); ready = true; }`.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "program/lifetime.h"

namespace stateless::lint {

class Once {
public:
    Once(const Program& program, const Reach& reach, const Lifetimes& lifetimes);

    /// The access happens at most once, apart from races.
    bool happens_once(const Access& access) const;

private:
    const Program& program_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;
    std::map<EntityId, std::vector<const Access*>> writes_;  // while serving, by the variable or field that is named
    std::set<EntityId> roots_;
    std::set<EntityId> created_while_serving_;

    bool runs_once(const EntityId& function, const EntityId& written, int depth) const;
    bool sets_what_it_tests(const std::vector<EntityId>& unset, const EntityId& written, const EntityId& function,
                            const EntityId& called) const;
    bool set_in(const EntityId& entity, const EntityId& function) const;
    bool is_the_only_one(const EntityId& entity, const EntityId& written) const;
    bool is_set_once(const EntityId& entity) const;
    bool tested_by_all_callers(const EntityId& function, const EntityId& entity, int depth) const;
    bool depends_on_no_request(const Access& access) const;
};

/// The variable or field that a place names, without what it holds or points to; empty where there is none.
EntityId named_entity(const Place& place);
/// The code goes to the object by its own name, not through a parameter or a returned reference.
bool names_directly(const Access& access);

}  // namespace stateless::lint
