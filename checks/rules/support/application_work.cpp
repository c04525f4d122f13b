// A walk forward from a function, nearest first. A statement that a caller hands down is judged where it stands, not
// where a wrapper sends it together with everybody else's.
#include "rules/support/application_work.h"

#include <algorithm>
#include <deque>
#include <sstream>

#include "rules/support/cache_operations.h"
#include "rules/support/redis_command.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr unsigned deepest = 8;
constexpr std::size_t most_functions = 400;
constexpr std::size_t most_targets = 4;

std::string last_of(const std::string& qualified) { return qualified.substr(qualified.rfind(':') + 1); }

bool begins_with_word(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) {
        const std::string prefix = word;
        return text.starts_with(prefix) && (text.size() == prefix.size() || !isalnum(text[prefix.size()]));
    });
}

bool reads_only(const std::string& sql) {
    return begins_with_word(sql, {"select", "show", "pragma", "explain", "describe", "values", "begin", "start",
                                  "commit", "rollback", "set", "listen", "unlisten", "use", "fetch", "close"});
}

bool writes_rows(const std::string& sql) {
    return begins_with_word(sql, {"insert", "update", "delete", "replace", "merge", "truncate", "call", "create",
                                  "drop", "alter", "copy", "refresh", "with", "vacuum", "upsert", "exec", "notify"});
}

bool is_shared_lock(const std::string& sql) {
    for (const char* words : {"advisory_lock", "advisory_xact_lock", "get_lock(", "skip locked", "for update nowait"})
        if (sql.find(words) != std::string::npos) return true;
    return false;
}

/// A command that gives each entry to one reader only.
bool takes_shared_work(const std::string& command) {
    static const std::set<std::string> commands{"lpop",      "rpop",     "blpop",    "brpop",      "brpoplpush",
                                                "rpoplpush", "lmove",    "blmove",   "spop",       "zpopmin",
                                                "zpopmax",   "bzpopmin", "bzpopmax", "xreadgroup", "xautoclaim"};
    return commands.contains(command);
}

bool reads_entry(const std::string& command) {
    static const std::set<std::string> commands{
        "get",    "mget",   "hget",   "hmget",     "hgetall",    "exists", "ttl",           "pttl",
        "keys",   "scan",   "type",   "smembers",  "sismember",  "scard",  "llen",          "lrange",
        "ping",   "auth",   "select", "info",      "hlen",       "zrange", "zrangebyscore", "zcard",
        "zscore", "hkeys",  "hvals",  "subscribe", "psubscribe", "time",   "unsubscribe",   "xread",
        "xlen",   "xrange", "echo",   "client",    "hello"};
    return commands.contains(command);
}

}  // namespace

ApplicationWork::ApplicationWork(const Analysis& analysis)
    : analysis_(analysis), program_(analysis.program), models_(program_.models()), callables_(program_),
      connections_(program_), files_(analysis) {
    for (const StateEntity& state : analysis.states)
        for (const StateAccess& write : state.writes) changed_by_[write.function].push_back(&state);
}

const SinkModel* ApplicationWork::sink_of(const Call& call, const char* kind) const {
    if (!call.in_library) return nullptr;
    for (const SinkModel* sink : models_.sinks(call.name))
        if (sink->kind == kind) return sink;
    return nullptr;
}

bool ApplicationWork::is_upkeep(const std::string& qualified) const {
    for (std::size_t start = 0; start < qualified.size();) {
        const std::size_t end = std::min(qualified.find("::", start), qualified.size());
        if (models_.suggests(qualified.substr(start, end - start), "upkeep")) return true;
        start = end + 2;
    }
    return false;
}

bool ApplicationWork::is_plumbing(const EntityId& id) const {
    const Function* function = program_.function(id);
    if (!function) return false;
    if (models_.suggests(function->name, "logger") || is_upkeep(function->name)) return true;
    const Record* record = program_.record(function->record);
    return record && (models_.suggests(record->name, "logger") || models_.suggests(record->name, "metric"));
}

