// A branch runs once if it tests that something is not set, sets it, and nothing ever unsets it.
#include "program/once.h"

#include <algorithm>

namespace stateless::lint {

namespace {

constexpr int max_depth = 3;

bool among(const EntityId& entity, const std::vector<EntityId>& entities) {
    return std::find(entities.begin(), entities.end(), entity) != entities.end();
}

}  // namespace

EntityId named_entity(const Place& place) {
    EntityId entity = place.root == Place::Root::variable ? place.entity : EntityId{};
    for (auto& step : place.steps)
        if (step.kind == Place::Step::Kind::field) entity = step.field;
    return entity;
}

bool names_directly(const Access& access) {
    return access.place.root == Place::Root::variable || access.place.root == Place::Root::this_object;
}

Once::Once(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
    : program_(program), reach_(reach), lifetimes_(lifetimes) {
    for (auto& creation : program.facts().creations) {
        const Function* maker = program.function(creation.function);
        const bool own_factory = maker && maker->record == creation.record;
        if (creation.how == Creation::How::heap && !own_factory && reach.serves_at(creation.function, creation.loop))
            created_while_serving_.insert(creation.record);
    }
    for (auto& root : reach.roots()) roots_.insert(root.function);
    for (auto& access : program.facts().accesses) {
        const Function* function = program.function(access.function);
        const bool construction =
            function && function->kind == Function::Kind::constructor && access.place.root == Place::Root::this_object;
        if (access.kind == Access::Kind::read || construction) continue;
        if (reach.serves_at(access.function, access.loop)) writes_[named_entity(access.place)].push_back(&access);
    }
}

bool Once::happens_once(const Access& access) const {
    if (access.value.kind != Value::Kind::integer && access.value.kind != Value::Kind::text &&
        !depends_on_no_request(access))
        return false;
    const EntityId written = named_entity(access.place);
    return sets_what_it_tests(access.unset, written, access.function, {}) || runs_once(access.function, written, 0);
}

bool Once::runs_once(const EntityId& function, const EntityId& written, int depth) const {
    if (depth > max_depth || roots_.contains(function)) return false;
    bool called = false;
    for (const Call* call : program_.calls_of(function)) {
        if (call->once || !reach_.serves_at(call->caller, call->loop)) continue;
        called = true;
        if (!sets_what_it_tests(call->unset, written, call->caller, function) &&
            !runs_once(call->caller, written, depth + 1))
            return false;
    }
    return called && program_.overriders_of(function).empty();
}

bool Once::sets_what_it_tests(const std::vector<EntityId>& unset, const EntityId& written, const EntityId& function,
                              const EntityId& called) const {
    return std::any_of(unset.begin(), unset.end(), [&](const EntityId& entity) {
        if (!is_set_once(entity) || !is_the_only_one(entity, written)) return false;
        if (set_in(entity, function) || (!called.empty() && set_in(entity, called))) return true;
        for (const Call* call : program_.calls_in(function))
            if (among(entity, call->unset) && set_in(entity, call->callee)) return true;
        return false;
    });
}

bool Once::set_in(const EntityId& entity, const EntityId& function) const {
    auto found = writes_.find(entity);
    return found != writes_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                 [&](const Access* write) { return write->function == function; });
}

bool Once::tested_by_all_callers(const EntityId& function, const EntityId& entity, int depth) const {
    if (depth > max_depth || roots_.contains(function)) return false;
    bool called = false;
    for (const Call* call : program_.calls_of(function)) {
        if (call->once || !reach_.serves_at(call->caller, call->loop)) continue;
        called = true;
        if (!among(entity, call->unset) && !tested_by_all_callers(call->caller, entity, depth + 1)) return false;
    }
    return called;
}

/// What a request brought cannot get into it: a function without parameters fills it, or a loop does.
bool Once::depends_on_no_request(const Access& access) const {
    const Function* function = program_.function(access.function);
    const bool bare = function && function->parameters.empty() && function->kind != Function::Kind::lambda &&
                      !roots_.contains(access.function);
    const Variable* variable = program_.variable(named_entity(access.place));
    const bool in_function = variable && variable->storage == Variable::Storage::static_local;
    return bare || in_function || access.loop != 0;
}

/// One for the process; or its object is one of a few, and nothing but itself hangs on it.
bool Once::is_the_only_one(const EntityId& entity, const EntityId& written) const {
    const Variable* variable = program_.variable(entity);
    if (!variable || variable->storage != Variable::Storage::field) return variable && !variable->is_thread_local;
    return lifetimes_.of(variable->owner) == Lifetime::direct &&
           (entity == written || !created_while_serving_.contains(variable->owner));
}

bool Once::is_set_once(const EntityId& entity) const {
    const Variable* variable = program_.variable(entity);
    auto found = writes_.find(entity);
    if (!variable || found == writes_.end()) return false;
    const Type& inner = pointee(variable->type);
    const bool holder = points(variable->type) || variable->type.name.ends_with("::optional");
    const bool flag = inner.kind == Type::Kind::builtin;
    // "Sold out" is tested and set just like "loaded", but not under a name of the process's own.
    const bool named = flag && program_.models().suggests(variable->name, "shutdown");
    return std::all_of(found->second.begin(), found->second.end(), [&](const Access* write) {
        if (!among(entity, write->unset) && !tested_by_all_callers(write->function, entity, 0)) return false;
        if (flag && write->value.kind == Value::Kind::integer && write->value.integer == 0) return false;
        return holder || named || depends_on_no_request(*write);
    });
}

}  // namespace stateless::lint
