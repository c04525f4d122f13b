// Each exemption asks all the accesses of one entity; one access that does not fit is enough to refuse it.
#include "program/exempt.h"

#include <algorithm>
#include <array>
#include <map>

#include "program/once.h"
#include "program/per_process.h"

namespace stateless::lint {

namespace {

using Step = Place::Step::Kind;

const std::set<std::string> plumbing_purposes{"logger", "metric", "pool", "infrastructure"};

bool has_step(const Access& access, Step kind) {
    return std::any_of(access.place.steps.begin(), access.place.steps.end(),
                       [&](auto& step) { return step.kind == kind; });
}

bool full_overwrite(const Access& access) {
    static const std::set<std::string> names{
        "=",       "clear",     "assign",   "reset",       "str",           "memset", "bzero",   "snprintf",
        "sprintf", "vsnprintf", "strftime", "std::memset", "std::snprintf", "strcpy", "strncpy", "std::strftime"};
    return access.kind != Access::Kind::read && !has_step(access, Step::element) && names.contains(access.operation);
}

bool assigns_constant(const Access& access) {
    return access.kind == Access::Kind::write && (access.operation == "=" || access.operation == "store") &&
           access.value.kind == Value::Kind::integer;
}

bool is_flag(const Type& type) {
    const Type& inner = pointee(type);
    return inner.kind == Type::Kind::builtin && (inner.name == "bool" || inner.name == "_Bool");
}

}  // namespace

Exemptions::Exemptions(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
    : program_(program), models_(program.models()), reach_(reach), lifetimes_(lifetimes), connections_(program) {
    for (auto& access : program.facts().accesses) {
        if (access.kind == Access::Kind::write) continue;
        const bool runs = is_run(access.function, access.loop);
        auto note = [&](const EntityId& entity) {
            auto [seen, first] = observed_.try_emplace(entity, runs);
            seen->second = seen->second || runs;
        };
        if (access.place.root == Place::Root::variable) note(access.place.entity);
        for (auto& step : access.place.steps)
            if (step.kind == Step::field) note(step.field);
    }
    for (auto& call : program.facts().calls)
        if (call.in_library && models_.matches(&Model::wait_calls, call.name))
            if (const Function* function = program.function(call.caller); function && !function->record.empty())
                waits_.insert(function->record);
}

/// Not only there for callers that do not exist.
bool Exemptions::is_run(const EntityId& function, unsigned loop) const {
    return function.empty() || reach_.serves_at(function, loop) || reach_.starts_up(function);
}

std::string Exemptions::reason(const StateEntity& state) const {
    const Variable& variable = *state.variable;
    if (variable.is_const) return "it is const";
    if (variable.name.empty() || variable.name.starts_with("__")) return "it has a name of the implementation's";
    for (const Type* type : program_.types_of(variable.id))
        if (exempt_type(*type) && !(measures(*type) && PerProcess(program_, reach_, lifetimes_).answers_clients(state)))
            return "objects of its type are plumbing: " + pointee(*type).name;
    // A class of the program, as a model of its own names it: what its objects are made of is theirs.
    if (const Record* owner = program_.record(variable.owner))
        for (const char* kind : {"exempt", "lock", "handle", "logger", "pool"})
            if (models_.is_type(owner->name, kind)) return "objects of its class are plumbing: " + owner->name;
    struct Exemption {
        bool (Exemptions::*holds)(const StateEntity&) const;
        const char* words;
    };
    static constexpr std::array<Exemption, 12> exemptions{{
        {&Exemptions::belongs_to_plumbing, "its class is plumbing: a logger, metric, pool or event loop"},
        {&Exemptions::is_latch, "it is a flag of the process itself, which stops or is set up"},
        {&Exemptions::is_gauge, "it counts what is live in this process right now"},
        {&Exemptions::is_lazy_singleton, "it is made at its first use and stays"},
        {&Exemptions::is_scratch, "every use while serving overwrites it first"},
        {&Exemptions::is_unobserved, "no code looks at it"},
        {&Exemptions::is_request_context, "it is a thread's pointer to what it works on"},
        {&Exemptions::is_turn, "it says whose turn it is among several, and each process goes round by itself"},
        {&Exemptions::is_random_engine, "it is a random number engine"},
        {&Exemptions::is_free_list, "it is a free list: objects wait in it to be used again"},
        {&Exemptions::is_resilience, "it is what this process has seen of a service behind it: retries, breakers"},
        {&Exemptions::is_link, "it links the elements of a list or tree, whose head is judged"},
    }};
    for (const Exemption& exemption : exemptions)
        if ((this->*exemption.holds)(state)) return exemption.words;
    return PerProcess(program_, reach_, lifetimes_).reason(state);
}

bool Exemptions::exempt_type(const Type& type) const {
    const Type& inner = pointee(type);
    for (auto* name : {&type.name, &inner.name})
        for (const char* kind : {"exempt", "lock", "handle", "logger", "pool", "metric", "random", "clock", "request",
                                 "connection", "callable"})
            if (models_.is_type(*name, kind)) return true;
    if (inner.kind == Type::Kind::function) return true;
    if (!inner.args.empty() && holds_many(inner, models_)) {
        const bool keyed = models_.is_type(inner.name, "map") && inner.args.size() > 1;
        const Type& element = pointee(keyed ? inner.args[1] : inner.args.back());
        for (const char* kind : {"exempt", "lock", "handle", "logger", "pool", "metric"})
            if (models_.is_type(element.name, kind)) return true;
        if (const Record* record = program_.record(element.record); record && wraps_descriptor(*record)) return true;
    }
    return !inner.record.empty() && std::any_of(plumbing_purposes.begin(), plumbing_purposes.end(),
                                                [&](auto& purpose) { return models_.suggests(inner.name, purpose); });
}

/// A class of the program that is called after metrics, and what players and polls score as well.
bool Exemptions::measures(const Type& type) const {
    const Type& inner = pointee(type);
    return !inner.record.empty() && models_.suggests(inner.name, "metric");
}

bool Exemptions::set_by_clients(const StateEntity& state, bool also_connections) const {
    for (auto& write : state.writes)
        for (const Root* root : reach_.roots_of(write.function)) {
            if (root->kind == "route" || root->kind == "rpc" || root->kind == "message") return true;
            if (also_connections && (root->kind == "connection" || root->kind == "loop")) return true;
        }
    return false;
}

/// The process's own flag: it stops or is set up. One that a client sets once and for all is state like any other.
bool Exemptions::is_latch(const StateEntity& state) const {
    const bool member = state.kind == StateEntity::Kind::field;
    if (member && lifetimes_.of(state.variable->owner) != Lifetime::direct) return false;  // one of many objects
    std::set<std::int64_t> values;
    for (auto& write : state.writes) {
        if (!assigns_constant(*write.access)) return false;
        values.insert(write.access->value.integer);
    }
    const std::string& name = state.variable->name;
    const bool own = models_.suggests(name, "shutdown");
    const bool one_way = values.size() == 1;
    if (own) return one_way || !set_by_clients(state, false);
    if (!one_way) return false;
    if (name.find("sig") != std::string::npos) return true;
    return is_flag(state.variable->type) && !set_by_clients(state, true);
}

/// Up when something comes, down when it goes: what is live in this process right now, true of this process only.
bool Exemptions::is_gauge(const StateEntity& state) const {
    std::set<std::string> operations;
    bool leaves = true;
    for (auto& write : state.writes) {
        const Access& access = *write.access;
        if (assigns_constant(access)) continue;
        operations.insert(access.operation);
        const bool down = access.operation == "--" || access.operation == "-=" || access.operation == "fetch_sub";
        if (!down) continue;
        const Function* function = program_.function(write.function);
        bool disconnects = function && function->kind == Function::Kind::destructor;
        for (const Call* call : program_.calls_in(write.function))
            disconnects = disconnects || (call->in_library && models_.matches(&Model::disconnect_calls, call->name));
        leaves = leaves && disconnects;
    }
    bool up = operations.contains("++") || operations.contains("+=") || operations.contains("fetch_add");
    bool down = operations.contains("--") || operations.contains("-=") || operations.contains("fetch_sub");
    return up && down && operations.size() == 2 && (leaves || models_.suggests(state.variable->name, "gauge"));
}

bool Exemptions::is_lazy_singleton(const StateEntity& state) const {
    const Type& type = state.variable->type;
    if (!points(type) && !type.name.ends_with("::optional")) return false;
    static const std::set<std::string> sets{"=", "reset", "emplace", "store", "swap", "move"};
    return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        auto& unset = write.access->unset;
        return sets.contains(write.access->operation) && !has_step(*write.access, Step::deref) &&
               std::find(unset.begin(), unset.end(), state.variable->id) != unset.end();
    });
}

