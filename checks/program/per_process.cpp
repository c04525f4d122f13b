// Each question is about all accesses of one entity, and one that does not fit refuses it.
#include "program/per_process.h"

#include <algorithm>
#include <set>

#include "program/mentions.h"
#include "program/once.h"

namespace stateless::lint {

namespace {

bool is_number(const Type& type) {
    const Type& inner = pointee(type);
    return inner.kind == Type::Kind::builtin && inner.name != "bool" && inner.name.find("char") == std::string::npos &&
           !points(type) && type.kind != Type::Kind::array;
}

bool only_counts(const StateEntity& state, bool also_down) {
    static const std::set<std::string> up{"++", "+=", "fetch_add"};
    static const std::set<std::string> down{"--", "-=", "fetch_sub"};
    return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        auto& operation = write.access->operation;
        return write.access->kind == Access::Kind::write &&
               (up.contains(operation) || (also_down && down.contains(operation)));
    });
}

const Value& innermost_call(const Value& value) {
    const Value* inner = &value;
    while (inner->kind == Value::Kind::call && !inner->parts.empty() && inner->parts.front().kind == Value::Kind::call)
        inner = &inner->parts.front();
    return *inner;
}

}  // namespace

std::string PerProcess::reason(const StateEntity& state) const {
    if (is_clock_reading(state)) return "it is the time that each round of the loop reads first";
    if (is_figure(state)) return "it is a count that is only printed, or shown on a page for operators";
    if (is_round_count(state)) return "it counts the rounds of this process's own loop or timer";
    if (is_cache_figure(state)) return "it counts for a cache, which is judged itself";
    if (is_kept_by_descriptor(state)) return "it keeps what belongs to the client behind a descriptor";
    return "";
}

/// Read from the clock at the beginning of every round of a loop that serves, for what the round does.
bool PerProcess::is_clock_reading(const StateEntity& state) const {
    const std::string& type = pointee(state.variable->type).name;
    if (!is_number(state.variable->type) && !type.starts_with("std::chrono::")) return false;
    return std::all_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        const Access& access = *write.access;
        const Value& source = innermost_call(access.value);
        if (access.operation != "=" || source.kind != Value::Kind::call) return false;
        if (!models_.matches(&Model::clock_calls, source.text) || !access.unset.empty()) return false;
        const bool in_round = std::any_of(reach_.roots().begin(), reach_.roots().end(), [&](const Root& root) {
            return root.function == write.function && root.loop != 0 && root.loop == access.loop;
        });
        return in_round && std::none_of(state.reads.begin(), state.reads.end(), [&](const StateAccess& read) {
                   return read.function == write.function && read.access->loop == access.loop &&
                          read.access->span < access.span;
               });
    });
}

/// The read is an argument of a call that prints; a text that is put together to be sent is none.
bool PerProcess::is_printed(const StateAccess& read, const EntityId& variable) const {
    auto& calls = program_.calls_in(read.function);
    return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
        const bool prints = call->in_library && models_.matches(&Model::log_calls, call->name);
        const bool elsewhere =
            call->span.line > read.access->span.line + 2 || call->span.line + 2 < read.access->span.line;
        if (!prints || elsewhere) return false;
        // A stream that the program made itself may be a reply.
        const Place* stream = call->has_receiver ? &call->receiver : nullptr;
        std::size_t first = 0;
        if (!stream && call->name.ends_with("operator<<") && !call->arguments.empty()) {
            stream = &call->arguments.front().place;
            first = 1;
        }
        if (stream && stream->root != Place::Root::unknown) return false;
        for (std::size_t i = first; i < call->arguments.size(); ++i)
            if (mentions(call->arguments[i].value, variable)) return true;
        return false;
    });
}

/// All that run the function are routes for the people who run the process: /metrics, /healthz.
bool PerProcess::only_for_operators(const EntityId& function) const {
    auto roots = reach_.roots_of(function);
    return !roots.empty() && std::all_of(roots.begin(), roots.end(), [&](const Root* root) {
        // "/jobs | /stats": one registration for several pages.
        return root->kind == "route" && root->path.find_first_of("<:{*|") == std::string::npos &&
               models_.suggests(root->path, "operators-page");
    });
}

/// A number, or a struct of numbers.
bool PerProcess::is_numbers(const Type& type) const {
    if (is_number(type)) return true;
    const Record* record = points(type) ? nullptr : program_.record(type.record);
    return record && !record->fields.empty() &&
           std::all_of(record->fields.begin(), record->fields.end(), [&](const EntityId& id) {
               const Variable* field = program_.variable(id);
               return field && is_number(field->type);
           });
}

bool PerProcess::is_figure(const StateEntity& state) const {
    if (!is_numbers(state.variable->type) || !only_counts(state, true)) return false;
    bool read = false;
    for (auto& use : state.reads) {
        if (!use.serving) continue;
        if (!is_printed(use, state.variable->id) && !only_for_operators(use.function)) return false;
        read = true;
    }
    return read;
}

/// Counted up by a timer or a loop, which only looks at it to decide what this round does.
bool PerProcess::is_round_count(const StateEntity& state) const {
    if (!is_number(state.variable->type)) return false;
    std::set<EntityId> rounds;
    for (auto& write : state.writes) {
        const Access& access = *write.access;
        const bool starts_over = access.operation == "=" && access.value.kind == Value::Kind::integer;
        if (access.operation != "++" && !starts_over) return false;
        rounds.insert(write.function);
    }
    bool looked_at = false;
    for (auto& read : state.reads) {
        if (!read.serving) continue;
        if (!rounds.contains(read.function)) return false;
        looked_at = looked_at || read.access->operation != "value";
    }
    return looked_at && std::all_of(rounds.begin(), rounds.end(),
                                    [&](const EntityId& id) { return runs_by_time(id) && !hands_on(id, state); });
}

