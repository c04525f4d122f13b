// Collects what serving code changes, entity by entity, and leaves out set-up, plumbing and registries of connections
// that nobody looks into.
#include "program/state.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "program/clients.h"
#include "program/exempt.h"
#include "program/indices.h"
#include "program/objects.h"
#include "program/once.h"
#include "program/purpose.h"

namespace stateless::lint {

namespace {

bool is_fixed(const Variable& variable) {
    return variable.storage == Variable::Storage::global || variable.storage == Variable::Storage::static_member ||
           variable.storage == Variable::Storage::static_local;
}

class StateFinder {
public:
    StateFinder(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
        : program_(program), models_(program.models()), reach_(reach), lifetimes_(lifetimes),
          objects_(program, reach, lifetimes), once_(program, reach, lifetimes), exemptions_(program, reach, lifetimes),
          clients_(program, reach, lifetimes) {}

    States run() {
        States states;
        if (!reach_.is_server()) return states;
        collect();
        move_to_fields();
        for (auto& [holder, parts] : parts_) judge_parts(candidates_.at(holder), parts, states);
        for (auto& [id, candidate] : candidates_) judge(candidate, states);
        weigh_owners(states.found, program_, reach_, lifetimes_);
        for (NoState& index : take_out_indices(states.found, program_)) states.dismissed.push_back(std::move(index));
        return states;
    }

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;
    Objects objects_;
    Once once_;
    Exemptions exemptions_;
    Clients clients_;
    std::map<EntityId, StateEntity> candidates_;
    /// What is used of a variable by the name of one of its own fields, by variable and field.
    std::map<EntityId, std::map<EntityId, StateEntity>> parts_;

    static bool is_exempt_purpose(const std::string& purpose) {
        return purpose == "logger" || purpose == "metric" || purpose == "pool" || purpose == "infrastructure" ||
               purpose == "memo";
    }

    /// Why the candidate is no state, or nothing; weighs its purpose on the way.
    std::string no_state(StateEntity& candidate) {
        if (candidate.writes.empty() && parts_.contains(candidate.variable->id))
            return "its fields are judged one by one";
        if (candidate.writes.empty()) return "no serving code changes it, or each object only once";
        if (!is_limiter(*candidate.variable))
            if (std::string reason = exemptions_.reason(candidate); !reason.empty()) return reason;
        if (clients_.leads_elsewhere(candidate.variable->id)) return "it leads to a server behind, or to a file";
        if (clients_.is_of_one_client(candidate)) return "it belongs to one client's connection";
        weigh_purpose(candidate, program_, reach_, lifetimes_, clients_);
        if (is_exempt_purpose(candidate.purpose))
            return candidate.purpose == "memo" ? "every process works out the same from the key"
                                               : "its purpose is plumbing: " + candidate.purpose;
        if (candidate.purpose != "broadcast" && clients_.keeps(candidate) && !clients_.reaches_others(candidate) &&
            !clients_.keeps_messages(candidate))
            return "it keeps the clients' connections, and nobody looks for another one's";
        return "";
    }

    void judge(StateEntity& candidate, States& states) {
        sort_writes(candidate.writes);
        describe_lifetime(candidate);
        std::string reason = no_state(candidate);
        if (reason.empty()) states.found.push_back(std::move(candidate));
        else states.dismissed.push_back({std::move(candidate), std::move(reason)});
    }

    /// Fields that show different things, or hold many, are found on their own: `app.sessions`, `app.next_id`. Plain
    /// values without a purpose are one finding, at the variable; so is the only one of its fields that is state.
    void judge_parts(StateEntity& holder, std::map<EntityId, StateEntity>& parts, States& states) {
        std::vector<StateEntity> apart, together;
        describe_lifetime(holder);
        for (auto& [id, part] : parts) {
            StateEntity judged = part;
            sort_writes(judged.writes);
            judged.lifetime = "is a part of '" + holder.variable->name + "', which " + holder.lifetime;
            std::string reason = no_state(judged);
            if (!reason.empty()) {
                states.dismissed.push_back({std::move(judged), std::move(reason)});
                continue;
            }
            judged.kind = holder.kind;
            const bool alone = judged.purpose != "state" || holds_many(pointee(judged.variable->type), models_);
            (alone ? apart : together).push_back(std::move(judged));
        }
        const std::size_t findings = apart.size() + (together.empty() && holder.writes.empty() ? 0 : 1);
        if (findings == 1 && !apart.empty()) {
            StateEntity only = std::move(apart.front());
            apart.clear();
            states.dismissed.push_back({only, "it is reported at '" + holder.variable->name + "'"});
            only.parts.push_back(std::exchange(only.variable, holder.variable));
            only.lifetime = holder.lifetime;
            states.found.push_back(std::move(only));
        }
        for (StateEntity& part : together) {
            add_accesses(parts.at(part.variable->id), holder);
            holder.parts.push_back(part.variable);
            states.dismissed.push_back({std::move(part), "it is judged with '" + holder.variable->name + "'"});
        }
        std::sort(holder.parts.begin(), holder.parts.end(), [](auto* a, auto* b) { return a->span < b->span; });
        states.found.insert(states.found.end(), apart.begin(), apart.end());
    }

    static void add_accesses(const StateEntity& from, StateEntity& to) {
        to.writes.insert(to.writes.end(), from.writes.begin(), from.writes.end());
        to.reads.insert(to.reads.end(), from.reads.begin(), from.reads.end());
        to.other_writes.insert(to.other_writes.end(), from.other_writes.begin(), from.other_writes.end());
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

    /// The variable, or the field of it that the access names.
    StateEntity& named_entity(const Owner& owner) {
        const Variable* field = owner.first_field.empty() ? nullptr : program_.variable(owner.first_field);
        const Type& type = pointee(owner.variable->type);
        // What a framework's object made itself and hands out: app.get_middleware<Timing>().
        const bool made_inside = field && type.record.empty() && type.name.find("::") != std::string::npos &&
                                 !type.name.starts_with("std::") && !holds_many(type, models_);
        if (made_inside && lifetimes_.of(field->owner) != Lifetime::unknown) return entity(field);
        StateEntity& whole = entity(owner.variable);
        if (!field || owner.variable->type.kind == Type::Kind::array || field->owner != type.record) return whole;
        StateEntity& part = parts_[owner.variable->id][field->id];
        part.variable = field;
        part.kind = StateEntity::Kind::field;
        return part;
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
                auto& state = named_entity(owner);
                if (serving && is_limiter(*owner.variable)) {
                    state.writes.push_back(fact);
                } else if (!writes) {
                    state.reads.push_back(fact);
                } else if (!serving || own_construction(access, function) || once_.happens_once(access)) {
                    state.other_writes.push_back(fact);
                } else if (access.kind == Access::Kind::escape && !escape_changes(owner, access)) {
                    state.reads.push_back(fact);
                } else {
                    state.writes.push_back(fact);
                }
            }
        }
    }

