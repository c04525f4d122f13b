// Evidence: how things are named, where contents come from, and what the code around does with them. Each piece adds
// weight; the heaviest purpose wins, ties by the order of `purposes`.
#include "program/purpose.h"

#include <algorithm>
#include <optional>
#include <set>

#include "program/memo.h"
#include "program/once.h"
#include "program/per_process.h"

namespace stateless::lint {

namespace {

class Weigher {
public:
    Weigher(StateEntity& state, const Program& program, const Lifetimes& lifetimes)
        : state_(state), program_(program), models_(program.models()), lifetimes_(lifetimes) {}

    void run() {
        names();
        throttling();
        filling();
        memo();
        decide();
    }

private:
    StateEntity& state_;
    const Program& program_;
    const Models& models_;
    const Lifetimes& lifetimes_;

    void add(const std::string& purpose, int weight, const std::string& text) {
        for (auto& known : state_.evidence)
            if (known.purpose == purpose && known.text == text) return;
        state_.evidence.push_back({purpose, weight, text});
    }

    std::string owner_name() const {
        if (const Record* record = program_.record(state_.variable->owner)) return record->name;
        if (const Function* function = program_.function(state_.variable->owner)) return function->name;
        return {};
    }

    void names() {
        for (const char* purpose : {"cache", "rate-limiter", "session", "metric", "logger", "queue"}) {
            if (models_.suggests(state_.variable->name, purpose))
                add(purpose, is_weak(purpose) ? 1 : 2, "its name says so");
            if (models_.suggests(owner_name(), purpose))
                add(purpose, is_weak(purpose) ? 1 : 2, "'" + owner_name() + "' says so");
            const Type& inner = pointee(state_.variable->type);
            const Type& held = inner.record.empty() && !inner.args.empty() ? pointee(inner.args.back()) : inner;
            if (std::string(purpose) == "cache" && is_container() && models_.suggests(inner.name, purpose))
                add(purpose, 2, "its type '" + inner.name + "' says so");
            if (!held.record.empty() && models_.suggests(held.name, purpose))
                add(purpose, is_weak(purpose) ? 1 : 2, "its type '" + held.name + "' says so");
        }
    }

    void memo() {
        const std::string filled_by = is_container() ? memo_function(state_, program_) : std::string();
        if (!filled_by.empty()) add("cache", 2, "filled on a miss and handed out by '" + filled_by + "'");
    }

    bool is_library_limiter() const { return models_.is_type(pointee(state_.variable->type).name, "limiter"); }

    static bool is_weak(const std::string& purpose) { return purpose == "rate-limiter"; }

    std::set<EntityId> users() const {
        std::set<EntityId> functions;
        for (auto& access : state_.writes) functions.insert(access.function);
        for (auto& access : state_.reads)
            if (access.serving) functions.insert(access.function);
        return functions;
    }

    static bool is_refusal(const Value& value) {
        if (value.kind == Value::Kind::integer) return value.integer == 429;
        if (value.kind != Value::Kind::text) return false;
        std::string text = value.text;
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
        static const char* const phrases[] = {"too many",  "rate limit", "retry-after",
                                              "ratelimit", "too_many",   "slow down"};
        return std::any_of(std::begin(phrases), std::end(phrases),
                           [&](const char* phrase) { return text.find(phrase) != std::string::npos; });
    }

    /// Where the function last turns a request away; what it does afterwards, it does for those that it let in.
    std::optional<Span> refusal_in(const EntityId& function) const {
        std::optional<Span> last;
        auto note = [&](const Span& span) {
            if (!last || *last < span) last = span;
        };
        // A library's limiter that is asked there explains the refusal.
        for (const Call* call : program_.calls_in(function))
            if (call->in_library && models_.is_type(call->name.substr(0, call->name.rfind("::")), "limiter")) return {};
        for (const Call* call : program_.calls_in(function))
            for (auto& argument : call->arguments)
                if (is_refusal(argument.value)) note(call->span);
        for (const Literal* literal : program_.literals_in(function))
            if (is_refusal(literal->value)) note(literal->value.span);
        return last;
    }

    /// The answer of a refusal is often prepared before the count is looked at; what is only stored later decides
    /// nothing.
    static bool looks_or_counts(const Access& access) {
        static const std::set<std::string> counting{"++", "--", "+=", "-=", "fetch_add", "fetch_sub", "exchange"};
        // On the way to an assignment.
        static const std::set<std::string> reaching{"operator[]", "call operator="};
        bool looks = access.kind == Access::Kind::read && !reaching.contains(access.operation);
        return looks || counting.contains(access.operation);
    }

    /// What is only counted up decides nothing.
    bool is_read_in(const EntityId& function) const {
        return std::any_of(state_.reads.begin(), state_.reads.end(),
                           [&](const StateAccess& read) { return read.function == function; });
    }

    /// The state is looked at on the way to a refusal: in the function itself, or in one that it calls before.
    bool decides_refusal(const std::set<EntityId>& users) const {
        const bool number = pointee(state_.variable->type).kind == Type::Kind::builtin;
        std::set<EntityId> around = users;
        for (auto& user : users)
            for (const Call* call : program_.calls_of(user)) around.insert(call->caller);
        for (auto& function : around) {
            const std::optional<Span> refusal = refusal_in(function);
            if (!refusal) continue;
            auto before = [&](const std::vector<StateAccess>& accesses) {
                return std::any_of(accesses.begin(), accesses.end(), [&](const StateAccess& access) {
                    return access.function == function &&
                           (access.access->span < *refusal ||
                            (names_directly(*access.access) && looks_or_counts(*access.access)));
                });
            };
            if ((!number && before(state_.writes)) || before(state_.reads)) return true;
            for (const Call* call : program_.calls_in(function))
                if (users.contains(call->callee) && call->span < *refusal && (!number || is_read_in(call->callee)))
                    return true;
        }
        return false;
    }

