// Clients: which containers hold live connections, and whether one client's messages get to others through them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "program/state.h"

namespace stateless::lint {

class Clients {
public:
    Clients(const Program& program, const Reach& reach, const Lifetimes& lifetimes);

    /// Holds connections, in its elements or in what they are made of.
    bool keeps(const StateEntity& state) const;
    /// Holds, among other things, lists of connections: a map of rooms by value.
    bool keeps_lists(const StateEntity& state) const { return !lists_in(state).empty(); }
    /// A queue of what clients sent, each beside the client that it came from.
    bool keeps_messages(const StateEntity& state) const;
    /// Some serving function looks into it for another one than the client that it serves.
    bool reaches_others(const StateEntity& state) const;
    /// The function in which, or through which, others get something; empty if none does.
    std::string sender(const StateEntity& state) const;
    /// A field that only handlers of the client whose object it stands in use.
    bool is_of_one_client(const StateEntity& state) const;
    /// Holds things on which one client's handler waits until another's gives notice.
    bool holds_listeners(const StateEntity& state) const;
    /// The function sends to a peer, itself or through what it calls.
    bool sends(const EntityId& function, int depth) const;
    /// The function reads from a peer.
    bool receives(const EntityId& function, int depth) const;
    /// It notifies a condition variable, or waits on one.
    bool notifies(const EntityId& function, int depth) const;
    bool waits(const EntityId& function) const;
    /// Serving functions that wait on a condition variable which is a field of the record.
    std::vector<EntityId> waiting_on(const EntityId& record) const;

    /// The variable or field is a connection to a server behind, or an open file.
    bool leads_elsewhere(const EntityId& variable) const { return elsewhere_.contains(variable); }

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;
    std::map<EntityId, std::vector<EntityId>> lambdas_;      // by the function that they stand in
    std::map<EntityId, std::vector<EntityId>> tasks_;        // what a library calls of a record
    std::map<EntityId, std::set<EntityId>> kept_by_handle_;  // maps from a connection's handle, by the record in them
    std::set<EntityId> posts_;                               // methods that append to their client's outbox
    std::set<EntityId> elsewhere_;                           // what leads to files and to servers behind

    void find_posts();
    void find_elsewhere();
    static bool appends(const Access& access);
    bool posts(const Call& call) const;
    bool is_send(const Call& call) const;
    bool is_receive(const Call& call) const;
    bool holds_connection(const Type& type, int depth) const;
    bool holds_descriptors(const StateEntity& state) const;
    bool is_watched(const Type& type) const;
    std::set<EntityId> lists_in(const StateEntity& state) const;
    void find_lists(const Type& type, int depth, std::set<EntityId>& found) const;
    bool holds_callables(const StateEntity& state) const;
    bool keyed_by_client(const StateEntity& state) const;
    bool only_by_walking(const StateEntity& state) const;
    bool copies(const Access& access) const;
    bool sends_in_loop(const StateEntity& state, const StateAccess& read) const;
    bool sends_to_named(const StateEntity& state, const StateAccess& read) const;
    bool follows_links(const StateEntity& state, const StateAccess& read) const;
    bool changes_each(const StateEntity& state, const StateAccess& read) const;
    bool inside(const EntityId& function, unsigned block, unsigned outer) const;
    bool hands_out(const StateEntity& state, const Function& function) const;
    std::vector<EntityId> reaching(const StateEntity& state) const;
    template <typename Test>
    bool calls(const EntityId& function, int depth, std::set<EntityId>& seen, const Test& test) const;
};

}  // namespace stateless::lint
