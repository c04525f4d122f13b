// Who keeps a connection that the program opens: a local that goes with the request, the object that a request made, a
// pool, or something that lives as long as the process. Follows what is opened through wrappers, factories and output
// parameters to the places where code opens one for itself. Where it cannot be followed, it counts as kept.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "program/connection_types.h"
#include "rules/support/database_calls.h"

namespace stateless::lint {

/// A place where serving code opens a connection for its own use.
struct OpenedForRequest {
    EntityId function;
    Span span;
    std::string opens;          // what is called there: "mysql_real_connect", "Database::connect"
    std::string system;         // of the connection behind it
    bool closed_again = false;  // a kept object's connection is opened and closed on each call
};

class OpenedConnections {
public:
    OpenedConnections(const Analysis& analysis, const ConnectionTypes& types);

    /// Sorted by place. The library's call itself is among them where it stands behind another one.
    const std::vector<OpenedForRequest>& for_requests() const { return found_; }
    /// Fields and variables whose connections do not outlive a request after all.
    const std::set<EntityId>& reopened() const { return reopened_; }

    /// The class opens its connections in objects that requests make for themselves.
    bool makes_for_requests(const EntityId& record) const { return made_for_requests_.contains(record); }

    /// Requests run it: not only background threads that live as long as the process and come here once.
    bool runs_for_requests(const EntityId& function, unsigned loop) const;

private:
    /// A call, in the program, after which a connection is open.
    struct Opening {
        EntityId function;
        Span span;
        unsigned loop = 0;
        unsigned scope = 0;
        bool once = false;
        std::vector<EntityId> unset;
        std::string name;
        Place object;  // what is connected; of unknown root where the call's result is
        bool by_result = false;
    };
    enum class Keeper { nobody, request, kept, object, parameter, caller };
    struct Kept {
        Keeper by = Keeper::nobody;
        const Variable* variable = nullptr;
        unsigned parameter = 0;
    };

    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    const ConnectionTypes& types_;
    std::map<EntityId, std::vector<const Creation*>> creations_;
    std::set<EntityId> repeated_;
    std::map<EntityId, std::set<EntityId>> closers_;  // methods that close fields of their object
    std::vector<OpenedForRequest> found_;
    std::set<EntityId> reopened_;
    std::set<EntityId> made_for_requests_;

    std::set<std::pair<EntityId, Span>> seen_;
    bool any_found_ = false;

    bool nobody_calls(const EntityId& function) const;
    bool runs_beside_handlers(const Function& function) const;
    void index();
    void find_repeated();
    void find_closers();
    Opening at_call(const Call& call) const;
    void follow(const Opening& opening, const std::string& system, int depth);
    void follow_callers(const Opening& opening, const EntityId& function, const Kept& kept, const std::string& system,
                        int depth);
    void follow_creations(const EntityId& record, const EntityId& constructor, const std::string& system, int depth);
    void add(const Opening& opening, const std::string& system, bool closed_again = false);

    /// Notes an opening that the same function closes again; false if it does not.
    bool add_reopened(const Opening& opening, const Kept& kept, const std::string& system);

    std::vector<Kept> keepers(const Opening& opening) const;
    void of_place(const Place& place, const EntityId& function, int depth, std::vector<Kept>& out) const;
    void of_local(const Variable& local, const EntityId& function, bool opened_there, int depth,
                  std::vector<Kept>& out) const;
    void of_result(const EntityId& function, const Span& span, int depth, std::vector<Kept>& out) const;
    bool is_borrowed(const Variable& local, int depth, std::vector<Kept>& out, const EntityId& function) const;
    bool makes_anew(const EntityId& function, int depth) const;
    bool uses_a_pool(const EntityId& function) const;
    /// What the opening function closes again; empty where it does not.
    std::set<EntityId> closed_later(const Opening& opening, const Kept& kept) const;
    EntityId method_record(const EntityId& function) const;
};

}  // namespace stateless::lint
