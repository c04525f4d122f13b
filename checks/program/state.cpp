// Collects what serving code changes, entity by entity, and leaves out what is no state: latches, scratch buffers,
// lazily made singletons, and types and classes that the models exempt.
#include "program/state.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "program/objects.h"
#include "program/purpose.h"

namespace stateless::lint {

namespace {

bool is_fixed(const Variable& variable) {
    return variable.storage == Variable::Storage::global || variable.storage == Variable::Storage::static_member ||
           variable.storage == Variable::Storage::static_local;
}

bool full_overwrite(const Access& access) {
    static const std::set<std::string> names{"=",        "clear",       "assign",        "reset",   "str",
                                             "memset",   "bzero",       "snprintf",      "sprintf", "vsnprintf",
                                             "strftime", "std::memset", "std::snprintf", "strcpy",  "strncpy"};
    if (access.kind == Access::Kind::read) return false;
    bool whole = std::none_of(access.place.steps.begin(), access.place.steps.end(),
                              [](auto& step) { return step.kind == Place::Step::Kind::element; });
    return whole && names.contains(access.operation);
}

bool assigns_constant(const Access& access) {
    return access.kind == Access::Kind::write && (access.operation == "=" || access.operation == "store") &&
           access.value.kind == Value::Kind::integer;
}

class StateFinder {
public:
    StateFinder(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
        : program_(program), models_(program.models()), reach_(reach), lifetimes_(lifetimes),
          objects_(program, reach, lifetimes) {}

    std::vector<StateEntity> run() {
        if (!reach_.is_server()) return {};
        collect();
        settle_direct_fields();
        std::vector<StateEntity> found;
        for (auto& [id, candidate] : candidates_) {
            sort_writes(candidate.writes);
            if (candidate.writes.empty() || !carries_state(candidate)) continue;
            describe_lifetime(candidate);
            weigh_purpose(candidate, program_, reach_, lifetimes_);
            if (is_exempt_purpose(candidate.purpose)) continue;
            if (lifetimes_connection_registry(candidate) && !reaches_other_clients(candidate)) continue;
            found.push_back(std::move(candidate));
        }
        return found;
    }

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;
    Objects objects_;
    std::map<EntityId, StateEntity> candidates_;
    /// Writes to a global through one of its own fields, waiting to learn whether the field is reported itself.
    std::map<EntityId, std::vector<std::pair<EntityId, StateAccess>>> direct_;

    static bool is_exempt_purpose(const std::string& purpose) {
        return purpose == "logger" || purpose == "metric" || purpose == "pool" || purpose == "infrastructure";
    }

    StateEntity& entity(const Variable* variable) {
        auto& state = candidates_[variable->id];
        if (!state.variable) {
            state.variable = variable;
            state.kind = is_fixed(*variable)                             ? StateEntity::Kind::global
                         : variable->storage == Variable::Storage::field ? StateEntity::Kind::field
                                                                         : StateEntity::Kind::captured;
        }
        return state;
    }

    /// A constructor or destructor's own object is not shared yet, or no longer.
    bool own_construction(const Access& access, const Function* function) const {
        bool building =
            function && (function->kind == Function::Kind::constructor || function->kind == Function::Kind::destructor);
        return building && access.place.root == Place::Root::this_object;
    }

    void collect() {
        for (auto& access : program_.facts().accesses) {
            const Function* function = program_.function(access.function);
            bool serving = reach_.serves_at(access.function, access.loop);
            bool writes = access.kind != Access::Kind::read;
            for (const Owner& owner : objects_.owners(access.place, access.function)) {
                if (!owner.variable || owner.variable->is_const) continue;
                StateAccess fact{&access, access.function, serving};
                auto& state = entity(owner.variable);
                if (!writes) {
                    state.reads.push_back(fact);
                } else if (!serving || own_construction(access, function)) {
                    state.other_writes.push_back(fact);
                } else if (access.kind == Access::Kind::escape && !escape_changes(*owner.variable, access)) {
                    state.reads.push_back(fact);
                } else if (!owner.first_field.empty() && state.kind != StateEntity::Kind::field) {
                    direct_[owner.variable->id].push_back({owner.first_field, fact});
                } else {
                    state.writes.push_back(fact);
                }
            }
        }
    }

    /// Library calls that get a reference change the object only if the object is plain data.
    bool escape_changes(const Variable& variable, const Access& access) const {
        const Type& inner = pointee(variable.type);
        bool character = inner.kind == Type::Kind::builtin && inner.name.find("char") != std::string::npos;
        static const std::set<std::string> copies{"strcpy",       "strncpy",     "strcat",       "strncat",
                                                  "memcpy",       "snprintf",    "sprintf",      "std::strcpy",
                                                  "std::strncpy", "std::memcpy", "std::snprintf"};
        if (character) return copies.contains(access.operation);
        if (models_.matches(&Model::forwarding_calls, access.operation) ||
            models_.matches(&Model::log_calls, access.operation))
            return false;
        bool data =
            inner.kind == Type::Kind::builtin || holds_many(inner, models_) || inner.name == "std::basic_string";
        return data && !points(variable.type);
    }

    /// `g_stats.hits++` is reported at the field where methods of the class change that field too, else at the global.
    void settle_direct_fields() {
        for (auto& [id, accesses] : direct_)
            for (auto& [field, access] : accesses) {
                auto found = candidates_.find(field);
                bool field_reported = found != candidates_.end() && !found->second.writes.empty();
                (field_reported ? found->second : candidates_[id]).writes.push_back(access);
            }
    }

    void sort_writes(std::vector<StateAccess>& writes) {
        std::sort(writes.begin(), writes.end(), [&](const StateAccess& a, const StateAccess& b) {
            return std::tuple(static_cast<int>(reach_.confidence_of(a.function)), reach_.distance_to(a.function),
                              a.access->span) < std::tuple(static_cast<int>(reach_.confidence_of(b.function)),
                                                           reach_.distance_to(b.function), b.access->span);
        });
    }

    bool exempt_type(const Type& type) const {
        const Type& inner = pointee(type);
        for (auto* name : {&type.name, &inner.name})
            for (const char* kind :
                 {"exempt", "lock", "handle", "logger", "pool", "metric", "random", "clock", "request", "connection"})
                if (models_.is_type(*name, kind)) return true;
        if (inner.kind == Type::Kind::function) return true;
        if (!inner.args.empty() && holds_many(inner, models_)) {
            const Type& element = pointee(inner.args.back());
            for (const char* kind : {"exempt", "lock", "handle", "logger", "pool", "metric"})
                if (models_.is_type(element.name, kind)) return true;
        }
        if (!inner.record.empty())
            for (const char* purpose : {"logger", "metric", "pool", "infrastructure"})
                if (models_.suggests(inner.name, purpose)) return true;
        return false;
    }

    bool is_flag(const Type& type) const {
        const Type& inner = pointee(type);
        return inner.kind == Type::Kind::builtin && (inner.name == "bool" || inner.name == "_Bool");
    }

    /// Set once and for all: every write while serving stores the same constant, or follows a test that it was not set.
    bool is_latch(const StateEntity& state) const {
        bool constants = std::all_of(state.writes.begin(), state.writes.end(),
                                     [](auto& write) { return assigns_constant(*write.access); });
        bool flag = is_flag(state.variable->type) || state.variable->name.find("sig") != std::string::npos;
        if (constants && flag) {
            std::set<std::int64_t> values;
            for (auto& write : state.writes) values.insert(write.access->value.integer);
            if (values.size() == 1) return true;
        }
        return constants && models_.suggests(state.variable->name, "shutdown") && !changed_by_clients(state);
    }

    bool changed_by_clients(const StateEntity& state) const {
        for (auto& write : state.writes)
            for (const Root* root : reach_.roots_of(write.function))
                if (root->kind == "route" || root->kind == "rpc" || root->kind == "message") return true;
        return false;
    }

    /// Up when something comes, down when it goes: what is live in this process right now, true of this process only.
    bool is_gauge(const StateEntity& state) const {
        std::set<std::string> operations;
        for (auto& write : state.writes)
            if (!assigns_constant(*write.access)) operations.insert(write.access->operation);
        bool up = operations.contains("++") || operations.contains("+=") || operations.contains("fetch_add");
        bool down = operations.contains("--") || operations.contains("-=") || operations.contains("fetch_sub");
        return up && down && operations.size() == 2 && models_.suggests(state.variable->name, "gauge");
    }

    bool is_lazy_singleton(const StateEntity& state) const {
        bool holder = points(state.variable->type) || state.variable->type.name.ends_with("::optional") ||
                      is_flag(state.variable->type);
        if (!holder) return false;
        return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
            bool assigned = write.access->operation == "=" || write.access->operation == "reset" ||
                            write.access->operation == "emplace" || write.access->operation == "store" ||
                            write.access->operation == "swap" || write.access->operation == "move";
            bool through = std::any_of(write.access->place.steps.begin(), write.access->place.steps.end(),
                                       [](auto& step) { return step.kind == Place::Step::Kind::deref; });
            return assigned && !through && write.access->tested_before;
        });
    }