bool Exemptions::inside(const EntityId& function, unsigned block, unsigned outer) const {
    const Function* fact = program_.function(function);
    while (block != outer && fact && block != 0 && block < fact->blocks.size()) block = fact->blocks[block];
    return block == outer;
}

/// Every function that uses it while serving first overwrites it: nothing is carried from one request to the next. Who
/// gets a reference from such a function sees what that function put there.
bool Exemptions::is_scratch(const StateEntity& state) const {
    std::map<EntityId, std::vector<const Access*>> uses;
    for (auto& write : state.writes) {
        if (!names_directly(*write.access)) return false;
        uses[write.function].push_back(write.access);
    }
    bool read = false;
    for (auto& use : state.reads) {
        read = true;
        if (use.serving && names_directly(*use.access) && use.access->operation != "value")
            uses[use.function].push_back(use.access);
    }
    if (!read) return false;
    return std::all_of(uses.begin(), uses.end(), [&](auto& entry) {
        auto& accesses = entry.second;
        const Access& overwrite = **std::min_element(accesses.begin(), accesses.end(), [](auto* a, auto* b) {
            return a->span < b->span ||
                   (a->span == b->span && a->kind != Access::Kind::read && b->kind == Access::Kind::read);
        });
        if (!full_overwrite(overwrite) || overwrite.tested_before) return false;
        return std::all_of(accesses.begin(), accesses.end(), [&](const Access* use) {
            // What is assigned may be made from the old value; what a call fills is not.
            bool from_itself =
                use->kind == Access::Kind::read && use->span.line == overwrite.span.line && overwrite.operation == "=";
            return use == &overwrite || (!from_itself && inside(entry.first, use->scope, overwrite.scope));
        });
    });
}

