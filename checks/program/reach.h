// Reach: what serving code can run, from which root, and the shortest way there.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "model/finding.h"
#include "program/program.h"

namespace stateless::lint {

/// Where serving starts.
struct Root {
    EntityId function;
    std::string kind;         // route, rpc, middleware, message, connection, timer, background, callback, loop
    std::string label;        // "GET /login", "ChatService::Send", "accept loop in main"
    std::string http_method;  // upper case; empty if not known or not HTTP
    std::string path;
    Span span;                // the registration
    unsigned loop = 0;        // for a raw loop: only what stands in this loop of `function` serves
};

/// Answers for one function. A function may be reached with a shared object as *this, or only with objects that were
/// created on the way (then writes to its own fields are nobody else's business).
class Reach {
public:
    static Reach compute(const Program& program);

    const std::vector<Root>& roots() const { return roots_; }
    bool serves(const EntityId& function) const;
    /// As serves(), and *this may be an object that outlives the request.
    bool serves_shared(const EntityId& function) const;
    /// A statement in `function`, in outermost loop `loop`, is run while serving (differs for raw loops in main()).
    bool serves_at(const EntityId& function, unsigned loop) const;
    /// The roots that reach the function, sorted, without duplicates.
    std::vector<const Root*> roots_of(const EntityId& function) const;
    /// Shortest way from a root to the function; deterministic. The first step's label is the root's.
    std::vector<PathStep> path_to(const EntityId& function) const;
    Confidence confidence_of(const EntityId& function) const;

    struct Node;  // internal
private:
    std::vector<Root> roots_;
    std::unordered_map<std::string, std::shared_ptr<Node>> nodes_;
};

}  // namespace stateless::lint
