// Who sends to a client: by a library's call, through what is called or handed over to be called, or by way of an
// outbox. What goes to a file or to a server behind is no message to a client.
#include <algorithm>

#include "program/clients.h"
#include "program/once.h"

namespace stateless::lint {

namespace {

bool on_condition(const Call& call, const Models& models, const char* prefix) {
    const std::size_t colons = call.name.rfind("::");
    return call.in_library && colons != std::string::npos && call.name.substr(colons + 2).starts_with(prefix) &&
           models.is_type(call.name.substr(0, colons), "lock");
}

/// Hands over what is to run as soon as may be.
bool is_posting(const Call& call, const Models& models) {
    if (!call.in_library) return false;
    auto roots = models.roots_by_call(call.name);
    return std::any_of(roots.begin(), roots.end(), [](const RootModel* root) { return root->kind == "background"; });
}

/// The variable or field of what a call reads from or writes to.
EntityId channel_of(const Call& call) {
    if (call.has_receiver) return holder_of(call.receiver);
    if (call.arguments.empty()) return {};
    const Argument& first = call.arguments.front();
    return first.value.kind == Value::Kind::entity ? first.value.entity : holder_of(first.place);
}

}  // namespace

bool Clients::appends(const Access& access) {
    static const std::set<std::string> operations{"+=", "push_back", "append", "emplace_back", "push", "emplace"};
    return operations.contains(access.operation);
}

/// Who calls connect() is the client at that end; what open() gives is a file.
void Clients::find_elsewhere() {
    for (auto& call : program_.facts().calls)
        if (call.in_library && models_.matches(&Model::outgoing_calls, call.name)) elsewhere_.insert(channel_of(call));
    elsewhere_.erase(EntityId{});
    for (auto& definition : program_.facts().definitions) {
        const Function* function = program_.function(definition.function);
        auto may_be_a_client = [&](const Value& value) {
            if (value.kind != Value::Kind::parameter) return value.text.starts_with("accept");
            if (!function || value.index >= function->parameters.size()) return true;
            const Type& type = pointee(function->parameters[value.index]);
            return type.kind == Type::Kind::builtin || lifetimes_.is_connection(type);
        };
        const Value& value = definition.value;
        if (may_be_a_client(value) || std::any_of(value.parts.begin(), value.parts.end(), may_be_a_client))
            elsewhere_.erase(definition.entity);
    }
    std::set<EntityId> openers;  // functions that return one
    for (bool changed = true; changed;) {
        changed = false;
        for (auto& definition : program_.facts().definitions) {
            const Value& value = definition.value;
            const bool one =
                value.kind == Value::Kind::entity
                    ? elsewhere_.contains(value.entity)
                    : value.kind == Value::Kind::call &&
                          (openers.contains(value.entity) || models_.matches(&Model::own_descriptor_calls, value.text));
            if (!one) continue;
            if (definition.kind == Definition::Kind::returned)
                changed = openers.insert(definition.entity).second || changed;
            if (definition.kind == Definition::Kind::assign)
                changed = elsewhere_.insert(definition.entity).second || changed;
        }
    }
}

/// A client's outbox is a field that one method of its class appends to and that another sends from.
void Clients::find_posts() {
    auto own_field = [&](const Access& access) {
        const Variable* field =
            access.place.root == Place::Root::this_object ? program_.variable(named_entity(access.place)) : nullptr;
        return field && lifetimes_.is_per_connection(field->owner) ? field->id : EntityId{};
    };
    std::map<EntityId, std::vector<EntityId>> appended;  // the methods that do, by field
    for (auto& access : program_.facts().accesses)
        if (appends(access))
            if (const EntityId field = own_field(access); !field.empty()) appended[field].push_back(access.function);
    if (appended.empty()) return;
    std::set<EntityId> sent;
    for (auto& access : program_.facts().accesses)
        if (const EntityId field = own_field(access); appended.contains(field) && !sent.contains(field))
            if (sends(access.function, 0)) sent.insert(field);
    for (auto& field : sent) posts_.insert(appended[field].begin(), appended[field].end());
}

bool Clients::posts(const Call& call) const {
    if (call.in_library) return false;
    if (posts_.contains(call.callee)) return true;
    if (call.kind != Call::Kind::virtual_) return false;
    auto& overriders = program_.overriders_of(call.callee);
    return std::any_of(overriders.begin(), overriders.end(), [&](auto& id) { return posts_.contains(id); });
}

template <typename Test>
bool Clients::calls(const EntityId& function, int depth, std::set<EntityId>& seen, const Test& test) const {
    if (!seen.insert(function).second) return false;
    for (const Call* call : program_.calls_in(function)) {
        if (test(*call)) return true;
        for (const Type& argument : call->template_arguments) {  // executor.execute<SendTask>(...)
            const auto task = depth == 0 || !call->in_library ? tasks_.end() : tasks_.find(argument.record);
            if (task == tasks_.end()) continue;
            for (const EntityId& handler : task->second)
                if (calls(handler, depth - 1, seen, test)) return true;
        }
        if (depth == 0) continue;
        if (is_posting(*call, models_))  // net::post(executor, bind(&Session::on_send, this)); lambdas come below
            for (auto& argument : call->arguments)
                for (auto& posted : argument.callables)
                    if (calls(posted, depth - 1, seen, test)) return true;
        if (call->callee.empty() || call->in_library) continue;
        if (calls(call->callee, depth - 1, seen, test)) return true;
        if (call->kind != Call::Kind::virtual_) continue;
        for (auto& overrider : program_.overriders_of(call->callee))
            if (calls(overrider, depth - 1, seen, test)) return true;
    }
    auto inner = lambdas_.find(function);
    if (inner == lambdas_.end()) return false;
    return std::any_of(inner->second.begin(), inner->second.end(),
                       [&](const EntityId& lambda) { return calls(lambda, depth, seen, test); });
}

bool Clients::sends(const EntityId& function, int depth) const {
    std::set<EntityId> seen;
    return posts_.contains(function) ||
           calls(function, depth, seen, [&](const Call& call) { return is_send(call) || posts(call); });
}

/// Who reads from the client as well serves it: a loop that calls it hands each client to its own handler.
bool Clients::receives(const EntityId& function, int depth) const {
    std::set<EntityId> seen;
    return calls(function, depth, seen, [&](const Call& call) { return is_receive(call); });
}

bool Clients::is_receive(const Call& call) const {
    return call.in_library && models_.matches(&Model::peer_read_calls, call.name);
}

/// By name, or through a function object that the connection has.
bool Clients::is_send(const Call& call) const {
    if (call.in_library && models_.matches(&Model::peer_send_calls, call.name))
        return !elsewhere_.contains(channel_of(call));
    if (call.kind != Call::Kind::indirect) return false;
    const Function* caller = program_.function(call.caller);
    if (call.receiver.root == Place::Root::parameter && call.receiver.steps.empty())
        return caller && call.receiver.index < caller->parameters.size() &&
               holds_connection(caller->parameters[call.receiver.index], 0);
    const Variable* holder = program_.variable(holder_of(call.receiver));
    return holder && holds_connection(holder->type, 2);
}

bool Clients::notifies(const EntityId& function, int depth) const {
    std::set<EntityId> seen;
    return calls(function, depth, seen, [&](const Call& call) { return on_condition(call, models_, "notify"); });
}

bool Clients::waits(const EntityId& function) const {
    auto& inner = program_.calls_in(function);
    return std::any_of(inner.begin(), inner.end(),
                       [&](const Call* call) { return on_condition(*call, models_, "wait"); });
}

std::vector<EntityId> Clients::waiting_on(const EntityId& record) const {
    std::set<EntityId> found;
    for (auto& call : program_.facts().calls) {
        if (!call.has_receiver || !on_condition(call, models_, "wait")) continue;
        const Variable* condition = program_.variable(holder_of(call.receiver));
        if (condition && condition->owner == record && reach_.serves(call.caller)) found.insert(call.caller);
    }
    return {found.begin(), found.end()};
}

}  // namespace stateless::lint
