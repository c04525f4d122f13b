// A look-up reaches others unless the function only adds or removes the client that it serves, or the table is by
// descriptor or connection: then only who goes through all of it does.
#include "program/clients.h"

#include <algorithm>
#include <tuple>

#include "program/mentions.h"
#include "program/once.h"

namespace stateless::lint {

namespace {

const std::set<std::string> walks{"iterate", "begin", "cbegin", "rbegin"};
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

bool ends_before(const Span& one, const Span& other) {
    return std::tie(one.file, one.end_line, one.end_column) < std::tie(other.file, other.line, other.column);
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
    for (auto& variable : program.facts().variables)
        if (is_map(variable.type, models_) && is_opaque_handle(variable.type.args.front()))
            if (const EntityId& record = pointee(variable.type.args[1]).record; !record.empty())
                kept_by_handle_[record].insert(variable.id);
    find_elsewhere();
    find_posts();
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

bool Clients::keeps_messages(const StateEntity& state) const {
    if (state.purpose != "queue") return false;
    const Type& element = element_of(state.variable->type, models_);
    if (element.name != "std::pair" && element.name != "std::tuple") return false;
    return std::any_of(element.args.begin(), element.args.end(), [&](const Type& part) {
        return pointee(part).kind != Type::Kind::builtin && !holds_connection(part, 2);
    });
}

/// Fields of what it is, or holds, by value that hold connections themselves.
std::set<EntityId> Clients::lists_in(const StateEntity& state) const {
    std::set<EntityId> found;
    find_lists(state.variable->type, 3, found);
    return found;
}

void Clients::find_lists(const Type& type, int depth, std::set<EntityId>& found) const {
    if (depth == 0 || lifetimes_.is_connection(type)) return;
    if (holds_many(type, models_))
        for (auto& argument : type.args) find_lists(argument, depth - 1, found);
    const Record* record = program_.record(type.record);
    if (!record) return;
    for (auto& id : record->fields)
        for (const Type* field : program_.types_of(id)) {
            const bool many = holds_many(*field, models_);
            const bool connections = std::any_of(field->args.begin(), field->args.end(),
                                                 [&](const Type& argument) { return holds_connection(argument, 1); });
            const bool descriptors = many && is_integer(element_of(*field, models_)) &&
                                     models_.suggests(program_.variable(id)->name, "descriptor");
            if ((many && connections) || descriptors) found.insert(id);
            else find_lists(*field, depth - 1, found);
        }
}

/// Its object is kept by a connection's handle, and who goes through all of them does not look at it.
bool Clients::is_of_one_client(const StateEntity& state) const {
    if (state.kind != StateEntity::Kind::field) return false;
    const auto known = kept_by_handle_.find(state.variable->owner);
    if (known == kept_by_handle_.end()) return false;
    const std::set<EntityId>& keepers = known->second;
    std::set<EntityId> walkers;
    for (auto& access : program_.facts().accesses)
        if (walks.contains(access.operation) && keepers.contains(holder_of(access.place)))
            walkers.insert(access.function);
    return std::none_of(state.reads.begin(), state.reads.end(), [&](const StateAccess& read) {
        if (walkers.contains(read.function) && read.access->loop != 0) return true;
        const Function* function = program_.function(read.function);
        if (function && function->kind == Function::Kind::lambda && walkers.contains(function->parent)) return true;
        auto& calls = program_.calls_of(read.function);
        return std::any_of(calls.begin(), calls.end(),
                           [&](const Call* call) { return walkers.contains(call->caller) && call->loop != 0; });
    });
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

/// A copy of all that it holds.
bool Clients::copies(const Access& access) const {
    auto& steps = access.place.steps;
    if (!access.operation.empty() || (!steps.empty() && steps.back().kind != Place::Step::Kind::field)) return false;
    const Variable* holder = program_.variable(holder_of(access.place));
    return holder && holds_many(holder->type, models_) && holder->type.kind != Type::Kind::array;
}

/// Goes through it, or a copy, and sends in that loop, which is not the one that waits for clients or reads from one.
bool Clients::sends_in_loop(const StateEntity& state, const StateAccess& read) const {
    const Access& access = *read.access;
    if (!read.serving) return false;
    const bool set = models_.is_type(pointee(state.variable->type).name, "descriptors");  // by FD_ISSET
    const bool copy = copies(access);
    const bool walk = copy || set || follows_links(state, read) || walks.contains(access.operation) ||
                      std::any_of(access.place.steps.begin(), access.place.steps.end(),
                                  [](auto& step) { return step.kind == Place::Step::Kind::element; });
    if (!walk) return false;
    // What a range-for goes through is looked at before its loop begins.
    unsigned loop = access.loop;
    for (const Call* call : program_.calls_in(read.function))
        if (loop == 0 && (copy || access.operation == "iterate") && !(call->span < access.span)) loop = call->loop;
    if (loop == 0) return false;
    bool out = false;
    for (const Call* call : program_.calls_in(read.function)) {
        if (call->loop != loop || ends_before(call->span, access.span)) continue;
        if (!copy && !inside(read.function, call->scope, access.scope)) continue;
        const bool library = call->in_library;
        if (is_send(*call)) out = true;
        else if (library && (is_receive(*call) || models_.matches(&Model::peer_io_calls, call->name) ||
                             models_.matches(&Model::wait_calls, call->name)))
            return false;
        else if (!library && !call->callee.empty() && sends(call->callee, 3) && !receives(call->callee, 3)) out = true;
        else if (call->kind == Call::Kind::indirect && holds_callables(state)) out = true;
    }
    return out || changes_each(state, read);
}

/// `for (c = server.clients; c; c = c->next)`: reads the link to the next one in the same loop.
bool Clients::follows_links(const StateEntity& state, const StateAccess& read) const {
    const Type& type = state.variable->type;
    const EntityId& record = type.kind == Type::Kind::pointer ? pointee(type).record : EntityId{};
    if (record.empty() || read.access->loop == 0) return false;
    const auto& accesses = program_.accesses_in(read.function);
    return std::any_of(accesses.begin(), accesses.end(), [&](const Access* other) {
        const auto& steps = other->place.steps;
        if (other->loop != read.access->loop || steps.empty()) return false;
        const Variable* link = program_.variable(steps.back().field);
        return mentions(other->place, state.variable->id) && link && link->owner == record &&
               link->type.kind == Type::Kind::pointer && pointee(link->type).record == record;
    });
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
               inside(write.function, write.access->scope, read.access->scope) && appends(*write.access);
    });
}

/// The functions in which others are looked for.
std::vector<EntityId> Clients::reaching(const StateEntity& state) const {
    std::set<EntityId> maintains;
    for (auto& write : state.writes)
        if (named_entity(write.access->place) == state.variable->id || !names_directly(*write.access))
            maintains.insert(write.function);
    const std::set<EntityId> lists = keeps(state) ? std::set<EntityId>{} : lists_in(state);
    std::vector<EntityId> found;
    for (auto& read : state.reads) {
        const Function* function = program_.function(read.function);
        if (!read.serving || !function || function->kind == Function::Kind::destructor) continue;
        const Variable* list = program_.variable(holder_of(read.access->place));
        if (!lists.empty() && (!list || !lists.contains(list->id))) continue;
        const bool walking = lists.empty() ? only_by_walking(state) : is_integer(element_of(list->type, models_));
        const bool looked = !walking && !maintains.contains(read.function) &&
                            (looks.contains(read.access->operation) || copies(*read.access));
        if (looked || sends_in_loop(state, read) || sends_to_named(state, read)) found.push_back(read.function);
    }
    return found;
}

/// `players.find(name)->second->send(text)`: a client that goes by a name is sent to through the registry. Whoever
/// answers the client at hand has its connection.
bool Clients::sends_to_named(const StateEntity& state, const StateAccess& read) const {
    const Type& type = pointee(state.variable->type);
    if (!looks.contains(read.access->operation) || !is_map(type, models_)) return false;
    if (type.args.front().name != "std::basic_string") return false;
    const auto& calls = program_.calls_in(read.function);
    return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
        return call->has_receiver && mentions(call->receiver, state.variable->id) && is_send(*call);
    });
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
    if (!keeps(state) && !keeps_lists(state) && !listeners && !holds_callables(state)) return {};
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
