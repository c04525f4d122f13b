// Lifetime: which records have objects that live as long as the process, and how they are held.
#pragma once

#include <map>
#include <set>
#include <string>

#include "program/program.h"
#include "program/reach.h"

namespace stateless::lint {

/// How long objects of a record live, from the longest-lived one.
enum class Lifetime {
    unknown,  // no object is known to outlive a request
    element,  // held in a container that lives as long as the process
    direct,   // the one object: a global, a singleton, owned by main() or by another such object
};

class Lifetimes {
public:
    static Lifetimes compute(const Program& program, const Reach& reach);

    Lifetime of(const EntityId& record) const;
    /// "field of Lobby, which main() creates": why the record's objects outlive requests; empty for unknown.
    std::string reason(const EntityId& record) const;
    /// Each object belongs to one client's connection (it holds a socket, a connection handle, or is given one as key),
    /// and goes with it.
    bool is_per_connection(const EntityId& record) const;
    /// The field leads from an object that stays to the connection that its client has at the time, if any.
    bool is_link_to_client(const EntityId& field) const { return links_.contains(field); }
    /// The type itself is, or points to, a live client's connection.
    bool is_connection(const Type& type) const;
    /// The local lives as long as the process: main() declares it, or start-up code that then serves, and not in the
    /// loop that serves.
    bool outlives_requests(const Variable& local) const;

private:
    struct Entry {
        Lifetime lifetime = Lifetime::unknown;
        std::string reason;
    };
    const Program* program_ = nullptr;
    const Reach* reach_ = nullptr;
    std::map<EntityId, Entry> records_;
    std::map<EntityId, bool> connections_;
    std::set<EntityId> stays_;  // of connections_: a client that comes back finds its object again
    std::set<EntityId> links_;
    friend class LifetimeBuilder;
};

/// The type behind pointers, references, smart pointers, optionals and atomics.
const Type& pointee(const Type& type);
/// True for pointers, references and smart pointers.
bool points(const Type& type);
/// True for arrays and library templates that hold many of their arguments.
bool holds_many(const Type& type, const Models& models);

}  // namespace stateless::lint
