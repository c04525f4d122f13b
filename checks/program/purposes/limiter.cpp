// A rate limiter refuses: it is looked at or counted before a request is turned away, or it counts against the clock
// under a name that says so.
#include <algorithm>
#include <optional>

#include "program/once.h"
#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

class Throttling {
public:
    explicit Throttling(Subject& subject) : subject_(subject) {}

    void gather() {
        if (is_library_limiter()) subject_.add("rate-limiter", 9, "its type counts requests in this process");
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
        for (auto& function : functions)
            for (const Call* call : subject_.program.calls_in(function))
                if (subject_.models.matches(&Model::clock_calls, call->name)) {
                    subject_.add("rate-limiter", 1, "it is compared with the clock");
                    return;
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
                if (is_refusal(argument.value)) note(call->span);
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

    /// The state is looked at on the way to a refusal: in the function itself, or in one that it calls before.
    bool decides_refusal(const std::set<EntityId>& users) const {
        const bool number = pointee(subject_.state.variable->type).kind == Type::Kind::builtin;
        std::set<EntityId> around = users;
        for (auto& user : users)
            for (const Call* call : subject_.program.calls_of(user)) around.insert(call->caller);
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
    bool named = false, behaves = false, refusing = false;
    for (auto& evidence : subject.state.evidence) {
        if (evidence.purpose != "rate-limiter") continue;
        refusing = refusing || evidence.text.find("429") != std::string::npos;
        if (evidence.text.find("clock") != std::string::npos) behaves = true;
        if (evidence.text.starts_with("it counts")) behaves = true;
        if (evidence.by_name || evidence.text.find("uses it") != std::string::npos) named = true;
    }
    const Type& inner = subject.type();
    const bool number = inner.kind == Type::Kind::builtin && inner.name != "bool";
    bool counts = subject.is_container() || number || inner.name.find("time_point") != std::string::npos ||
                  (!inner.record.empty());
    return counts && ((named && behaves) || (refusing && (named || behaves)) || (named && subject.is_container()));
}

}  // namespace stateless::lint