    /// Every function that uses it while serving first overwrites it: nothing is carried from one request to the next.
    bool is_scratch(const StateEntity& state) const {
        std::map<EntityId, const Access*> first;
        std::map<EntityId, std::vector<const Access*>> uses;
        auto note = [&](const StateAccess& use) {
            if (!use.serving) return;
            uses[use.function].push_back(use.access);
            auto [entry, fresh] = first.try_emplace(use.function, use.access);
            bool earlier = use.access->span < entry->second->span ||
                           (use.access->span == entry->second->span && use.access->kind != Access::Kind::read);
            if (!fresh && earlier) entry->second = use.access;
        };
        for (auto& write : state.writes) note(write);
        for (auto& read : state.reads) note(read);
        if (state.reads.empty()) return false;
        return std::all_of(first.begin(), first.end(), [&](auto& entry) {
            const Access& overwrite = *entry.second;
            // Blocks are numbered as they open: a read beside the overwrite shows that the later ones are inside its
            // block.
            bool read_beside = std::any_of(uses[entry.first].begin(), uses[entry.first].end(), [&](const Access* use) {
                return use != &overwrite && use->scope == overwrite.scope;
            });
            bool every_time = std::all_of(uses[entry.first].begin(), uses[entry.first].end(), [&](const Access* use) {
                bool from_itself = use->kind == Access::Kind::read && use->span.line == overwrite.span.line;
                return use == &overwrite ||
                       (!from_itself && (overwrite.scope <= 1 || (read_beside && use->scope >= overwrite.scope)));
            });
            return full_overwrite(overwrite) && !overwrite.tested_before && every_time;
        });
    }

