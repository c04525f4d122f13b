// A rate limiter refuses: it is looked at or counted before a request is turned away, or it counts against the clock
// under a name that says so.
#include <algorithm>
#include <optional>

#include "program/once.h"
#include "program/purposes/subject.h"
#include "program/purposes/throttle.h"

namespace stateless::lint {

namespace {

class Throttling {
public:
    explicit Throttling(Subject& subject) : subject_(subject) {}

    void gather() {
        if (is_library_limiter()) subject_.add("rate-limiter", 9, "its type counts requests in this process");
        if (const std::string throttles = throttling_evidence(subject_); !throttles.empty())
            subject_.add("rate-limiter", 3, throttles);
        const std::set<EntityId> functions = subject_.users();
        for (auto& write : subject_.state.writes)
            if (subject_.is_container() && (write.access->operation == "++" || write.access->operation == "+=") &&
                refusal_in(write.function))
                subject_.add("rate-limiter", 1, "it counts what is then refused");
        for (auto& function : functions)
            if (subject_.models.suggests(subject_.function_name(function), "rate-limiter"))
                subject_.add("rate-limiter", 1, "'" + subject_.function_name(function) + "' uses it");
        if (decides_refusal(functions))
            subject_.add("rate-limiter", 2, "requests are refused with 429 where it is used");
        if (blocks_until()) subject_.add("rate-limiter", 1, "it says until when requests are turned away");
        for (auto& function : functions) {
            if (another_decides(function)) continue;
            for (const Call* call : subject_.program.calls_in(function))
                if (subject_.models.matches(&Model::clock_calls, call->name)) {
                    subject_.add("rate-limiter", 1, "it is compared with the clock");
                    return;
                }
        }
    }

private:
    Subject& subject_;

    bool is_library_limiter() const { return subject_.models.is_type(subject_.type().name, "limiter"); }

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

    bool sets_status(const Call& call) const {
        auto sinks = subject_.models.sinks(call.name);
        return std::any_of(sinks.begin(), sinks.end(),
                           [](const SinkModel* sink) { return sink->kind == "response-status"; });
    }

    /// Where the function last turns a request away; what it does afterwards, it does for those that it let in.
    std::optional<Span> refusal_in(const EntityId& function) const {
        std::optional<Span> last;
        auto note = [&](const Span& span) {
            if (!last || *last < span) last = span;
        };
        // A library's limiter that is asked there explains the refusal.
        for (const Call* call : subject_.program.calls_in(function))
            if (call->in_library && subject_.models.is_type(call->name.substr(0, call->name.rfind("::")), "limiter"))
                return {};
        for (const Call* call : subject_.program.calls_in(function))
            for (auto& argument : call->arguments)
                if (is_refusal(argument.value) || (argument.value.text == "429" && sets_status(*call)))
                    note(call->span);
        for (const Literal* literal : subject_.program.literals_in(function))
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
        return std::any_of(subject_.state.reads.begin(), subject_.state.reads.end(),
                           [&](const StateAccess& read) { return read.function == function; });
    }

    /// Before it turns a request away, the function looks at something else that it changes, and not at this.
    bool another_decides(const EntityId& function) const {
        const std::optional<Span> refusal = refusal_in(function);
        if (!refusal) return false;
        auto lasts = [&](const EntityId& entity) {
            const Variable* variable = subject_.program.variable(entity);
            return variable && variable->owner != function && variable->id != subject_.state.variable->id;
        };
        std::set<EntityId> looked, changed;
        for (const Access* access : subject_.program.accesses_in(function)) {
            const EntityId entity = named_entity(access->place);
            if (access->span < *refusal && access->kind == Access::Kind::read && lasts(entity)) looked.insert(entity);
            if (access->kind == Access::Kind::write && lasts(entity)) changed.insert(entity);
        }
        auto before = [&](const StateAccess& access) {
            return access.function == function && access.access->span < *refusal;
        };
        auto& reads = subject_.state.reads;
        auto& writes = subject_.state.writes;
        return std::none_of(reads.begin(), reads.end(), before) && std::none_of(writes.begin(), writes.end(), before) &&
               (asks_another(function, *refusal) ||
                std::any_of(looked.begin(), looked.end(), [&](auto& entity) { return changed.contains(entity); }));
    }

    /// `if (!allow(client)) refuse();`: what is asked before the refusal counts by something else.
    bool asks_another(const EntityId& function, const Span& refusal) const {
        bool another = false;
        const std::set<EntityId> users = subject_.users();
        for (const Call* call : subject_.program.calls_in(function)) {
            if (call->in_library || !(call->span < refusal)) continue;
            const Function* callee = subject_.program.function(call->callee);
            if (!callee || callee->returns.name != "bool") continue;
            if (users.contains(call->callee)) return false;
            for (const Access* access : subject_.program.accesses_in(call->callee)) {
                const Variable* variable = subject_.program.variable(named_entity(access->place));
                another = another || (access->kind == Access::Kind::write && variable && variable->owner != callee->id);
            }
        }
        return another;
    }

    /// The function asks the clock on this line, or has asked it before and kept the answer.
    bool knows_the_time(const EntityId& function, const Span& span) const {
        auto& calls = subject_.program.calls_in(function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            if (!subject_.models.matches(&Model::clock_calls, call->name)) return false;
            return call->span.line == span.line || (call->span < span && keeps_the_time(function, call->span));
        });
    }

