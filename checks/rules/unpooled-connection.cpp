// unpooled-connection: connections to databases and caches that serving code opens for one request, and single ones
// that all requests share. Who keeps an opened connection, OpenedConnections follows. Refuses to know how many requests
// run at the same time.
#include <algorithm>
#include <cctype>

#include "program/mentions.h"
#include "program/once.h"
#include "rules/support/message.h"
#include "rules/support/opened_connections.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), analysis_(context.analysis), program_(context.analysis.program), types_(program_),
          opened_(analysis_, types_) {
        for (const Model& model : program_.models().files())
            for (const SinkModel& sink : model.sinks)
                if (sink.kind == "redis-command" || sink.kind == "cache-write") caches_.insert(sink.system);
    }

    std::vector<Finding> findings() {
        for (const OpenedForRequest& opened : opened_.for_requests()) {
            const std::string what = opened.closed_again ? "opens and closes a connection on each call"
                                                         : "opens a connection for one request alone";
            report(opened.span, opened.opens, what, opened.function, is_cache(opened.system),
                   {"opens a connection with " + opened.opens, opened.span});
        }
        for (const Variable& variable : program_.facts().variables) judge_shared(variable);
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Analysis& analysis_;
    const Program& program_;
    const ConnectionTypes types_;
    const OpenedConnections opened_;
    std::set<std::string> caches_;
    std::vector<Finding> findings_;

    bool is_cache(const std::string& system) const { return caches_.contains(system); }

    /// Of a type whose model is a cache's.
    bool is_cache(const Type& type) const {
        const std::string& name = pointee(type).name;
        for (const Model& model : program_.models().files()) {
            const bool of_it = std::any_of(model.types.begin(), model.types.end(), [&](const TypeModel& known) {
                return known.kind == "database_connection" && glob_match(known.name, name);
            });
            if (of_it)
                return std::any_of(model.sinks.begin(), model.sinks.end(),
                                   [&](const SinkModel& sink) { return is_cache(sink.system); });
        }
        return false;
    }

    bool is_the_only_one(const Variable& variable) const {
        switch (variable.storage) {
        case Variable::Storage::global:
        case Variable::Storage::static_member:
        case Variable::Storage::static_local: return variable.defines;
        case Variable::Storage::field:
            return analysis_.lifetimes.of(variable.owner) == Lifetime::direct && !types_.is_pool(variable.owner) &&
                   !types_.is_one_of_many(variable.owner) && !analysis_.lifetimes.is_per_connection(variable.owner) &&
                   !opened_.makes_for_requests(variable.owner);
        case Variable::Storage::local: return analysis_.lifetimes.outlives_requests(variable);
        case Variable::Storage::parameter: return false;
        }
        return false;
    }

    /// The first function, by its way from a request, that uses the variable while serving requests.
    EntityId user_of(const Variable& variable) const {
        EntityId best;
        auto consider = [&](const EntityId& function, unsigned loop) {
            const Function* known = program_.function(function);
            if (!known || known->kind == Function::Kind::destructor || known->kind == Function::Kind::constructor)
                return;
            if (!opened_.runs_for_requests(function, loop)) return;
            if (best.empty() || std::pair(analysis_.reach.distance_to(function), function) <
                                    std::pair(analysis_.reach.distance_to(best), best))
                best = function;
        };
        for (const Access& access : program_.facts().accesses)
            if (mentions(access.place, variable.id)) consider(access.function, access.loop);
        for (const Call& call : program_.facts().calls)
            if (mentions(call, variable.id)) consider(call.caller, call.loop);
        return best;
    }

    /// The first words of all that the call may send, lower case; one that is not known is empty.
    std::set<std::string> commands_of(const Call& call, const SinkModel& sink) const {
        const Argument* sent =
            argument_at(call, sink.kind == "redis-command" ? sink.format_argument : sink.query_argument);
        if (!sent) return {std::string()};
        std::set<std::string> commands;
        for (const AssembledText& text : analysis_.values.texts(sent->value, call.caller)) {
            const std::string whole = lower(trimmed(text.text()));
            const auto end = std::find_if(whole.begin(), whole.end(), [](unsigned char c) { return !std::isalpha(c); });
            commands.emplace(whole.begin(), end);
        }
        return commands.empty() ? std::set{std::string()} : commands;
    }

    /// All that is sent through it is what to listen for: it waits for messages, so no pool could lend it.
    bool only_listens(const Variable& variable) const {
        static const std::set<std::string> listens{"subscribe", "psubscribe", "ssubscribe"};
        static const std::set<std::string> beside{"unsubscribe", "punsubscribe", "sunsubscribe", "auth",
                                                  "select",      "ping",         "hello",        "client"};
        bool listening = false;
        for (const Call& call : program_.facts().calls) {
            if (!mentions(call, variable.id)) continue;
            if (!call.in_library) return false;  // what that sends is not followed
            for (const SinkModel* sink : program_.models().sinks(call.name)) {
                if (sink->kind != "redis-command" && sink->kind != "db-query" && !sink->kind.starts_with("cache-"))
                    continue;
                for (const std::string& command : commands_of(call, *sink)) {
                    if (!listens.contains(command) && !beside.contains(command)) return false;
                    listening = listening || listens.contains(command);
                }
            }
        }
        const auto& definitions = program_.facts().definitions;
        return listening && std::none_of(definitions.begin(), definitions.end(), [&](const Definition& definition) {
                   if (definition.entity == variable.id || !mentions(definition.value, variable.id)) return false;
                   const Variable* named = program_.variable(definition.entity);
                   const Function* returns = program_.function(definition.entity);
                   return (named && types_.leads_to_one(named->type)) ||
                          (returns && types_.leads_to_one(returns->returns));
               });
    }

    void judge_shared(const Variable& variable) {
        if (!types_.is_connection(variable.type) || opened_.reopened().contains(variable.id)) return;
        if (!is_the_only_one(variable)) return;
        const EntityId user = user_of(variable);
        if (user.empty() || only_listens(variable)) return;
        const Function* function = program_.function(user);
        const std::string what = variable.is_thread_local ? "is a connection of each thread's own"
                                                          : "is one connection that all requests share";
        report(variable.span, variable.name, what, user, is_cache(variable.type),
               {(function ? function->name : "code") + " uses '" + variable.name + "'", variable.span});
    }

    void report(const Span& span, const std::string& entity, const std::string& what, const EntityId& function,
                bool cache, const PathStep& last) {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = span;
        finding.entity = entity;
        finding.confidence = analysis_.reach.confidence_of(function);
        finding.path = path_through(context_, function, last);
        finding.message =
            fill_message(context_.text.message, {{"entity", entity},
                                                 {"what", what},
                                                 {"reached", reached_text(context_, function)},
                                                 {"cure", cache ? "stateless::Redis" : "stateless::pg::Pool"}});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_unpooled_connection(const RuleContext& context);

std::vector<Finding> judge_unpooled_connection(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