    bool infrastructure(const StateEntity& state) const {
        const Record* owner = program_.record(state.variable->owner);
        if (!owner)
            if (const Function* function = program_.function(state.variable->owner))
                owner = program_.record(function->record);
        if (!owner) return false;
        for (const char* purpose : {"logger", "metric", "pool", "infrastructure"})
            if (models_.suggests(owner->name, purpose)) return true;
        return false;
    }

    bool holder_of_user_object(const StateEntity& state) const {
        const Type& inner = pointee(state.variable->type);
        if (!points(state.variable->type) || inner.record.empty()) return false;
        return std::all_of(state.writes.begin(), state.writes.end(), [](const StateAccess& write) {
            auto kind = write.access->value;
            return write.access->operation == "=" && write.access->tested_before;
        });
    }

    bool carries_state(const StateEntity& state) const {
        const Variable& variable = *state.variable;
        if (variable.name.empty() || variable.is_const) return false;
        for (const Type* type : program_.types_of(variable.id))
            if (exempt_type(*type)) return false;
        if (infrastructure(state) || is_latch(state) || is_gauge(state) || is_lazy_singleton(state) ||
            is_scratch(state))
            return false;
        if (holder_of_user_object(state)) return false;
        return !variable.name.starts_with("__");
    }

    void describe_lifetime(StateEntity& state) const {
        switch (state.kind) {
        case StateEntity::Kind::global:
            state.lifetime = state.variable->is_thread_local ? "lives as long as its thread" : "has static storage";
            break;
        case StateEntity::Kind::captured: {
            const Function* owner = program_.function(state.variable->owner);
            state.lifetime = "is a local of " + (owner ? owner->name : "start-up code") + ", captured by handlers";
            break;
        }
        case StateEntity::Kind::field: {
            const Record* owner = program_.record(state.variable->owner);
            state.lifetime = "is a field of " + (owner ? owner->name : "a class") +
                             ", which outlives requests: " + lifetimes_.reason(state.variable->owner);
            break;
        }
        }
    }

    bool lifetimes_connection_registry(const StateEntity& state) const {
        for (const Type* type : program_.types_of(state.variable->id)) {
            const Type* inner = &pointee(*type);
            bool many = holds_many(*inner, models_) || type->kind == Type::Kind::array || inner != type;
            if (!many) continue;
            if (lifetimes_.is_connection(*inner)) return true;
            for (auto& argument : inner->args)
                if (lifetimes_.is_connection(argument)) return true;
        }
        return false;
    }

    /// Some serving function looks into the registry for another purpose than to add or remove the client it serves.
    bool reaches_other_clients(const StateEntity& state) const {
        static const std::set<std::string> looks{"iterate",    "begin",  "find",       "at",
                                                 "operator[]", "cbegin", "equal_range"};
        bool array = state.variable->type.kind == Type::Kind::array || state.variable->type.kind == Type::Kind::pointer;
        if (array) return false;
        std::set<EntityId> maintains;
        for (auto& write : state.writes) maintains.insert(write.function);
        for (auto& read : state.reads) {
            if (!read.serving || maintains.contains(read.function) || !looks.contains(read.access->operation)) continue;
            const Function* function = program_.function(read.function);
            if (function && function->kind != Function::Kind::destructor) return true;
        }
        return false;
    }
};

}  // namespace

std::vector<StateEntity> find_states(const Program& program, const Reach& reach, const Lifetimes& lifetimes) {
    return StateFinder(program, reach, lifetimes).run();
}

}  // namespace stateless::lint