    /// A library's limiter counts whenever it is asked.
    bool is_limiter(const Variable& variable) const { return models_.is_type(pointee(variable.type).name, "limiter"); }

    /// Library calls that get a reference change the object only if the object is plain data.
    bool escape_changes(const Owner& owner, const Access& access) const {
        if (models_.matches(&Model::random_calls, access.operation)) return false;
        if (models_.matches(&Model::writing_methods, access.operation)) return true;
        const Variable* part = owner.first_field.empty() ? nullptr : program_.variable(owner.first_field);
        const Type& type = part ? part->type : owner.variable->type;
        const Type& inner = pointee(type);
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
        return data && !points(type);
    }

    /// Methods of the field's class change other fields of it, which are reported one by one.
    bool fields_are_reported(const EntityId& field) const {
        const Variable* variable = program_.variable(field);
        const Record* record = variable ? program_.record(variable->owner) : nullptr;
        if (!record || lifetimes_.of(record->id) != Lifetime::direct) return false;
        return std::any_of(record->fields.begin(), record->fields.end(), [&](const EntityId& other) {
            auto found = candidates_.find(other);
            if (found == candidates_.end()) return false;
            auto& writes = found->second.writes;
            return std::any_of(writes.begin(), writes.end(), [](const StateAccess& write) {
                return write.access->place.root == Place::Root::this_object;
            });
        });
    }

    /// `g_stats.hits++` belongs to the field where methods of the class change that field too.
    void move_to_fields() {
        for (auto& [holder, parts] : parts_)
            std::erase_if(parts, [&](auto& part) {
                const auto found = candidates_.find(part.first);
                const bool reported = found != candidates_.end() && !found->second.writes.empty();
                if (!reported && !fields_are_reported(part.first)) return false;
                add_accesses(part.second, entity(part.second.variable));
                return true;
            });
    }

    void sort_writes(std::vector<StateAccess>& writes) {
        std::sort(writes.begin(), writes.end(), [&](const StateAccess& a, const StateAccess& b) {
            return std::tuple(static_cast<int>(reach_.confidence_of(a.function)), reach_.distance_to(a.function),
                              a.access->span) < std::tuple(static_cast<int>(reach_.confidence_of(b.function)),
                                                           reach_.distance_to(b.function), b.access->span);
        });
    }

    void describe_lifetime(StateEntity& state) const {
        switch (state.kind) {
        case StateEntity::Kind::global:
            state.lifetime = state.variable->is_thread_local ? "lives as long as its thread" : "has static storage";
            break;
        case StateEntity::Kind::captured: {
            const Function* owner = program_.function(state.variable->owner);
            const bool around = owner && !state.writes.empty() && state.writes.front().function == owner->id;
            state.lifetime = "is a local of " + (owner ? owner->name : "start-up code") +
                             (around ? ", around the loop that serves" : ", captured by handlers");
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
};

}  // namespace

States find_states(const Program& program, const Reach& reach, const Lifetimes& lifetimes) {
    return StateFinder(program, reach, lifetimes).run();
}

}  // namespace stateless::lint
