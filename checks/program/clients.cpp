// A look-up reaches others unless the function only adds or removes the client that it serves, or the table is by
// descriptor or connection: then only who goes through all of it does.
#include "program/clients.h"

#include <algorithm>

#include "program/once.h"

namespace stateless::lint {

namespace {

const std::set<std::string> walks{"iterate", "begin", "cbegin", "rbegin"};
const std::set<std::string> appends{"+=", "push_back", "append", "emplace_back", "push", "emplace"};
const std::set<std::string> looks{"iterate", "begin",       "find",   "at",          "operator[]",
                                  "cbegin",  "equal_range", "rbegin", "lower_bound", "get"};

bool is_map(const Type& type, const Models& models) { return models.is_type(type.name, "map") && type.args.size() > 1; }

const Type& element_of(const Type& type, const Models& models) {
    const Type& whole = pointee(type);
    if (whole.args.empty()) return whole;
    return pointee(is_map(whole, models) ? whole.args[1] : whole.args.front());
}

bool is_integer(const Type& type) {
    return type.kind == Type::Kind::builtin && type.name != "bool" && type.name != "void" &&
           type.name.find("char") == std::string::npos && type.name.find("double") == std::string::npos;
}

/// A handle whose type does not say what it stands for, as libraries give out for a connection.
bool is_opaque_handle(const Type& type) {
    return type.name.ends_with("::weak_ptr") && !type.args.empty() && type.args.front().name == "void";
}

bool on_condition(const Call& call, const Models& models, const char* prefix) {
    const std::size_t colons = call.name.rfind("::");
    return call.in_library && colons != std::string::npos && call.name.substr(colons + 2).starts_with(prefix) &&
           models.is_type(call.name.substr(0, colons), "lock");
}

}  // namespace

Clients::Clients(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
    : program_(program), models_(program.models()), reach_(reach), lifetimes_(lifetimes) {
    for (auto& function : program.facts().functions)
        if (function.kind == Function::Kind::lambda) lambdas_[function.parent].push_back(function.id);
    for (const Root& root : reach.roots()) {
        const Function* function = program.function(root.function);
        if (function && !function->record.empty()) tasks_[function->record].push_back(function->id);
    }
    find_posts();
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
        if (appends.contains(access.operation))
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
        if (depth == 0 || call->callee.empty() || call->in_library) continue;
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

/// By name, or through a function object that the connection has.
bool Clients::is_send(const Call& call) const {
    if (call.in_library && models_.matches(&Model::peer_send_calls, call.name)) return true;
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

bool Clients::holds_connection(const Type& type, int depth) const {
    const Type& inner = pointee(type);
    if (lifetimes_.is_connection(type) || lifetimes_.is_connection(inner) || is_opaque_handle(type)) return true;
    if (!inner.record.empty()) {
        auto& derived = program_.derived_from(inner.record);
        return std::any_of(derived.begin(), derived.end(),
                           [&](const EntityId& record) { return lifetimes_.is_per_connection(record); });
    }
    if (depth == 0) return false;
    return std::any_of(inner.args.begin(), inner.args.end(),
                       [&](const Type& argument) { return holds_connection(argument, depth - 1); });
}

/// What a waiting call watches, or numbers under a name for descriptors or clients.
bool Clients::holds_descriptors(const StateEntity& state) const {
    const Type& type = pointee(state.variable->type);
    if (is_watched(state.variable->type)) return true;
    const bool many = holds_many(type, models_) || state.variable->type.kind == Type::Kind::array;
    if (!many || !is_integer(element_of(state.variable->type, models_))) return false;
    if (models_.suggests(state.variable->name, "descriptor")) return true;
    return models_.suggests(state.variable->name, "broadcast") &&
           std::any_of(state.reads.begin(), state.reads.end(),
                       [&](const StateAccess& read) { return sends_in_loop(state, read); });
}

bool Clients::is_watched(const Type& type) const {
    return models_.is_type(pointee(type).name, "descriptors") ||
           models_.is_type(element_of(type, models_).name, "descriptors");
}

bool Clients::keeps(const StateEntity& state) const {
    if (holds_descriptors(state)) return true;
    for (const Type* type : program_.types_of(state.variable->id)) {
        const Type* inner = &pointee(*type);
        const bool many = holds_many(*inner, models_) || type->kind == Type::Kind::array || inner != type;
        if (!many) continue;
        if (lifetimes_.is_connection(*inner)) return true;
        for (auto& argument : inner->args)
            if (holds_connection(argument, 2)) return true;
    }
    return false;
}

/// Elements on which one client's handler waits until another's gives notice.
bool Clients::holds_listeners(const StateEntity& state) const {
    const Type& type = pointee(state.variable->type);
    if (!holds_many(type, models_)) return false;
    const EntityId& record = element_of(type, models_).record;
    if (record.empty()) return false;
    for (auto& waiter : waiting_on(record))
        for (const Root* root : reach_.roots_of(waiter))
            if (root->kind == "route" || root->kind == "rpc" || root->kind == "message") return true;
    return false;
}

bool Clients::holds_callables(const StateEntity& state) const {
    const Type& type = pointee(state.variable->type);
    return holds_many(type, models_) && models_.is_type(element_of(type, models_).name, "callable");
}

/// By descriptor or by connection: a look-up finds the client at hand.
bool Clients::keyed_by_client(const StateEntity& state) const {
    const Type& type = pointee(state.variable->type);
    if (!is_map(type, models_)) return false;
    // From one client to its partner.
    if (pointee(type.args[1]) == pointee(type.args.front())) return false;
    if (lifetimes_.is_connection(type.args.front()) || is_opaque_handle(type.args.front())) return true;
    return type.args.front().kind == Type::Kind::builtin && !pointee(type.args[1]).record.empty() &&
           lifetimes_.is_connection(type.args[1]);
}

bool Clients::only_by_walking(const StateEntity& state) const {
    const bool array =
        state.variable->type.kind == Type::Kind::array || state.variable->type.kind == Type::Kind::pointer;
    return array || keyed_by_client(state) || holds_callables(state) || is_watched(state.variable->type) ||
           is_integer(element_of(state.variable->type, models_));
}

bool Clients::inside(const EntityId& function, unsigned block, unsigned outer) const {
    const Function* fact = program_.function(function);
    while (block != outer && fact && block != 0 && block < fact->blocks.size()) block = fact->blocks[block];
    return block == outer;
}

/// Goes through it and sends in that loop, which is not the one that waits for clients or reads from one.
bool Clients::sends_in_loop(const StateEntity& state, const StateAccess& read) const {
    const Access& access = *read.access;
    if (!read.serving) return false;
    const bool set = models_.is_type(pointee(state.variable->type).name, "descriptors");  // by FD_ISSET
    const bool walk = set || walks.contains(access.operation) ||
                      std::any_of(access.place.steps.begin(), access.place.steps.end(),
                                  [](auto& step) { return step.kind == Place::Step::Kind::element; });
    if (!walk) return false;
    // What a range-for goes through is looked at before its loop begins.
    unsigned loop = access.loop;
    for (const Call* call : program_.calls_in(read.function))
        if (loop == 0 && access.operation == "iterate" && !(call->span < access.span)) loop = call->loop;
    if (loop == 0) return false;
    bool out = false;
    for (const Call* call : program_.calls_in(read.function)) {
        if (call->loop != loop || call->span < access.span) continue;
        if (!inside(read.function, call->scope, access.scope)) continue;
        const bool library = call->in_library;
        if (is_send(*call)) out = true;
        else if (library && (models_.matches(&Model::peer_io_calls, call->name) ||
                             models_.matches(&Model::wait_calls, call->name)))
            return false;
        else if (!library && !call->callee.empty() && sends(call->callee, 3)) out = true;
        else if (call->kind == Call::Kind::indirect && holds_callables(state)) out = true;
    }
    return out || changes_each(state, read);
}

/// Puts something into each client's buffer.
bool Clients::changes_each(const StateEntity& state, const StateAccess& read) const {
    return std::any_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        auto& steps = write.access->place.steps;
        const bool part = std::count_if(steps.begin(), steps.end(), [](auto& step) {
                              return step.kind == Place::Step::Kind::field;
                          }) > (state.kind == StateEntity::Kind::field ? 1 : 0);
        return part && write.function == read.function && write.access->loop != 0 &&
               (read.access->loop == 0 || write.access->loop == read.access->loop) &&
               inside(write.function, write.access->scope, read.access->scope) &&
               appends.contains(write.access->operation);
    });
}

/// The functions in which others are looked for.
std::vector<EntityId> Clients::reaching(const StateEntity& state) const {
    std::set<EntityId> maintains;
    for (auto& write : state.writes)
        if (named_entity(write.access->place) == state.variable->id || !names_directly(*write.access))
            maintains.insert(write.function);
    const bool walking = only_by_walking(state);
    std::vector<EntityId> found;
    for (auto& read : state.reads) {
        const Function* function = program_.function(read.function);
        if (!read.serving || !function || function->kind == Function::Kind::destructor) continue;
        const bool looked = !walking && !maintains.contains(read.function) && looks.contains(read.access->operation);
        if (looked || sends_in_loop(state, read)) found.push_back(read.function);
    }
    return found;
}

bool Clients::reaches_others(const StateEntity& state) const { return !reaching(state).empty(); }

/// It returns, or fills in, what the registry holds.
bool Clients::hands_out(const StateEntity& state, const Function& function) const {
    const Type& held = element_of(state.variable->type, models_);
    auto is_held = [&](const Type& type) {
        const Type& inner = pointee(type);
        if (inner == held) return inner.kind != Type::Kind::builtin;
        return holds_many(inner, models_) && !inner.args.empty() && pointee(inner.args.front()) == held;
    };
    return is_held(function.returns) ||
           std::any_of(function.parameters.begin(), function.parameters.end(),
                       [&](const Type& type) { return type.kind == Type::Kind::reference && is_held(type); });
}

std::string Clients::sender(const StateEntity& state) const {
    const bool listeners = holds_listeners(state);
    if (!keeps(state) && !listeners && !holds_callables(state)) return {};
    auto gives = [&](const EntityId& function) {
        return sends(function, 4) || (listeners && notifies(function, 3)) ||
               (holds_callables(state) && only_by_walking(state));
    };
    std::vector<EntityId> functions = reaching(state);
    if (listeners)
        for (auto& read : state.reads)
            if (read.serving && looks.contains(read.access->operation)) functions.push_back(read.function);
    for (auto& id : functions) {
        const Function* function = program_.function(id);
        if (!function) continue;
        if (gives(id)) return function->name;
        if (!hands_out(state, *function)) continue;
        for (const Call* call : program_.calls_of(id)) {
            const Function* caller = program_.function(call->caller);
            if (caller && reach_.serves(call->caller) && gives(call->caller)) return caller->name;
        }
    }
    return {};
}

}  // namespace stateless::lint
