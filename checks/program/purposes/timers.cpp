// A server's own timers: what waits in such a list closes a connection that has said nothing for long. It is plumbing,
// and so is the index beside it that says where a connection's timer stands. A timer that does anything else is not.
#include <algorithm>

#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

constexpr int deepest = 3;

class Timers {
public:
    explicit Timers(Subject& subject) : subject_(subject), program_(subject.program), models_(subject.models) {}

    void gather() {
        if (!subject_.is_container() || !(is_timer(subject_.element().record) || is_beside_timers())) return;
        if (only_says_when()) subject_.add("pool", 9, "it says when its entries run next");
        if (close_connections()) subject_.add("pool", 9, "what is in it closes connections that are idle");
    }

private:
    Subject& subject_;
    const Program& program_;
    const Models& models_;

    /// What is to be called, and when.
    bool is_timer(const EntityId& id) const {
        const Record* record = program_.record(id);
        if (!record) return false;
        const auto any_field = [&](auto&& fits) {
            return std::any_of(record->fields.begin(), record->fields.end(), [&](const EntityId& field) {
                const Variable* variable = program_.variable(field);
                return variable && fits(pointee(variable->type));
            });
        };
        return any_field([](const Type& type) { return type.name == "std::chrono::time_point"; }) &&
               any_field([&](const Type& type) {
                   return type.kind == Type::Kind::function || models_.is_type(type.name, "callable");
               });
    }

    /// Entries are added at start-up only; while serving, their times change.
    bool only_says_when() const {
        return std::all_of(subject_.state.writes.begin(), subject_.state.writes.end(), [&](const StateAccess& write) {
            const auto steps = subject_.steps_inside(*write.access);
            const Variable* part = steps.empty() ? nullptr : program_.variable(steps.back().field);
            const Type* type = part ? &pointee(part->type) : nullptr;
            return type && is_timer(part->owner) &&
                   (type->kind == Type::Kind::builtin || type->name.starts_with("std::chrono::"));
        });
    }

    /// Numbers by number, in the class that keeps the timers.
    bool is_beside_timers() const {
        const Type& own = subject_.type();
        const bool numbers = models_.is_type(own.name, "map") &&
                             std::all_of(own.args.begin(), own.args.end(),
                                         [](const Type& part) { return part.kind == Type::Kind::builtin; });
        const Record* owner = program_.record(subject_.state.variable->owner);
        if (!numbers || !owner) return false;
        return std::any_of(owner->fields.begin(), owner->fields.end(), [&](const EntityId& field) {
            const Variable* beside = program_.variable(field);
            return beside && holds_many(pointee(beside->type), models_) && !pointee(beside->type).args.empty() &&
                   is_timer(pointee(pointee(beside->type).args.back()).record);
        });
    }

    /// All callables that the functions are given which change it.
    bool close_connections() const {
        std::set<EntityId> given;
        for (auto& write : subject_.state.writes)
            for (const Call* call : program_.calls_of(write.function))
                for (const Argument& argument : call->arguments)
                    given.insert(argument.callables.begin(), argument.callables.end());
        return !given.empty() && std::all_of(given.begin(), given.end(), [&](const EntityId& callable) {
            std::set<EntityId> seen;
            return disconnects(callable, deepest, seen) && asks_nobody(seen);
        });
    }

    /// `seen`: all that the function calls.
    bool disconnects(const EntityId& function, int depth, std::set<EntityId>& seen) const {
        if (!seen.insert(function).second) return false;
        bool found = false;
        for (const Call* call : program_.calls_in(function)) {
            if (call->in_library) found = found || models_.matches(&Model::disconnect_calls, call->name);
            else if (depth > 0) found = disconnects(call->callee, depth - 1, seen) || found;
        }
        return found;
    }

    /// No database, no other server, no file.
    bool asks_nobody(const std::set<EntityId>& functions) const {
        return std::all_of(functions.begin(), functions.end(), [&](const EntityId& function) {
            auto& calls = program_.calls_in(function);
            return std::all_of(calls.begin(), calls.end(),
                               [&](const Call* call) { return models_.sinks(call->name).empty(); });
        });
    }
};

}  // namespace

void gather_timers(Subject& subject) { Timers(subject).gather(); }

}  // namespace stateless::lint
