// What a connection is handed to in the function that opens it: the keepers' half of OpenedConnections.
#include <algorithm>

#include "program/mentions.h"
#include "program/once.h"
#include "rules/support/opened_connections.h"

namespace stateless::lint {
namespace {

constexpr int most_names = 5;

}  // namespace

void OpenedConnections::of_place(const Place& place, const EntityId& function, int depth,
                                 std::vector<Kept>& out) const {
    switch (place.root) {
    case Place::Root::variable: {
        const Variable* variable = program_.variable(place.entity);
        if (!variable) return;
        if (variable->storage == Variable::Storage::local) return of_local(*variable, function, false, depth, out);
        out.push_back({Keeper::kept, variable, 0});
        return;
    }
    case Place::Root::this_object: out.push_back({Keeper::object, program_.variable(named_entity(place)), 0}); return;
    case Place::Root::parameter: out.push_back({Keeper::parameter, nullptr, place.index}); return;
    case Place::Root::fresh: out.push_back({Keeper::nobody, nullptr, 0}); return;
    case Place::Root::call:
    case Place::Root::unknown: return;
    }
}

/// A function that returns what it has just made.
bool OpenedConnections::makes_anew(const EntityId& function, int depth) const {
    if (depth > most_names || uses_a_pool(function)) return false;
    for (const ReturnedPlace* returned : program_.places_returned_by(function))
        if (returned->place.root != Place::Root::fresh) return false;
    bool makes = false;
    for (const Definition* definition : program_.definitions_of(function)) {
        if (definition->kind != Definition::Kind::returned) continue;
        const Value& value = definition->value;
        const Variable* variable = program_.variable(value.entity);
        if (value.kind == Value::Kind::entity && variable && variable->storage != Variable::Storage::local)
            return false;
        makes = true;
    }
    return makes;
}

/// The local is another name for something that others have too.
bool OpenedConnections::is_borrowed(const Variable& local, int depth, std::vector<Kept>& out,
                                    const EntityId& function) const {
    if (!points(local.type)) return false;
    for (const Definition* definition : program_.definitions_of(local.id)) {
        const Value& value = definition->value;
        if (value.kind == Value::Kind::parameter) {
            out.push_back({Keeper::parameter, nullptr, value.index});
            return true;
        }
        if (value.kind == Value::Kind::entity) {
            const Variable* other = program_.variable(value.entity);
            if (!other || other->id == local.id) continue;
            if (other->storage == Variable::Storage::local) of_local(*other, function, false, depth + 1, out);
            else if (other->storage == Variable::Storage::field) out.push_back({Keeper::object, other, 0});
            else out.push_back({Keeper::kept, other, 0});
            return true;
        }
        if (value.kind != Value::Kind::call) continue;
        const bool own = program_.function(value.entity) != nullptr;
        const bool of_library = value.text.starts_with("std::") && !value.text.starts_with("std::make_") &&
                                value.text.find("_ptr::") == std::string::npos;
        if (own ? !makes_anew(value.entity, depth) : of_library) return true;
    }
    return false;
}

void OpenedConnections::of_local(const Variable& local, const EntityId& function, bool opened_there, int depth,
                                 std::vector<Kept>& out) const {
    if (depth > most_names) return;
    if (analysis_.lifetimes.outlives_requests(local)) {
        out.push_back({Keeper::kept, &local, 0});
        return;
    }
    if (!opened_there && is_borrowed(local, depth, out, function)) return;
    bool handed_on = false;
    for (const Definition* definition : program_.definitions_in(function)) {
        if (definition->entity == local.id || !mentions(definition->value, local.id)) continue;
        if (definition->kind == Definition::Kind::returned) {
            const Function* maker = program_.function(function);
            if (!maker || !types_.leads_to_one(maker->returns)) continue;
            out.push_back({Keeper::caller, nullptr, 0});
            handed_on = true;
            continue;
        }
        const Variable* target = program_.variable(definition->entity);
        if (!target || !types_.leads_to_one(target->type)) continue;
        handed_on = true;
        if (target->storage == Variable::Storage::local) of_local(*target, function, true, depth + 1, out);
        else if (target->storage == Variable::Storage::field) out.push_back({Keeper::object, target, 0});
        else out.push_back({Keeper::kept, target, 0});
    }
    for (const Access* access : program_.accesses_in(function)) {
        if (access->kind != Access::Kind::write || access->operation != "=" || !mentions(access->value, local.id))
            continue;
        if (access->place.root != Place::Root::parameter) continue;
        out.push_back({Keeper::parameter, nullptr, access->place.index});
        handed_on = true;
    }
    for (const Call* call : program_.calls_in(function)) {
        const bool given = std::any_of(call->arguments.begin(), call->arguments.end(),
                                       [&](const Argument& argument) { return mentions(argument, local.id); });
        if (!given) continue;
        const Variable* receiver = call->has_receiver ? program_.variable(named_entity(call->receiver)) : nullptr;
        if (receiver && receiver->id != local.id && types_.keeps_many(receiver->type)) handed_on = true;
        const Function* callee = program_.function(call->callee);
        const bool wraps = callee && callee->kind == Function::Kind::constructor && types_.is_wrapper(callee->record);
        const bool makes = !call->template_arguments.empty() && call->name.starts_with("std::make_") &&
                           types_.is_wrapper(call->template_arguments.front().record);
        if (wraps || makes) {
            of_result(function, call->span, depth + 1, out);
            handed_on = true;
        }
    }
    if (!handed_on) out.push_back({Keeper::request, &local, 0});
}

void OpenedConnections::of_result(const EntityId& function, const Span& span, int depth, std::vector<Kept>& out) const {
    if (depth > most_names) return;
    const Function* opener = program_.function(function);
    const std::size_t before = out.size();
    bool kept = false;
    for (const Definition* definition : program_.definitions_in(function)) {
        if (!contains(definition->span, span) && !contains(definition->value.span, span)) continue;
        if (definition->kind == Definition::Kind::returned) {
            if (!opener || !types_.leads_to_one(opener->returns)) continue;
            out.push_back({Keeper::caller, nullptr, 0});
            continue;
        }
        const Variable* target = program_.variable(definition->entity);
        if (!target || !(types_.leads_to_one(target->type) || types_.keeps_many(target->type))) continue;
        if (types_.keeps_many(target->type)) kept = true;
        else if (target->storage == Variable::Storage::local) of_local(*target, function, true, depth, out);
        else if (target->storage != Variable::Storage::field) out.push_back({Keeper::kept, target, 0});
        else {
            const auto& accesses = program_.accesses_in(function);
            const auto written = std::find_if(accesses.begin(), accesses.end(), [&](const Access* access) {
                return access->kind == Access::Kind::write && named_entity(access->place) == target->id &&
                       contains(access->value.span, span);
            });
            if (written != accesses.end()) of_place((*written)->place, function, depth, out);
            else out.push_back({Keeper::object, target, 0});
        }
    }
    if (out.size() > before || kept) return;
    for (const Call* call : program_.calls_in(function)) {
        if (call->span == span) continue;
        const bool given = std::any_of(call->arguments.begin(), call->arguments.end(),
                                       [&](const Argument& argument) { return contains(argument.value.span, span); });
        if (!given) continue;
        const Variable* receiver = call->has_receiver ? program_.variable(named_entity(call->receiver)) : nullptr;
        if (receiver && types_.keeps_many(receiver->type)) return;
        if (receiver && types_.leads_to_one(receiver->type) && call->in_library)
            return of_place(call->receiver, function, depth, out);
        const Function* callee = program_.function(call->callee);
        const bool wraps = callee && callee->kind == Function::Kind::constructor && types_.is_wrapper(callee->record);
        const bool holds =
            call->in_library && !call->template_arguments.empty() &&
            (types_.leads_to_one(call->template_arguments.front()) || call->name.find("_ptr::") != std::string::npos);
        if (wraps || holds) return of_result(function, call->span, depth + 1, out);
        if (!call->in_library) return;  // the program's own function may keep it
    }
    if (opener && opener->kind == Function::Kind::constructor) {
        // Another constructor of the same object, or that of its base.
        const auto call = std::find_if(program_.calls_in(function).begin(), program_.calls_in(function).end(),
                                       [&](const Call* one) { return one->span == span; });
        const Function* callee =
            call == program_.calls_in(function).end() ? nullptr : program_.function((*call)->callee);
        const auto& derived = callee ? program_.derived_from(callee->record) : std::vector<EntityId>();
        const bool delegates = callee && callee->record == opener->record;
        if (delegates || std::find(derived.begin(), derived.end(), opener->record) != derived.end()) {
            out.push_back({Keeper::object, nullptr, 0});
            return;
        }
    }
    out.push_back({Keeper::nobody, nullptr, 0});
}

/// The same function closes it again, in the block in which it opens it.
std::set<EntityId> OpenedConnections::closed_later(const Opening& opening, const Kept& kept) const {
    for (const Call* call : program_.calls_in(opening.function)) {
        if (call->scope != opening.scope || !(opening.span < call->span)) continue;
        if (models_.matches(&Model::database_close_calls, call->name)) {
            if (kept.variable && mentions(*call, kept.variable->id)) return {kept.variable->id};
            continue;
        }
        const auto closer = closers_.find(call->callee);
        if (closer != closers_.end() && call->receiver == opening.object) return closer->second;
    }
    return {};
}

}  // namespace stateless::lint