bool PerProcess::runs_by_time(const EntityId& function) const {
    auto roots = reach_.roots_of(function);
    return std::all_of(roots.begin(), roots.end(),
                       [](const Root* root) { return root->kind == "timer" || root->kind == "tick"; });
}

/// The function passes the value to a call, or stores it elsewhere.
bool PerProcess::hands_on(const EntityId& function, const StateEntity& state) const {
    const EntityId& id = state.variable->id;
    for (const Call* call : program_.calls_in(function))
        for (const Argument& argument : call->arguments)
            if (mentions(argument.value, id) || named_entity(argument.place) == id) return true;
    auto& accesses = program_.accesses_in(function);
    auto& definitions = program_.definitions_in(function);
    return std::any_of(accesses.begin(), accesses.end(),
                       [&](const Access* access) { return mentions(access->value, id); }) ||
           std::any_of(definitions.begin(), definitions.end(),
                       [&](const Definition* definition) { return mentions(definition->value, id); });
}

/// How often a cache hit and missed, and how much it holds: the cache itself is the finding.
bool PerProcess::is_cache_figure(const StateEntity& state) const {
    if (state.kind != StateEntity::Kind::field || !is_number(state.variable->type)) return false;
    const Record* owner = program_.record(state.variable->owner);
    if (!owner || !models_.suggests(owner->name, "cache") || !only_counts(state, true)) return false;
    return std::all_of(state.writes.begin(), state.writes.end(),
                       [](const StateAccess& write) { return write.access->place.root == Place::Root::this_object; });
}

/// A table by descriptor that is only asked for the client at hand, and loses the entry when it closes the descriptor.
bool PerProcess::is_kept_by_descriptor(const StateEntity& state) const {
    const Type& type = pointee(state.variable->type);
    if (!models_.is_type(type.name, "map") || type.args.size() < 2) return false;
    if (type.args.front().kind != Type::Kind::builtin || type.args.front().name != "int") return false;
    static const std::set<std::string> walks{"iterate", "begin", "cbegin", "rbegin"};
    for (auto& read : state.reads)
        if (read.serving && walks.contains(read.access->operation)) return false;
    return std::any_of(state.writes.begin(), state.writes.end(), [&](const StateAccess& write) {
        if (write.access->operation != "erase" && write.access->operation != "extract") return false;
        auto& calls = program_.calls_in(write.function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            return call->in_library && models_.matches(&Model::disconnect_calls, call->name);
        });
    });
}

bool PerProcess::answers_clients(const StateEntity& state) const {
    const Type& type = pointee(state.variable->type);
    const Record* record = program_.record(type.record);
    const bool many = holds_many(type, models_) ||
                      (record && std::any_of(record->fields.begin(), record->fields.end(), [&](const EntityId& id) {
                           const Variable* field = program_.variable(id);
                           return field && holds_many(pointee(field->type), models_);
                       }));
    if (!many) return false;
    static const std::set<std::string> takes{"iterate", "begin", "cbegin", "back", "front", "at", "find", "operator[]"};
    std::set<EntityId> writers;
    for (auto& write : state.writes) writers.insert(write.function);
    return std::any_of(state.reads.begin(), state.reads.end(), [&](const StateAccess& read) {
        if (!read.serving || writers.contains(read.function) || !takes.contains(read.access->operation)) return false;
        if (only_for_operators(read.function)) return false;
        auto roots = reach_.roots_of(read.function);
        return std::any_of(roots.begin(), roots.end(), [](const Root* root) {
            return root->kind == "route" || root->kind == "rpc" || root->kind == "message";
        });
    });
}

bool is_read_back(const StateEntity& state, const Program& program) {
    const Models& models = program.models();
    auto& types = program.types_of(state.variable->id);
    const bool many =
        std::any_of(types.begin(), types.end(), [&](const Type* type) { return holds_many(pointee(*type), models); });
    if (!many) return false;
    static const std::set<std::string> takes{"iterate", "begin", "cbegin", "rbegin", "back",       "front",
                                             "at",      "find",  "value",  "end",    "operator[]", "crbegin"};
    std::set<EntityId> writers;
    for (auto& write : state.writes) writers.insert(write.function);
    return std::any_of(state.reads.begin(), state.reads.end(), [&](const StateAccess& read) {
        if (!read.serving || writers.contains(read.function) || !takes.contains(read.access->operation)) return false;
        const Function* reader = program.function(read.function);
        if (!reader || reader->kind == Function::Kind::lambda || reader->kind == Function::Kind::destructor)
            return false;
        if (reader->record.empty()) {
            const std::string plain = reader->name.substr(reader->name.rfind(':') + 1);
            return !models.suggests(plain, "logger");
        }
        if (reader->returns.name == "void" && reader->parameters.empty()) return false;
        auto& sites = program.calls_of(reader->id);
        return std::any_of(sites.begin(), sites.end(), [&](const Call* site) {
            const Function* caller = program.function(site->caller);
            const Record* owner = caller ? program.record(caller->record) : nullptr;
            return caller && (!owner || !models.suggests(owner->name, "logger"));
        });
    });
}

}  // namespace stateless::lint
