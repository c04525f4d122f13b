// Reach: what serving code can run, from which root, and the shortest way there.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/finding.h"
#include "program/program.h"

namespace stateless::lint {

/// Where serving starts.
struct Root {
    EntityId function;
    std::string kind;   // route, rpc, middleware, message, connection, timer, background, coroutine, callback, loop
    std::string label;  // "GET /login", "rpc ChatService::Send", "accept loop in main"
    std::string http_method;  // upper case; empty if not known or not HTTP
    std::string path;
    Span span;          // the registration
    unsigned loop = 0;  // for a raw loop: only what stands in this loop of `function` serves
    Confidence confidence = Confidence::high;
    EntityId registered_in;        // the function that hands the root over; empty if no call does
    unsigned registered_loop = 0;  // the outermost loop there around that call
    bool per_route = false;        // a middleware that only some routes ask for
    bool generated = false;        // a macro wrote the function: paths begin with the label alone
    bool shows_a_server = true;    // clients have no such root
};

/// Answers for one function. A function may be reached with a shared object as *this, or only with objects that were
/// created on the way (then writes to its own fields are nobody else's business).
class Reach {
public:
    static Reach compute(const Program& program);

    const std::vector<Root>& roots() const { return roots_; }
    /// False for a program without a sign of being a server (no route, no listen, no accept): nothing serves then.
    bool is_server() const { return is_server_; }
    bool serves(const EntityId& function) const;
    /// As serves(), and *this may be an object that outlives the request.
    bool serves_shared(const EntityId& function) const;
    /// A statement in `function`, in outermost loop `loop`, is run while serving (differs for raw loops in main()).
    bool serves_at(const EntityId& function, unsigned loop) const;
    /// The roots that reach the function, in order, without duplicates.
    std::vector<const Root*> roots_of(const EntityId& function) const;
    /// Shortest way from a root to the function; deterministic. The first step's label is the root's.
    std::vector<PathStep> path_to(const EntityId& function) const;
    /// Number of hops on that path; large if the function is not reached.
    unsigned distance_to(const EntityId& function) const;
    Confidence confidence_of(const EntityId& function) const;
    /// The function is called, directly or through others, by main() or a static initialiser.
    bool starts_up(const EntityId& function) const { return start_up_.contains(function); }
    /// The function makes the call that begins to serve, or calls one that does.
    bool blocks_in_serving(const EntityId& function) const { return blocking_.contains(function); }

private:
    struct Node {
        EntityId function;
        bool shared = true;
        std::size_t parent = npos;
        std::size_t root = npos;
        Span span;  // of the call
        unsigned distance = 0;
        Confidence confidence = Confidence::high;
    };
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    const Program* program_ = nullptr;
    std::vector<Root> roots_;
    std::vector<Node> nodes_;
    std::unordered_map<EntityId, std::size_t> shared_, fresh_;
    std::map<std::pair<EntityId, unsigned>, std::size_t> loops_;
    std::unordered_map<EntityId, std::vector<EntityId>> callers_;
    std::map<EntityId, bool> start_up_, blocking_;
    bool is_server_ = false;

    const Node* node_of(const EntityId& function) const;
    friend class ReachBuilder;
};

}  // namespace stateless::lint