/// Statements and commands among the arguments, lower case; only those that stand in this call, if `own_only`.
std::vector<std::string> ApplicationWork::statements(const Call& call, bool own_only) const {
    std::vector<std::string> found;
    const auto add = [&](const Value& value) {
        const bool stands_here =
            value.kind == Value::Kind::text || value.kind == Value::Kind::concat || value.kind == Value::Kind::choice;
        if (own_only && !stands_here) return;
        for (const AssembledText& text : analysis_.values.texts(value, call.caller)) {
            const std::string statement = lower(trimmed(text.text()));
            if (reads_only(statement) || writes_rows(statement)) found.push_back(statement);
        }
    };
    for (const Argument& argument : call.arguments) add(argument.value);
    if (!own_only)
        for (const Value& part : call.receiver_value.parts) add(part);
    return found;
}

bool ApplicationWork::sends(const Call& call) const {
    if (models_.suggests(call.name, "sends")) return true;
    for (const Call* other : program_.calls_in(call.caller))
        for (const Argument& argument : other->arguments)
            if (argument.value.kind == Value::Kind::integer && models_.suggests(argument.value.text, "sends"))
                return true;
    return false;
}

/// The program that is run, without its folder and its arguments, and what follows: "sudo service nginx restart".
bool ApplicationWork::controls_the_machine(const Call& call) const {
    for (const Argument& argument : call.arguments)
        for (const AssembledText& text : analysis_.values.texts(argument.value, call.caller)) {
            std::istringstream words(text.text());
            std::string word;
            for (int count = 0; count < 3 && words >> word; ++count)
                if (models_.suggests(word.substr(word.rfind('/') + 1), "machine-control")) return true;
        }
    return false;
}

ApplicationWork::Effect ApplicationWork::effect_of(const Call& call, const SinkModel& sink) const {
    if (sink.kind == "notify") return Effect::writes;
    if (sink.kind == "read") return sink.system != "file" && sends(call) ? Effect::writes : Effect::reads;
    const auto texts = statements(call, false);
    if (!texts.empty()) return std::any_of(texts.begin(), texts.end(), writes_rows) ? Effect::writes : Effect::reads;
    if (models_.suggests(call.name, "changes-rows")) return Effect::writes;
    return models_.suggests(call.name, "reads-rows") ? Effect::reads : Effect::none;
}

/// What is taken from it is a connection to work with, or a free place in a pool of them, and no work.
bool ApplicationWork::lends_connections(const Variable& variable) const {
    const Type& outer = pointee(variable.type);
    if (connections_.keeps_many(variable.type) || connections_.leads_to_one(variable.type)) return true;
    return connections_.is_pool(variable.owner) && !outer.args.empty() && outer.args.back().kind == Type::Kind::builtin;
}

/// A callback of whoever waits for the answer, called from another function than the one that was given it.
bool ApplicationWork::answers(const Call& call, const EntityId& start) const {
    if (call.kind != Call::Kind::indirect) return false;
    const Variable* variable = program_.variable(holder_of(call.receiver));
    return variable && variable->storage == Variable::Storage::parameter && variable->owner != call.caller &&
           variable->owner != start;
}

void ApplicationWork::look(const Call& call, WorkSummary& summary) const {
    const auto note = [&](std::optional<Work>& into, const std::string& words) {
        if (!into) into = Work{call.caller, call.span, words};
    };
    for (const std::string& statement : statements(call, true))
        if (is_shared_lock(statement)) summary.is_claimed = true;
    if (models_.matches(&Model::peer_io_calls, call.name) || models_.matches(&Model::peer_send_calls, call.name))
        summary.meets_peer = true;
    if (sink_of(call, "distributed-lock")) summary.is_claimed = true;
    if (call.has_receiver && takes_shared_work(lower(last_of(call.name))) && sink_of(call, "db-query"))
        summary.is_claimed = true;
    for (const CacheOperation& operation : cache_operations(analysis_, call)) {
        const std::string command = lower(operation.command);
        if (operation.claims || takes_shared_work(command)) summary.is_claimed = true;
        else if (operation.kind != CacheOperation::Kind::look_up) note(summary.writes, "calls " + call.name);
    }
    for (const SinkModel* sink : models_.sinks(call.name)) {
        if (sink->kind == "redis-command") {
            const Argument* format = argument_at(call, sink->format_argument);
            if (!format) continue;
            for (const AssembledText& text : analysis_.values.texts(format->value, call.caller)) {
                const auto tokens = command_tokens(text.text());
                if (tokens.empty()) continue;
                const std::string command = lower(tokens.front().text);
                const bool exclusive = command == "setnx" || std::any_of(tokens.begin(), tokens.end(), [](auto& token) {
                                           return lower(token.text) == "nx";
                                       });
                if (takes_shared_work(command) || exclusive) summary.is_claimed = true;
                else if (!reads_entry(command) && command.find('\x01') == std::string::npos)
                    note(summary.writes, "sends " + tokens.front().text);
            }
            continue;
        }
        if (sink->kind == "run-program" && !controls_the_machine(call)) note(summary.runs, "calls " + call.name);
        if (sink->kind != "db-query" && sink->kind != "read" && sink->kind != "notify") continue;
        const Effect effect = effect_of(call, *sink);
        if (effect == Effect::writes) note(summary.writes, "calls " + call.name);
        if (sink->kind == "read" && sink->system != "file") note(summary.fetches, "calls " + call.name);
    }
    if (files_.at(call)) note(summary.saves, "writes a file with " + call.name);
}

