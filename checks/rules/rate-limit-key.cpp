// rate-limit-key: limits that tell clients apart by the address of the TCP peer. What limits is known from the purpose
// of state in the process, and from counters in Redis beside a refusal. Refuses to know which proxies stand in front: a
// look at a forwarding header anywhere on the way is taken for an answer.
#include <algorithm>
#include <set>

#include "rules/support/cache_operations.h"
#include "rules/support/message.h"
#include "rules/support/text.h"
#include "rules/support/value_sources.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr int hops_up = 3;

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), program_(context.analysis.program), models_(program_.models()) {}

    std::vector<Finding> findings() {
        for (const StateEntity& state : context_.analysis.states)
            if (state.purpose == "rate-limiter") judge_state(state);
        for (const Call& call : program_.facts().calls) {
            if (!context_.analysis.reach.serves_at(call.caller, call.loop)) continue;
            for (const CacheOperation& operation : cache_operations(context_.analysis, call))
                if (operation.kind == CacheOperation::Kind::count && limits(operation)) judge_counter(operation);
        }
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Program& program_;
    const Models& models_;
    std::vector<Finding> findings_;
    std::set<Span> seen_;

    ValueSources sources() const {
        return {program_,
                [this](const std::string& name) { return models_.matches(&Model::peer_address_calls, name); }};
    }

    static bool names(const Place& place, const EntityId& variable) {
        return (place.root == Place::Root::variable && place.entity == variable) ||
               std::any_of(place.steps.begin(), place.steps.end(),
                           [&](const Place::Step& step) { return step.field == variable; });
    }

    void judge_state(const StateEntity& state) {
        std::set<EntityId> users;
        for (const StateAccess& access : state.writes) users.insert(access.function);
        for (const StateAccess& access : state.reads)
            if (access.serving) users.insert(access.function);
        ValueSources keys = sources();
        for (const EntityId& user : users)
            for (const Call* call : program_.calls_in(user))
                if (call->in_library && call->has_receiver && names(call->receiver, state.variable->id) &&
                    !call->arguments.empty())
                    keys.follow(call->arguments.front().value, user);
        report(keys, users, state.variable->name);
    }

    /// A counter beside a refusal, or one that a name calls a limit.
    bool limits(const CacheOperation& counter) const {
        std::set<EntityId> around{counter.call->caller};
        for (const Call* call : program_.calls_of(counter.call->caller)) around.insert(call->caller);
        for (const std::string& key : counter.keys)
            if (models_.suggests(identifier_of(key), "rate-limiter")) return true;
        return std::any_of(around.begin(), around.end(), [&](const EntityId& id) {
            const Function* function = program_.function(id);
            if (function && models_.suggests(function->name, "rate-limiter")) return true;
            const auto& literals = program_.literals_in(id);
            return std::any_of(literals.begin(), literals.end(),
                               [](const Literal* literal) { return refuses(literal->value); });
        });
    }

    static bool refuses(const Value& value) {
        if (value.kind == Value::Kind::integer) return value.integer == 429;
        return value.kind == Value::Kind::text && lower(value.text).find("too many") != std::string::npos;
    }

    void judge_counter(const CacheOperation& counter) {
        ValueSources keys = sources();
        for (const Argument& argument : counter.call->arguments) keys.follow(argument.value, counter.call->caller);
        report(keys, {counter.call->caller}, counter.command);
    }

    bool looks_at_header(const EntityId& function) const {
        for (const Literal* literal : program_.literals_in(function))
            if (models_.matches(&Model::forwarded_headers, lower(literal->value.text))) return true;
        for (const Call* call : program_.calls_in(function))
            for (const Argument& argument : call->arguments)
                if (!argument.value.text.empty() &&
                    models_.matches(&Model::forwarded_headers, lower(argument.value.text)))
                    return true;
        return false;
    }

    /// The functions, who calls them on the way of a request, and what all of these call.
    bool heeds_proxies(std::set<EntityId> functions) const {
        for (int hop = 0; hop < hops_up; ++hop) {
            std::set<EntityId> callers;
            for (const EntityId& id : functions)
                for (const Call* call : program_.calls_of(id))
                    if (context_.analysis.reach.serves(call->caller)) callers.insert(call->caller);
            functions.insert(callers.begin(), callers.end());
        }
        std::set<EntityId> all = functions;
        for (const EntityId& id : functions)
            for (const Call* call : program_.calls_in(id)) all.insert(call->callee);
        return std::any_of(all.begin(), all.end(), [&](const EntityId& id) { return looks_at_header(id); });
    }

    /// Also in the loop that accepts clients, where the rest of the function is start-up.
    bool serves(const ValueSource& source) const {
        const Reach& reach = context_.analysis.reach;
        if (reach.serves(source.function)) return true;
        const auto& calls = program_.calls_in(source.function);
        return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
            return call->name == source.call.text && call->span.file == source.call.span.file &&
                   call->span.line == source.call.span.line && reach.serves_at(call->caller, call->loop);
        });
    }

    void report(const ValueSources& keys, const std::set<EntityId>& users, const std::string& limiter) {
        if (keys.found().empty()) return;
        std::set<EntityId> way = users;
        way.insert(keys.visited().begin(), keys.visited().end());
        if (heeds_proxies(way)) return;
        // One limit is one finding, at the first place that takes the address.
        const ValueSource* first = nullptr;
        for (const ValueSource& source : keys.found())
            if ((users.contains(source.function) || serves(source)) && (!first || source.call.span < first->call.span))
                first = &source;
        if (!first || !seen_.insert(first->call.span).second) return;
        const ValueSource& source = *first;
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = source.call.span;
        finding.entity = source.call.text.substr(source.call.text.rfind(':') + 1);
        finding.confidence = context_.analysis.reach.confidence_of(source.function);
        finding.path = context_.analysis.reach.path_to(source.function);
        const std::string reached = finding.path.empty() ? reached_text(context_, source.function)
                                                         : "reached from " + finding.path.front().label;
        finding.path.push_back({"takes the peer's address as the key of '" + limiter + "'", source.call.span});
        finding.message = fill_message(context_.text.message,
                                       {{"entity", finding.entity}, {"limiter", limiter}, {"reached", reached}});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_rate_limit_key(const RuleContext& context);

std::vector<Finding> judge_rate_limit_key(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
