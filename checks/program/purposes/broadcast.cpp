// A registry for broadcasting holds live clients, or what their handlers wait on, and somebody sends through it to
// others than the client at hand.
#include <algorithm>

#include "program/clients.h"
#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

/// A field on which handlers of other clients wait, to pass it on.
bool is_handed_to_listeners(const Subject& subject, const Clients& clients) {
    const Variable& variable = *subject.state.variable;
    if (variable.storage != Variable::Storage::field || variable.type.kind == Type::Kind::array) return false;
    auto waiters = clients.waiting_on(variable.owner);
    const bool passed_on = std::any_of(waiters.begin(), waiters.end(), [&](const EntityId& waiter) {
        auto& reads = subject.state.reads;
        return clients.sends(waiter, 1) && std::any_of(reads.begin(), reads.end(), [&](const StateAccess& read) {
                   return read.function == waiter;
               });
    });
    auto& writes = subject.state.writes;
    return passed_on && std::any_of(writes.begin(), writes.end(), [&](const StateAccess& write) {
               return clients.notifies(write.function, 0) && !clients.waits(write.function);
           });
}

}  // namespace

void gather_broadcast(Subject& subject, const Clients& clients) {
    for (const Type* shape : subject.shapes())
        if (subject.models.is_type(shape->name, "broadcast"))
            subject.add("broadcast", 9, "its type '" + shape->name + "' knows this process's subscribers only");
    if (is_handed_to_listeners(subject, clients))
        subject.add("broadcast", 9, "handlers of other clients wait for it and send it on");
    const std::string sender = clients.sender(subject.state);
    if (sender.empty()) return;
    if (clients.keeps(subject.state) || clients.keeps_lists(subject.state))
        subject.add("broadcast", 4, "it holds live connections");
    else if (clients.holds_listeners(subject.state))
        subject.add("broadcast", 4, "it holds what other clients' handlers wait on");
    subject.add("broadcast", 5, "'" + sender + "' sends to others through it");
}

}  // namespace stateless::lint