WorkSummary ApplicationWork::of(const EntityId& start, unsigned loop) const {
    WorkSummary summary;
    std::set<EntityId> seen{start};
    std::deque<std::pair<EntityId, unsigned>> queue{{start, 0}};
    while (!queue.empty() && seen.size() < most_functions) {
        const auto [function, depth] = queue.front();
        queue.pop_front();
        const unsigned within = depth == 0 ? loop : 0;
        const auto follow = [&](const EntityId& next) {
            if (depth >= deepest || !program_.function(next) || is_plumbing(next)) return;
            if (seen.insert(next).second) queue.emplace_back(next, depth + 1);
        };
        if (const Function* known = program_.function(function);
            known && depth > 0 && models_.suggests(known->name, "leader"))
            summary.is_claimed = true;
        for (const Call* call : program_.calls_in(function)) {
            if (within != 0 && call->loop != within) continue;
            if (answers(*call, start)) summary.calls_back = true;
            if (call->kind == Call::Kind::indirect) {
                const auto targets = callables_.behind(*call);
                if (targets && targets->size() <= most_targets && depth > 0)
                    for (const EntityId& target : *targets) follow(target);
                else if (targets && depth == 0)
                    summary.unknown_targets.insert(summary.unknown_targets.end(), targets->begin(), targets->end());
                continue;
            }
            if (call->in_library) {
                look(*call, summary);
                for (const Argument& argument : call->arguments)
                    for (const EntityId& callable : argument.callables) follow(callable);
                continue;
            }
            const auto own = statements(*call, true);
            const bool claims = std::any_of(own.begin(), own.end(), is_shared_lock);
            summary.is_claimed = summary.is_claimed || claims;
            if (!own.empty()) {
                // A wrapper around the database: its other callers' statements are not this one's.
                if (std::any_of(own.begin(), own.end(), writes_rows) && !summary.writes)
                    summary.writes = Work{call->caller, call->span, "calls " + call->name};
                continue;
            }
            const Function* callee = program_.function(call->callee);
            if (callee && !callee->has_body && models_.suggests(call->name, "notifies") && !summary.writes)
                summary.writes = Work{call->caller, call->span, "calls " + call->name};
            follow(call->callee);
            if (call->kind == Call::Kind::virtual_)
                for (const EntityId& overrider : program_.overriders_of(call->callee)) follow(overrider);
        }
        for (const Access* access : program_.accesses_in(function)) {
            if (access->kind == Access::Kind::read || (within != 0 && access->loop != within)) continue;
            const bool takes = access->operation.starts_with("pop") || access->operation.starts_with("try_pop") ||
                               access->operation == "swap" || access->operation == "move";
            if (takes && depth <= 2)
                if (const Variable* variable = program_.variable(holder_of(access->place));
                    variable && variable->storage != Variable::Storage::local && !lends_connections(*variable))
                    summary.takes_from_queue = true;
        }
        if (const auto changed = changed_by_.find(function); changed != changed_by_.end() && !summary.changes)
            for (const StateEntity* state : changed->second) {
                if (state->purpose == "logger" || state->purpose == "metric") continue;
                summary.changes =
                    Work{function, state->writes.front().access->span, "changes '" + state->variable->name + "'"};
                break;
            }
    }
    return summary;
}

}  // namespace stateless::lint
