// Follows a place to the variable or field that a finding would be reported at. By-value parts belong to the whole;
// an object behind a pointer is on its own, and its fields are judged one by one.
#include "program/objects.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace stateless::lint {

namespace {

using Step = Place::Step::Kind;

constexpr int max_depth = 4;
constexpr std::size_t max_owners = 8;

Place join(const Place& base, const std::vector<Place::Step>& rest) {
    Place result = base;
    for (auto& step : rest) {
        bool pointer = !result.steps.empty() && result.steps.back().kind == Step::address;
        if (pointer) result.steps.pop_back();
        if (pointer && step.kind == Step::deref) continue;
        result.steps.push_back(step);
    }
    return result;
}

}  // namespace

Objects::Objects(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
    : program_(program), reach_(reach), lifetimes_(lifetimes) {
    static const std::set<std::string> again{"route", "rpc", "message", "connection", "middleware", "timer"};
    std::map<EntityId, const Root*> handlers;
    for (auto& root : reach.roots()) {
        if (root.kind == "loop") waits_in_loop_.insert(root.function);
        if (again.contains(root.kind) && !root.registered_in.empty()) handlers.try_emplace(root.function, &root);
    }
    for (auto& capture : program.facts().captures) {
        const Variable* variable = capture.by_reference ? nullptr : program.variable(capture.variable);
        const auto handler = handlers.find(capture.lambda);
        if (variable && variable->owner == capture.lambda && handler != handlers.end())
            closures_[variable->id] = {handler->second->registered_in, handler->second->registered_loop};
    }
    for (auto& call : program.facts().calls) {
        if (!call.in_library) continue;
        for (std::size_t i = 0; i < call.arguments.size(); ++i)
            for (auto& id : call.arguments[i].callables) {
                const Function* function = program.function(id);
                if (!function) continue;
                const bool receiver = function->kind == Function::Kind::method && !function->is_static;
                handed_over_[id].push_back({&call, i + 1 + (receiver ? 1 : 0)});
            }
    }
}

std::vector<Owner> Objects::owners(const Place& place, const EntityId& function) const {
    std::vector<Owner> found;
    resolve(place, function, 0, found);
    std::vector<Owner> unique;
    for (auto& owner : found) {
        bool seen = std::any_of(unique.begin(), unique.end(), [&](const Owner& other) {
            return other.variable == owner.variable && other.first_field == owner.first_field;
        });
        if (!seen) unique.push_back(owner);
    }
    return unique;
}

bool Objects::is_state_field(const Variable& field) const {
    Lifetime lifetime = lifetimes_.of(field.owner);
    return lifetime != Lifetime::unknown && !lifetimes_.is_per_connection(field.owner) &&
           !lifetimes_.is_link_to_client(field.id);
}

/// Whoever calls the method while serving calls it on a part of a client's own object: `session.incoming_.decode()`.
bool Objects::runs_on_clients_own(const EntityId& method) const {
    bool called = false;
    for (const Call* call : program_.calls_of(method)) {
        if (!reach_.serves_at(call->caller, call->loop)) continue;
        const auto& steps = call->receiver.steps;
        auto part = std::find_if(steps.rbegin(), steps.rend(), [](auto& step) { return step.kind != Step::address; });
        const Variable* field =
            part != steps.rend() && part->kind == Step::field ? program_.variable(part->field) : nullptr;
        if (!field || points(field->type) || !lifetimes_.is_per_connection(field->owner)) return false;
        called = true;
    }
    return called;
}

void Objects::follow_field(const Variable& field, const Place& place, std::size_t step, int depth, bool guessed,
                           std::vector<Owner>& out) const {
    if (is_state_field(field)) return follow(&field, place, step, guessed, out);
    follow_private(field, place, step, depth, guessed, out);
}

/// An object of one request or client may refer to one that all share.
void Objects::follow_private(const Variable& field, const Place& place, std::size_t step, int depth, bool guessed,
                             std::vector<Owner>& out) const {
    const std::size_t own = step;
    for (; step < place.steps.size(); ++step) {
        if (place.steps[step].kind != Step::deref) continue;
        auto next = std::find_if(place.steps.begin() + static_cast<std::ptrdiff_t>(step), place.steps.end(),
                                 [](auto& later) { return later.kind == Step::field; });
        if (next == place.steps.end()) {
            if (step == own && is_data_behind(field.type)) from_holder(field, place, own, depth, out);
            return;
        }
        const Variable* shared = program_.variable(next->field);
        const auto after = static_cast<std::size_t>(next - place.steps.begin()) + 1;
        if (shared && lifetimes_.of(shared->owner) == Lifetime::direct)
            follow_field(*shared, place, after, depth, guessed, out);
        return;
    }
}

void Objects::from_holder(const Variable& field, const Place& place, std::size_t step, int depth,
                          std::vector<Owner>& out) const {
    if (depth >= max_depth) return;
    const std::vector<Place::Step> rest(place.steps.begin() + static_cast<std::ptrdiff_t>(step), place.steps.end());
    for (const Definition* definition : program_.definitions_of(field.id)) {
        const Function* setter = program_.function(definition->function);
        if (!setter || definition->value.kind != Value::Kind::parameter) continue;
        auto from = [&](const Call& call, std::size_t at) {
            if (at >= call.arguments.size() || out.size() >= max_owners) return;
            resolve(join(call.arguments[at].place, rest), call.caller, depth + 1, out, true);
        };
        for (const Call* call : program_.calls_of(setter->id)) from(*call, definition->value.index);
        if (setter->kind != Function::Kind::constructor) continue;
        for (const Maker& maker : program_.makers_of(setter->record))
            if (!maker.in_place) from(*maker.call, maker.first + definition->value.index);
    }
}

void Objects::follow(const Variable* start, const Place& place, std::size_t step, bool guessed,
                     std::vector<Owner>& out) const {
    Owner owner{start, {}, guessed};
    bool behind_pointer = false;
    for (; step < place.steps.size(); ++step) {
        auto& current = place.steps[step];
        if (current.kind == Step::deref) behind_pointer = true;
        if (current.kind != Step::field) continue;
        const Variable* field = program_.variable(current.field);
        if (!field) break;
        if (behind_pointer) {
            if (lifetimes_.is_per_connection(field->owner) || !is_state_field(*field)) return;
            owner = {field, {}, guessed};
            behind_pointer = false;
        } else if (owner.first_field.empty()) {
            owner.first_field = field->id;
        }
    }
    if (behind_pointer && !is_data_behind(owner.variable->type)) return;
    if (out.size() < max_owners) out.push_back(owner);
}

bool Objects::is_data_behind(const Type& holder) const {
    const Type* type = &pointee(holder);
    while (holds_many(*type, program_.models()) && !type->args.empty()) type = &pointee(type->args.back());
    return type->kind == Type::Kind::builtin || type->kind == Type::Kind::enumeration ||
           type->name.starts_with("std::") || type->kind == Type::Kind::other;
}

void Objects::guess(const Place& place, std::vector<Owner>& out) const {
    for (std::size_t i = 0; i < place.steps.size(); ++i) {
        if (place.steps[i].kind != Step::field) continue;
        const Variable* field = program_.variable(place.steps[i].field);
        if (field) follow_field(*field, place, i + 1, max_depth, true, out);
        return;
    }
}

/// Typed arguments follow the callable in order; a C library hands its one void* to the callback's void*.
const Argument* Objects::argument_for(const Site& site, const Function& function, unsigned parameter) const {
    if (parameter >= function.parameters.size()) return nullptr;
    auto& arguments = site.call->arguments;
    const Type& wanted = pointee(function.parameters[parameter]);
    if (wanted.name == "void") {
        const Argument* found = nullptr;
        for (std::size_t i = std::min(site.first, arguments.size()); i < arguments.size(); ++i)
            if (pointee(arguments[i].type).name == "void" && arguments[i].type.kind == Type::Kind::pointer)
                found = &arguments[i];
        return found;
    }
    const std::size_t at = site.first + parameter;
    if (at >= arguments.size() || pointee(arguments[at].type).name != wanted.name) return nullptr;
    return &arguments[at];
}

std::vector<const Call*> Objects::serving_calls_of(const EntityId& function) const {
    std::vector<const Call*> sites;
    const auto add = [&](const EntityId& called) {
        for (const Call* call : program_.calls_of(called))
            if (!call->once && reach_.serves_at(call->caller, call->loop)) sites.push_back(call);
    };
    add(function);
    if (const Function* callee = program_.function(function))
        for (auto& overridden : callee->overrides) add(overridden);
    return sites;
}

/// Many places begin at the same parameter, and each way to it leads over the same callers. What is there does not
/// depend on what was found elsewhere, but for the limit.
void Objects::from_parameter(const Place& place, const EntityId& function, int depth, std::vector<Owner>& out,
                             bool kept) const {
    Behind& behind = behind_parameters_[function];
    auto known = std::find_if(behind.known.begin(), behind.known.end(), [&](const Known& other) {
        return other.index == place.index && other.depth == depth && other.kept == kept && other.steps == place.steps;
    });
    if (known == behind.known.end()) {
        std::vector<Owner> owners = owners_behind(place, function, behind, depth, kept);
        behind.known.push_back({place.index, depth, kept, place.steps, std::move(owners)});
        known = std::prev(behind.known.end());
    }
    for (auto& owner : known->owners)
        if (out.size() < max_owners) out.push_back(owner);
}

std::vector<Owner> Objects::owners_behind(const Place& place, const EntityId& function, Behind& behind, int depth,
                                          bool kept) const {
    std::vector<Owner> out;
    bool seen = false;
    if (!behind.calls) behind.calls = serving_calls_of(function);
    for (const Call* call : *behind.calls) {
        if (place.index >= call->arguments.size()) continue;
        seen = true;
        const Place& argument = call->arguments[place.index].place;
        if (argument.root == Place::Root::unknown) guess(place, out);
        else resolve(join(argument, place.steps), call->caller, depth + 1, out, kept);
        if (out.size() >= max_owners) return out;
    }
    const Function* callee = program_.function(function);
    auto handed = handed_over_.find(function);
    if (callee && handed != handed_over_.end())
        for (auto& site : handed->second) {
            const Argument* argument = argument_for(site, *callee, place.index);
            if (!argument || argument->place.root == Place::Root::unknown) continue;
            seen = true;
            resolve(join(argument->place, place.steps), site.call->caller, depth + 1, out, true);
            if (out.size() >= max_owners) return out;
        }
    if (!seen) guess(place, out);
    return out;
}

void Objects::from_call(const Place& place, int depth, std::vector<Owner>& out) const {
    std::vector<EntityId> callees{place.entity};
    auto& overriders = program_.overriders_of(place.entity);
    callees.insert(callees.end(), overriders.begin(), overriders.end());
    bool seen = false;
    for (auto& callee : callees)
        for (const ReturnedPlace* returned : program_.places_returned_by(callee)) {
            seen = true;
            resolve(join(returned->place, place.steps), callee, depth + 1, out);
            if (out.size() >= max_owners) return;
        }
    if (!seen) guess(place, out);
}

bool Objects::outlives_in_closure(const Variable& variable) const {
    const auto closure = closures_.find(variable.id);
    if (closure == closures_.end()) return false;
    const auto& [maker, loop] = closure->second;
    return !reach_.serves_at(maker, loop) && reach_.starts_up(maker);
}

void Objects::from_local(const Variable& variable, const Place& place, const EntityId& function, int depth,
                         std::vector<Owner>& out, bool kept) const {
    if (outlives_in_closure(variable)) return follow(&variable, place, 0, false, out);
    // What an optional holds is the local's own.
    const bool wraps = variable.type.name.ends_with("::optional") && !place.steps.empty();
    const std::size_t own = wraps && place.steps.front().kind == Step::deref ? 1 : 0;
    bool dereferenced = std::any_of(place.steps.begin() + static_cast<std::ptrdiff_t>(own), place.steps.end(),
                                    [](auto& step) { return step.kind == Step::deref; });
    const Type& type = pointee(variable.type);
    const Models& models = program_.models();
    const bool lent = depth > 0 && holds_many(type, models) && type.kind != Type::Kind::array && !type.args.empty() &&
                      type.args.back().kind != Type::Kind::builtin;
    const bool other = variable.owner != function;
    const bool table = holds_many(type, models) || models.is_type(type.name, "descriptors");
    const bool around = depth == 0 && table && waits_in_loop_.contains(function);
    if ((other || kept || lent || around) && lifetimes_.outlives_requests(variable)) {
        if (other || type.record.empty()) return follow(&variable, place, 0, false, out);
        return guess(place, out);  // its fields are judged one by one
    }
    const bool served = reach_.serves_at(variable.owner, variable.loop);
    if (variable.owner != function && !served && reach_.starts_up(variable.owner))
        return follow(&variable, place, 0, false, out);
    if (dereferenced) guess(place, out);
}

void Objects::resolve(const Place& place, const EntityId& function, int depth, std::vector<Owner>& out,
                      bool kept) const {
    if (depth > max_depth) return guess(place, out);
    switch (place.root) {
    case Place::Root::fresh: return;
    case Place::Root::unknown: return guess(place, out);
    case Place::Root::parameter: return from_parameter(place, function, depth, out, kept);
    case Place::Root::call: return from_call(place, depth, out);
    case Place::Root::this_object: {
        // What a field of a library's base class points to has no holder here.
        if (!place.steps.empty() && place.steps.front().kind == Step::deref) return guess(place, out);
        if (place.steps.empty() || place.steps.front().kind != Step::field) return;
        const Variable* field = program_.variable(place.steps.front().field);
        if (!field) return;
        bool own = depth > 0 || reach_.serves_shared(function) || !reach_.serves(function);
        if (own && depth == 0 && runs_on_clients_own(function)) return;
        if (own) follow_field(*field, place, 1, depth, false, out);
        else follow_private(*field, place, 1, depth, false, out);
        return;
    }
    case Place::Root::variable: {
        const Variable* variable = program_.variable(place.entity);
        if (!variable) return;
        bool local = variable->storage == Variable::Storage::local || variable->storage == Variable::Storage::parameter;
        if (!local) return follow(variable, place, 0, false, out);
        return from_local(*variable, place, function, depth, out, kept);
    }
    }
}

}  // namespace stateless::lint