/// No code that runs looks at it, and it is only set or counted.
bool Exemptions::is_unobserved(const StateEntity& state) const {
    const Variable& variable = *state.variable;
    const Type& inner = pointee(variable.type);
    const bool plain = inner.kind == Type::Kind::builtin || inner.kind == Type::Kind::enumeration ||
                       inner.name == "std::basic_string" || inner.name.starts_with("std::chrono::");
    if (!plain || points(variable.type) || variable.type.kind == Type::Kind::array) return false;
    auto observed = observed_.find(variable.id);
    if (observed != observed_.end() && observed->second) return false;
    // Who sets a value means it for somebody; a count that only an accessor shows which nobody calls is dead.
    const bool never = observed == observed_.end() && state.reads.empty();
    for (auto& read : state.reads)
        if (is_run(read.function, read.access->loop)) return false;
    static const std::set<std::string> counts{"++", "+=", "fetch_add"};
    static const std::set<std::string> sets{"=", "store", "assign", "clear"};
    const bool member = state.kind == StateEntity::Kind::field;
    if (!member && !variable.is_thread_local) return false;
    return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        // Through another object than its own, the object may be read as a whole.
        const bool own = !member || write.access->place.root == Place::Root::this_object;
        return own && write.access->kind == Access::Kind::write &&
               ((member && counts.contains(write.access->operation)) ||
                (never && sets.contains(write.access->operation)));
    });
}

/// A number that goes up and is only looked at modulo how many there are.
bool Exemptions::is_turn(const StateEntity& state) const {
    static const std::set<std::string> counts{"++", "+=", "fetch_add", "operator++"};
    const auto goes_round = [](const StateAccess& read) { return read.access->operation == "%"; };
    const auto counts_on = [](const StateAccess& write) { return counts.contains(write.access->operation); };
    return !state.reads.empty() && std::all_of(state.reads.begin(), state.reads.end(), goes_round) &&
           std::all_of(state.writes.begin(), state.writes.end(), counts_on);
}

/// A thread's pointer to what it works on right now; it owns nothing.
bool Exemptions::is_request_context(const StateEntity& state) const {
    const Variable& variable = *state.variable;
    if (!variable.is_thread_local || variable.type.kind != Type::Kind::pointer) return false;
    return std::all_of(state.writes.begin(), state.writes.end(), [](const StateAccess& write) {
        return write.access->operation == "=" && !has_step(*write.access, Step::deref);
    });
}

bool Exemptions::is_random_engine(const StateEntity& state) const {
    const Variable& variable = *state.variable;
    if (pointee(variable.type).kind != Type::Kind::builtin || !models_.suggests(variable.name, "random")) return false;
    if (models_.suggests(variable.name, "id-sequence")) return false;
    static const std::set<std::string> mixes{"=", "^=", "*=", "+=", "|=", "&="};
    return std::all_of(state.writes.begin(), state.writes.end(), [](const StateAccess& write) {
        return mixes.contains(write.access->operation) && !assigns_constant(*write.access);
    });
}

