// One walk, from the library's call outward: what the call's result or object is handed to decides whether the caller,
// the object's maker or nobody else is asked next.
#include "rules/support/opened_connections.h"

#include <algorithm>
#include <deque>

#include "program/mentions.h"
#include "program/once.h"

namespace stateless::lint {
namespace {

constexpr int most_hops = 6;

}  // namespace

OpenedConnections::OpenedConnections(const Analysis& analysis, const ConnectionTypes& types)
    : analysis_(analysis), program_(analysis.program), models_(program_.models()), types_(types) {
    if (!analysis.reach.is_server()) return;
    index();
    find_repeated();
    find_closers();
    for (const DatabaseCall& database : database_calls(analysis)) {
        if (!database.opens()) continue;
        seen_.clear();
        any_found_ = false;
        const Opening opening = at_call(*database.call);
        follow(opening, database.system, 0);
        if (any_found_) made_for_requests_.insert(method_record(opening.function));
        if (any_found_ && analysis.reach.serves_at(opening.function, opening.loop)) add(opening, database.system);
    }
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
    // An object that connects again where the link is down is still the one that was opened.
    std::set<Span> spans;
    std::map<std::pair<EntityId, std::string>, std::string> openers;  // by function and class
    found_.erase(std::remove_if(found_.begin(), found_.end(),
                                [&](const OpenedForRequest& opened) {
                                    const std::string record = opened.opens.substr(0, opened.opens.rfind("::"));
                                    const auto& first =
                                        openers.emplace(std::pair(opened.function, record), opened.opens).first->second;
                                    return first != opened.opens || !spans.insert(opened.span).second;
                                }),
                 found_.end());
}

void OpenedConnections::index() {
    for (const Creation& creation : program_.facts().creations) creations_[creation.record].push_back(&creation);
}

/// What long-lived threads call in their loops comes again and again, as a request does.
void OpenedConnections::find_repeated() {
    for (const Root& root : analysis_.reach.roots()) {
        if (root.kind != "background") continue;
        std::set<std::pair<EntityId, bool>> visited;
        std::deque<std::pair<EntityId, bool>> queue{{root.function, false}};
        while (!queue.empty()) {
            const auto [function, again] = queue.front();
            queue.pop_front();
            if (!visited.insert({function, again}).second) continue;
            if (again) repeated_.insert(function);
            for (const Call* call : program_.calls_in(function)) {
                if (call->once) continue;
                queue.push_back({call->callee, again || call->loop != 0});
                for (const EntityId& overrider : program_.overriders_of(call->callee))
                    queue.push_back({overrider, again || call->loop != 0});
            }
        }
    }
}

void OpenedConnections::find_closers() {
    for (const Call& call : program_.facts().calls) {
        if (!models_.matches(&Model::database_close_calls, call.name)) continue;
        const Function* function = program_.function(call.caller);
        if (!function || function->record.empty() || function->kind != Function::Kind::method) continue;
        std::set<EntityId>& fields = closers_[function->id];
        if (const EntityId field = named_entity(call.receiver); !field.empty()) fields.insert(field);
        for (const Argument& argument : call.arguments)
            if (const EntityId field = named_entity(argument.place); !field.empty()) fields.insert(field);
    }
}

bool OpenedConnections::runs_for_requests(const EntityId& function, unsigned loop) const {
    const Reach& reach = analysis_.reach;
    if (!reach.serves_at(function, loop)) return false;
    for (const Root* root : reach.roots_of(function)) {
        if (root->kind != "background") return true;
        if (!root->registered_in.empty() && reach.serves(root->registered_in)) return true;  // a thread per request
    }
    return repeated_.contains(function);
}

/// Not known to be a part of start-up either: the next handler may call it, as it calls its neighbours.
bool OpenedConnections::nobody_calls(const EntityId& function) const {
    const Function* known = program_.function(function);
    return known && known->kind != Function::Kind::lambda && program_.calls_of(function).empty() &&
           !analysis_.reach.starts_up(function) && !analysis_.reach.serves(function) && runs_beside_handlers(*known);
}

/// Its class, or its file where it has none, holds code that serves requests.
bool OpenedConnections::runs_beside_handlers(const Function& function) const {
    return std::any_of(
        program_.facts().functions.begin(), program_.facts().functions.end(), [&](const Function& other) {
            const bool beside = function.record.empty() ? other.span.file == function.span.file && other.record.empty()
                                                        : other.record == function.record;
            return beside && runs_for_requests(other.id, 0);
        });
}

EntityId OpenedConnections::method_record(const EntityId& function) const {
    EntityId at = function;
    for (int hops = 0; hops < most_hops; ++hops) {
        const Function* known = program_.function(at);
        if (!known) return {};
        if (!known->record.empty() && known->kind != Function::Kind::lambda) return known->record;
        at = known->parent;
    }
    return {};
}

/// A class that keeps many connections, or a function that takes one from among many.
bool OpenedConnections::uses_a_pool(const EntityId& function) const {
    if (types_.is_pool(method_record(function))) return true;
    return std::any_of(program_.accesses_in(function).begin(), program_.accesses_in(function).end(),
                       [&](const Access* access) {
                           const Variable* variable = program_.variable(named_entity(access->place));
                           return variable && types_.keeps_many(variable->type);
                       });
}

OpenedConnections::Opening OpenedConnections::at_call(const Call& call) const {
    Opening opening{call.caller, call.span, call.loop, call.scope, call.once, call.unset, constructed_name(call),
                    {},          false};
    if (call.has_receiver && call.receiver.root != Place::Root::fresh) {
        const Variable* receiver = program_.variable(named_entity(call.receiver));
        if (receiver && types_.leads_to_one(receiver->type)) {
            const Type& type = pointee(receiver->type);
            const bool connects = models_.is_type(type.name, "database_connection") || types_.is_wrapper(type.record) ||
                                  models_.is_type(type.name, "embedded_database");
            if (connects) {
                opening.object = call.receiver;
                return opening;
            }
        }
    }
    for (const Argument& argument : call.arguments) {
        const Type& type = pointee(argument.type);
        const bool handle =
            argument.type.kind != Type::Kind::record &&
            (models_.is_type(type.name, "database_connection") || models_.is_type(type.name, "embedded_database"));
        if (!handle || type.is_const || argument.place.root == Place::Root::unknown) continue;
        opening.object = argument.place;
        return opening;
    }
    opening.by_result = true;
    return opening;
}

std::vector<OpenedConnections::Kept> OpenedConnections::keepers(const Opening& opening) const {
    std::vector<Kept> result;
    if (opening.by_result) of_result(opening.function, opening.span, 0, result);
    else of_place(opening.object, opening.function, 0, result);
    return result;
}

void OpenedConnections::add(const Opening& opening, const std::string& system, bool closed_again) {
    any_found_ = true;
    found_.push_back({opening.function, opening.span, opening.name, system, closed_again});
}

bool OpenedConnections::add_reopened(const Opening& opening, const Kept& kept, const std::string& system) {
    const std::set<EntityId> closed = closed_later(opening, kept);
    if (closed.empty()) return false;
    reopened_.insert(closed.begin(), closed.end());
    add(opening, system, true);
    return true;
}

void OpenedConnections::follow(const Opening& opening, const std::string& system, int depth) {
    if (depth > most_hops || opening.once || opening.function.empty()) return;
    if (!seen_.insert({opening.function, opening.span}).second) return;
    if (uses_a_pool(opening.function)) return;
    for (const Kept& kept : keepers(opening)) {
        switch (kept.by) {
        case Keeper::nobody:
        case Keeper::request:
            if (runs_for_requests(opening.function, opening.loop)) add(opening, system);
            else if (nobody_calls(opening.function)) add_reopened(opening, kept, system);
            break;
        case Keeper::kept:
            if (runs_for_requests(opening.function, opening.loop)) add_reopened(opening, kept, system);
            break;
        case Keeper::object:
        case Keeper::parameter:
        case Keeper::caller: follow_callers(opening, opening.function, kept, system, depth); break;
        }
    }
}

void OpenedConnections::follow_callers(const Opening& opening, const EntityId& function, const Kept& kept,
                                       const std::string& system, int depth) {
    const Function* known = program_.function(function);
    if (!known) return;
    if (kept.by == Keeper::object) {
        if (runs_for_requests(function, opening.loop) && add_reopened(opening, kept, system)) return;
        if (known->kind == Function::Kind::constructor) return follow_creations(known->record, function, system, depth);
        if (known->kind == Function::Kind::lambda)
            return follow_callers(opening, known->parent, kept, system, depth + 1);
        // A framework's or a client's own object, which nobody in the program makes for longer.
        const auto& roots = analysis_.reach.roots();
        const bool is_root =
            std::any_of(roots.begin(), roots.end(), [&](const Root& root) { return root.function == function; });
        if (is_root && analysis_.lifetimes.of(known->record) != Lifetime::direct && opening.unset.empty() &&
            runs_for_requests(function, opening.loop))
            add(opening, system);
    }
    std::vector<EntityId> callees{function};
    callees.insert(callees.end(), known->overrides.begin(), known->overrides.end());
    for (const EntityId& callee : callees) {
        for (const Call* call : program_.calls_of(callee)) {
            Opening next{call->caller, call->span, call->loop, call->scope, call->once,
                         call->unset,  call->name, {},         false};
            if (kept.by == Keeper::caller) {
                next.by_result = true;
            } else if (kept.by == Keeper::object) {
                next.object = call->receiver;
            } else {
                if (kept.parameter >= call->arguments.size()) continue;
                next.object = call->arguments[kept.parameter].place;
            }
            follow(next, system, depth + 1);
        }
    }
}

/// Where objects are made whose constructor opens: by that constructor, by make_unique, or as a part of another object
/// whose own constructor nobody wrote.
void OpenedConnections::follow_creations(const EntityId& record, const EntityId& constructor, const std::string& system,
                                         int depth) {
    if (depth > most_hops) return;
    const Record* known = program_.record(record);
    const std::string name = known ? known->name : std::string();
    auto from = [&](const EntityId& function, const Span& span, unsigned loop, unsigned scope, bool once) {
        follow({function, span, loop, scope, once, {}, name, {}, true}, system, depth + 1);
    };
    for (const Call* call : program_.calls_of(constructor))
        from(call->caller, call->span, call->loop, call->scope, call->once);
    for (const Maker& maker : program_.makers_of(record)) {
        const Call& call = *maker.call;
        if (!maker.in_place && call.name.starts_with("std::"))
            from(call.caller, call.span, call.loop, call.scope, call.once);
    }
    if (constructor.empty()) {
        for (const Creation* creation : creations_[record])
            if (creation->how != Creation::How::temporary)
                from(creation->function, creation->span, creation->loop, 0, false);
    }
    for (const Record& outer : program_.facts().records) {
        const bool by_base = std::any_of(outer.bases.begin(), outer.bases.end(),
                                         [&](const Type& base) { return base.record == record; });
        const bool by_field = std::any_of(outer.fields.begin(), outer.fields.end(), [&](const EntityId& field) {
            const Variable* variable = program_.variable(field);
            return variable && variable->type.record == record && variable->type.kind == Type::Kind::record;
        });
        if (!by_base && !by_field) continue;
        const auto& functions = program_.facts().functions;
        const bool written = std::any_of(functions.begin(), functions.end(), [&](const Function& function) {
            return function.kind == Function::Kind::constructor && function.record == outer.id && function.has_body;
        });
        if (!written) follow_creations(outer.id, {}, system, depth + 1);
    }
}

}  // namespace stateless::lint