    void throttling() {
        if (is_library_limiter()) add("rate-limiter", 9, "its type counts requests in this process");
        const std::set<EntityId> functions = users();
        for (auto& write : state_.writes)
            if (is_container() && (write.access->operation == "++" || write.access->operation == "+=") &&
                refusal_in(write.function))
                add("rate-limiter", 1, "it counts what is then refused");
        for (auto& function : functions)
            if (models_.suggests(function_name(function), "rate-limiter"))
                add("rate-limiter", 1, "'" + function_name(function) + "' uses it");
        if (decides_refusal(functions)) add("rate-limiter", 2, "requests are refused with 429 where it is used");
        for (auto& function : functions)
            for (const Call* call : program_.calls_in(function))
                if (models_.matches(&Model::clock_calls, call->name)) {
                    add("rate-limiter", 1, "it is compared with the clock");
                    return;
                }
    }

    std::string function_name(const EntityId& id) const {
        const Function* function = program_.function(id);
        return function ? function->name : std::string();
    }

    /// The data source that the function reads, itself or through what it calls; empty if none.
    std::string source_of(const EntityId& function, int depth) const {
        for (const Call* call : program_.calls_in(function)) {
            if (call->in_library)
                for (const SinkModel* sink : models_.sinks(call->name))
                    if (sink->kind == "db-query" || sink->kind == "read" || sink->kind == "cache-read")
                        return call->name;
            if (!call->in_library && depth > 0) {
                std::string below = source_of(call->callee, depth - 1);
                if (!below.empty()) return below;
            }
        }
        return {};
    }

    bool is_container() const {
        auto& types = program_.types_of(state_.variable->id);
        return std::any_of(types.begin(), types.end(),
                           [&](const Type* type) { return holds_many(pointee(*type), models_); });
    }

    /// Copies of what is kept elsewhere: filled row by row from a data source, or on a miss.
    void filling() {
        if (!is_container()) return;
        std::vector<StateAccess> writes = state_.writes;
        writes.insert(writes.end(), state_.other_writes.begin(), state_.other_writes.end());
        for (auto& write : writes) {
            if (!adds_element(*write.access)) continue;
            bool each_row = write.access->loop != 0;
            std::string source = source_of(write.function, each_row ? 1 : 0);
            if (each_row && !source.empty())
                add("cache", 2, "filled from " + source + " in '" + function_name(write.function) + "'");
            bool looked_up = write.access->tested_before;
            for (auto& read : state_.reads)
                if (read.function == write.function &&
                    (read.access->operation == "find" || read.access->operation == "count" ||
                     read.access->operation == "contains"))
                    looked_up = true;
            if (!looked_up || !write.serving) continue;
            source = source_of(write.function, 2);
            if (!source.empty() && !models_.suggests(function_name(write.function), "authentication"))
                add("cache", 2,
                    "filled from " + source + " after a look-up in '" + function_name(write.function) + "'");
        }
    }

    void decide() {
        const bool container = is_container();
        int best = 1;
        for (const char* purpose : {"rate-limiter", "session", "cache", "queue", "metric", "logger"}) {
            int weight = 0;
            for (auto& evidence : state_.evidence)
                if (evidence.purpose == purpose) weight += evidence.weight;
            if (std::string(purpose) == "cache" && !container) continue;
            if (std::string(purpose) == "logger" && is_read_back(state_, program_)) continue;
            bool limiter_shown = std::string(purpose) != "rate-limiter" || (is_limiter() && !named_otherwise());
            if (weight > best && limiter_shown) {
                best = weight;
                state_.purpose = purpose;
            }
        }
    }

    /// Its name tells another purpose, and none tells this one.
    bool named_otherwise() const {
        bool limiter = false, other = false;
        for (auto& evidence : state_.evidence) {
            const bool by_name = evidence.text.find("says so") != std::string::npos;
            const bool counts = evidence.text.starts_with("it counts") || evidence.text.starts_with("its type counts");
            if (evidence.purpose == "rate-limiter") limiter = limiter || by_name || counts;
            else other = other || by_name;
        }
        return other && !limiter;
    }

    /// A limiter refuses, or counts against the clock under a name that says so.
    bool is_limiter() const {
        if (is_library_limiter()) return true;
        bool named = false, behaves = false, refusing = false;
        for (auto& evidence : state_.evidence) {
            if (evidence.purpose != "rate-limiter") continue;
            refusing = refusing || evidence.text.find("429") != std::string::npos;
            if (evidence.text.find("clock") != std::string::npos) behaves = true;
            if (evidence.text.starts_with("it counts")) behaves = true;
            if (evidence.text.find("says so") != std::string::npos ||
                evidence.text.find("uses it") != std::string::npos)
                named = true;
        }
        const Type& inner = pointee(state_.variable->type);
        const bool number = inner.kind == Type::Kind::builtin && inner.name != "bool";
        bool counts =
            is_container() || number || inner.name.find("time_point") != std::string::npos || (!inner.record.empty());
        return counts && ((named && behaves) || (refusing && (named || behaves)) || (named && is_container()));
    }
};

}  // namespace

void weigh_purpose(StateEntity& state, const Program& program, const Reach&, const Lifetimes& lifetimes) {
    Weigher(state, program, lifetimes).run();
}

}  // namespace stateless::lint