/// Objects wait here to be used again: whoever takes one makes a new one where there is none.
bool Exemptions::is_free_list(const StateEntity& state) const {
    const Type& inner = pointee(state.variable->type);
    if (!holds_many(inner, models_) || inner.args.empty() || !points(inner.args.back())) return false;
    static const std::set<std::string> ends{"push_back", "emplace_back", "push", "emplace", "push_front", "pop_back",
                                            "pop_front", "pop",          "move", "reserve", "clear",      "value"};
    static const std::set<std::string> looks{"back",  "front",    "top",        "empty",     "size",
                                             "value", "argument", "operator->", "operator*", ""};
    bool takes = false;
    for (auto& write : state.writes) {
        const bool in_use = !names_directly(*write.access) || has_step(*write.access, Step::deref);
        if (in_use) continue;  // a change to an object that was taken, not to the list
        if (!ends.contains(write.access->operation)) return false;
        if (!write.access->operation.starts_with("pop")) continue;
        auto& returned = program_.places_returned_by(write.function);
        const bool makes = std::any_of(returned.begin(), returned.end(), [](const ReturnedPlace* place) {
            return place->place.root == Place::Root::fresh;
        });
        if (!makes) return false;
        takes = true;
    }
    return takes && std::all_of(state.reads.begin(), state.reads.end(), [&](const StateAccess& read) {
               return looks.contains(read.access->operation) ||
                      models_.matches(&Model::forwarding_calls, read.access->operation);
           });
}

/// The next one of a list or tree: its head tells the story.
bool Exemptions::is_link(const StateEntity& state) const {
    const Variable& variable = *state.variable;
    if (variable.storage != Variable::Storage::field || !points(variable.type)) return false;
    return pointee(variable.type).record == variable.owner &&
           std::all_of(state.writes.begin(), state.writes.end(),
                       [](const StateAccess& write) { return write.access->operation == "="; });
}

/// What one process has seen of a service behind it: retries, back-off, circuit breakers.
bool Exemptions::is_resilience(const StateEntity& state) const {
    const Type& inner = pointee(state.variable->type);
    if (holds_many(inner, models_)) return false;
    const Record* owner = program_.record(state.variable->owner);
    return models_.suggests(state.variable->name, "resilience") || models_.suggests(inner.name, "resilience") ||
           (owner && models_.suggests(owner->name, "resilience"));
}

/// A descriptor together with the loop that watches it: one that is called so, or one that waits and calls back.
bool Exemptions::wraps_descriptor(const Record& record) const {
    bool descriptor = false, loop = false, waiting = false, callback = false, bare = true;
    for (auto& id : record.fields) {
        const Variable* field = program_.variable(id);
        if (!field) continue;
        const bool plumbing = models_.suggests(field->name, "infrastructure");
        const Type& inner = pointee(field->type);
        const bool calls = inner.kind == Type::Kind::function || models_.is_type(inner.name, "callable");
        descriptor = descriptor || (!plumbing && field->type.kind == Type::Kind::builtin &&
                                    models_.suggests(field->name, "descriptor"));
        callback = callback || calls;
        bare = bare && (calls || inner.kind == Type::Kind::builtin || points(field->type));
        if (field->type.kind != Type::Kind::pointer || inner.record.empty()) continue;
        loop = loop || models_.suggests(inner.name, "infrastructure");
        waiting = waiting || waits_.contains(inner.record);
    }
    return descriptor && (loop || (waiting && callback && bare));
}

/// The idle connections of a pool, and its own figures: what changes only together with them.
bool Exemptions::belongs_to_pool(const StateEntity& state) const {
    const Record* owner = program_.record(state.variable->owner);
    if (!owner) return false;
    if (connections_.keeps_many(state.variable->type)) return true;
    const Type& inner = pointee(state.variable->type);
    if (inner.kind != Type::Kind::builtin && !inner.name.starts_with("std::chrono::")) return false;
    std::set<EntityId> idle;
    for (const EntityId& id : owner->fields)
        if (const Variable* field = program_.variable(id); field && connections_.keeps_many(field->type))
            idle.insert(id);
    if (idle.empty()) return false;
    return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        const auto& accesses = program_.accesses_in(write.function);
        return std::any_of(accesses.begin(), accesses.end(), [&](const Access* access) {
            return std::any_of(access->place.steps.begin(), access->place.steps.end(),
                               [&](const auto& step) { return step.kind == Step::field && idle.contains(step.field); });
        });
    });
}

bool Exemptions::belongs_to_plumbing(const StateEntity& state) const {
    if (belongs_to_pool(state)) return true;
    const Record* owner = program_.record(state.variable->owner);
    const bool member = owner != nullptr;
    if (!owner)
        if (const Function* function = program_.function(state.variable->owner))
            owner = program_.record(function->record);
    if (!owner) return false;
    const bool number = pointee(state.variable->type).kind == Type::Kind::builtin;
    if (member && number && wraps_descriptor(*owner)) return true;
    return std::any_of(plumbing_purposes.begin(), plumbing_purposes.end(), [&](auto& purpose) {
        if (!models_.suggests(owner->name, purpose)) return false;
        if (purpose == "metric") return !PerProcess(program_, reach_, lifetimes_).answers_clients(state);
        return purpose != "logger" || !is_read_back(state, program_);
    });
}

}  // namespace stateless::lint
