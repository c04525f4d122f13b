// What a function runs: itself, and by calls, overriders, callbacks and function objects, in the order of the source.
// Leaves out what runs once, what is handed to another thread or to a timer, and handlers of other requests.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "program/analysis.h"
#include "program/callables.h"

namespace stateless::lint {

class Downstream {
public:
    explicit Downstream(const Analysis& analysis);

    struct Step {
        EntityId function;
        const Call* entered_by = nullptr;  // none for the first
        std::size_t parent = 0;            // of the step whose function makes that call
    };
    /// All functions in the order in which they are first entered; each once.
    struct Run {
        std::vector<Step> steps;
        /// Calls in source order, each after those that its callee makes, with the step that makes it.
        std::vector<std::pair<const Call*, std::size_t>> calls;
    };
    Run run(const EntityId& function) const;
    /// The named functions on the way from the run's first one to the step, for a finding's path.
    std::vector<PathStep> path_to(const Run& run, std::size_t step) const;

private:
    const Program& program_;
    const Callables callables_;
    std::set<EntityId> handlers_;  // of requests: whoever calls one is a router

    std::vector<EntityId> targets(const Call& call) const;
    void enter(const EntityId& function, const Call* by, std::size_t parent, std::set<EntityId>& seen, Run& run,
               int depth) const;
};

}  // namespace stateless::lint