    bool keeps_the_time(const EntityId& function, const Span& asked) const {
        auto& definitions = subject_.program.definitions_in(function);
        return std::any_of(definitions.begin(), definitions.end(), [&](const Definition* definition) {
            return definition->span.line == asked.line &&
                   subject_.models.matches(&Model::clock_calls, definition->value.text);
        });
    }

    /// No more than a time: a later one is stored, and while it is to come a fixed answer is given.
    bool blocks_until() const {
        const Type& kept = subject_.element();
        if (kept.name.find("time_point") == std::string::npos &&
            (kept.kind != Type::Kind::builtin || kept.name == "bool"))
            return false;
        auto& writes = subject_.state.writes;
        auto& reads = subject_.state.reads;
        return std::any_of(writes.begin(), writes.end(),
                           [&](const StateAccess& write) { return stores_later_time(write); }) &&
               std::any_of(reads.begin(), reads.end(),
                           [&](const StateAccess& read) { return read.serving && answers_early(read); });
    }

    bool stores_later_time(const StateAccess& write) const {
        const Value& value = write.access->value;
        const bool sum = value.kind == Value::Kind::unknown || value.text.ends_with("operator+");
        return write.access->operation == "=" && sum && knows_the_time(write.function, write.access->span);
    }

    /// The branch that follows says something fixed, and shows no data: that would be a copy's, which is still fresh.
    bool answers_early(const StateAccess& read) const {
        const Function* function = subject_.program.function(read.function);
        const unsigned line = read.access->span.line, around = read.access->scope;
        if (!function || !knows_the_time(read.function, read.access->span)) return false;
        for (const Literal* literal : subject_.program.literals_in(read.function)) {
            const Value& said = literal->value;
            if (said.kind != Value::Kind::text || said.span < read.access->span || said.span.line > line + 3) continue;
            unsigned block = literal->scope;
            while (block != around && block != 0 && block < function->blocks.size()) block = function->blocks[block];
            if (literal->scope == around || block != around ||
                subject_.models.matches(&Model::log_calls, literal->callee))
                continue;
            auto& accesses = subject_.program.accesses_in(read.function);
            return std::none_of(accesses.begin(), accesses.end(), [&](const Access* access) {
                const Variable* other = subject_.program.variable(named_entity(access->place));
                return access->scope == literal->scope && other && other->owner != read.function &&
                       other->id != subject_.state.variable->id;
            });
        }
        return false;
    }

    /// The state is looked at on the way to a refusal: in the function itself, or in one that it calls before.
    bool decides_refusal(const std::set<EntityId>& users) const {
        const bool number = pointee(subject_.state.variable->type).kind == Type::Kind::builtin;
        std::set<EntityId> around = users;
        for (auto& user : users)
            for (const Call* call : subject_.program.calls_of(user)) around.insert(call->caller);
        for (auto& function : around) {
            const std::optional<Span> refusal = refusal_in(function);
            if (!refusal || another_decides(function)) continue;
            auto before = [&](const std::vector<StateAccess>& accesses) {
                return std::any_of(accesses.begin(), accesses.end(), [&](const StateAccess& access) {
                    return access.function == function &&
                           (access.access->span < *refusal ||
                            (names_directly(*access.access) && looks_or_counts(*access.access)));
                });
            };
            if ((!number && before(subject_.state.writes)) || before(subject_.state.reads)) return true;
            for (const Call* call : subject_.program.calls_in(function))
                if (users.contains(call->callee) && call->span < *refusal && (!number || is_read_in(call->callee)))
                    return true;
        }
        return false;
    }
};

/// Its name tells another purpose, and none tells this one.
bool named_otherwise(const Subject& subject) {
    bool limiter = false, other = false;
    for (auto& evidence : subject.state.evidence) {
        const bool by_name = evidence.by_name;
        const bool counts = evidence.text.starts_with("it counts") || evidence.text.starts_with("its type counts");
        if (evidence.purpose == "rate-limiter") limiter = limiter || by_name || counts;
        else if (evidence.purpose != "broadcast" && evidence.purpose != "id-sequence") other = other || by_name;
    }
    return other && !limiter;
}

}  // namespace

void gather_limiter(Subject& subject) { Throttling(subject).gather(); }

bool acts_as_limiter(const Subject& subject) {
    if (subject.models.is_type(subject.type().name, "limiter")) return true;
    if (named_otherwise(subject)) return false;
    bool named = false, behaves = false, refusing = false, blocking = false;
    for (auto& evidence : subject.state.evidence) {
        if (evidence.purpose != "rate-limiter") continue;
        refusing = refusing || evidence.text.find("429") != std::string::npos;
        blocking = blocking || evidence.text.find("until when") != std::string::npos ||
                   evidence.text.ends_with("holds it against a bound");
        if (evidence.text.find("clock") != std::string::npos) behaves = true;
        if (evidence.text.starts_with("it counts")) behaves = true;
        if (evidence.by_name || evidence.text.find("uses it") != std::string::npos) named = true;
    }
    const Type& inner = subject.type();
    const bool number = inner.kind == Type::Kind::builtin && inner.name != "bool";
    bool counts = subject.is_container() || number || inner.name.find("time_point") != std::string::npos ||
                  (!inner.record.empty());
    return counts &&
           (blocking || (named && behaves) || (refusing && (named || behaves)) || (named && subject.is_container()));
}

}  // namespace stateless::lint
