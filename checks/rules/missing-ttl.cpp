// missing-ttl: entries put into a shared cache that never expire. Redis is also a database, a queue and a lock: an
// entry counts as cached only if a name on the way says so, or if the same code looks the entry up and reads the source
// that it is a copy of. Refuses to know which lifetime would be right, and how the server evicts.
#include <algorithm>
#include <set>

#include "rules/support/cache_operations.h"
#include "rules/support/message.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr int hops = 2;

/// What all texts of the key begin with, and what is not known as '*'; empty if nothing is known.
std::string known_key(const CacheOperation& store) {
    if (store.keys.empty()) return {};
    std::string common = store.keys.front();
    for (const std::string& key : store.keys) {
        const auto [end, other] = std::mismatch(common.begin(), common.end(), key.begin(), key.end());
        if (end != common.end() || other != key.end()) common = std::string(common.begin(), end) + "\x01";
    }
    std::replace(common.begin(), common.end(), '\x01', '*');
    return common == "*" || common == "**" ? "" : common;
}

class Search {
public:
    explicit Search(const RuleContext& context) : context_(context), program_(context.analysis.program) {
        for (const Function& function : program_.facts().functions) {
            if (!function.parent.empty()) nested_[function.parent].push_back(function.id);
        }
    }

    std::vector<Finding> findings() {
        for (const Call& call : program_.facts().calls) {
            if (!context_.analysis.reach.serves_at(call.caller, call.loop)) continue;
            for (const CacheOperation& operation : operations_of(call)) {
                if (operation.kind == CacheOperation::Kind::store) judge_store(operation);
            }
        }
        return std::move(findings_);
    }

private:
    const RuleContext& context_;
    const Program& program_;
    std::map<EntityId, std::vector<EntityId>> nested_;
    std::map<const Call*, std::vector<CacheOperation>> known_;
    std::vector<Finding> findings_;
    std::set<Span> seen_;

    const std::vector<CacheOperation>& operations_of(const Call& call) {
        auto [entry, fresh] = known_.try_emplace(&call);
        if (fresh) entry->second = cache_operations(context_.analysis, call);
        return entry->second;
    }

    bool suggests(const std::string& name, const std::string& purpose) const {
        return !name.empty() && program_.models().suggests(name, purpose);
    }

    bool any_key(const CacheOperation& store, const std::string& purpose) const {
        return std::any_of(store.keys.begin(), store.keys.end(),
                           [&](const std::string& key) { return suggests(identifier_of(key), purpose); });
    }

    bool every_key(const CacheOperation& store, const std::string& purpose) const {
        return !store.keys.empty() && std::all_of(store.keys.begin(), store.keys.end(), [&](const std::string& key) {
            return suggests(identifier_of(key), purpose);
        });
    }

    /// Names that stand around the call: the function, its class, the functions that it is nested in, the object used.
    std::vector<std::string> names_around(const Call& call) const {
        std::vector<std::string> names;
        for (const Function* function = program_.function(call.caller); function;
             function = function->parent.empty() ? nullptr : program_.function(function->parent)) {
            if (function->kind != Function::Kind::lambda) names.push_back(function->name);
            if (const Record* record = program_.record(function->record); record && !record->is_lambda)
                names.push_back(record->name);
        }
        const auto add_place = [&](const Place& place) {
            if (const Variable* root = program_.variable(place.entity)) names.push_back(root->name);
            const Function* caller = program_.function(call.caller);
            if (place.root == Place::Root::parameter && caller && place.index < caller->parameter_names.size())
                names.push_back(caller->parameter_names[place.index]);
            for (const Place::Step& step : place.steps)
                if (const Variable* field = program_.variable(step.field)) names.push_back(field->name);
        };
        add_place(call.receiver);
        if (!call.has_receiver && !call.arguments.empty()) add_place(call.arguments.front().place);
        return names;
    }

    /// The function, what it calls and the lambdas in it, up to a few hops.
    void below(const EntityId& function, int depth, std::set<EntityId>& out) const {
        if (function.empty() || !out.insert(function).second || depth == 0) return;
        for (const Call* call : program_.calls_in(function)) {
            below(call->callee, depth - 1, out);
            for (const EntityId& overrider : program_.overriders_of(call->callee)) below(overrider, depth - 1, out);
        }
        if (const auto lambdas = nested_.find(function); lambdas != nested_.end())
            for (const EntityId& lambda : lambdas->second) below(lambda, depth, out);
    }

    std::vector<EntityId> above(const EntityId& function) const {
        std::vector<EntityId> result;
        const auto add = [&](const EntityId& id) {
            if (context_.analysis.reach.serves(id)) result.push_back(id);
        };
        for (const Call* call : program_.calls_of(function)) add(call->caller);
        if (const Function* known = program_.function(function)) {
            if (!known->parent.empty()) add(known->parent);
            for (const EntityId& overridden : known->overrides)
                for (const Call* call : program_.calls_of(overridden)) add(call->caller);
        }
        return result;
    }

    bool gives_lifetime(const EntityId& function, const CacheOperation& store) {
        std::set<EntityId> functions;
        below(function, 1, functions);
        for (const EntityId& id : functions)
            for (const Call* call : program_.calls_in(id))
                for (const CacheOperation& other : operations_of(*call))
                    if (other.kind == CacheOperation::Kind::expire && may_be_same_key(store, other)) return true;
        return false;
    }

    /// The function stores with a lifetime too: its callers ask for the one or the other.
    bool offers_lifetime(const EntityId& function) {
        for (const Call* call : program_.calls_in(function))
            for (const CacheOperation& other : operations_of(*call))
                if (other.kind == CacheOperation::Kind::store && other.expires) return true;
        return false;
    }

    std::string source_in(const std::set<EntityId>& functions) const {
        for (const EntityId& id : functions)
            for (const Call* call : program_.calls_in(id))
                for (const SinkModel* sink : program_.models().sinks(call->name)) {
                    const bool upstream = sink->kind == "read" && sink->system == "http";
                    if (sink->kind == "db-query" || upstream) return call->name;
                }
        return {};
    }

    bool looks_up(const std::set<EntityId>& functions, const CacheOperation& store) {
        for (const EntityId& id : functions)
            for (const Call* call : program_.calls_in(id))
                for (const CacheOperation& other : operations_of(*call))
                    if (other.kind == CacheOperation::Kind::look_up && may_be_same_key(store, other)) return true;
        return false;
    }

    /// Why the entry counts as cached in this function; empty if nothing shows it.
    std::string evidence(const Call& call, const CacheOperation& store) {
        if (any_key(store, "cache")) return "its key says so";
        if (every_key(store, "shared-state") || store.claims) return {};
        const auto names = names_around(call);
        for (const std::string& name : names)
            if (suggests(name, "cache") && !store.collects) return "'" + name + "' says so";
        if (any_key(store, "shared-state") || store.collects) return {};
        for (const std::string& name : names)
            if (suggests(name, "shared-state")) return {};
        std::vector<std::set<EntityId>> scopes(1);
        below(call.caller, hops, scopes.front());
        for (const EntityId& caller : above(call.caller)) {
            scopes.emplace_back();
            below(caller, hops, scopes.back());
        }
        for (const auto& scope : scopes) {
            const std::string source = source_in(scope);
            if (!source.empty() && looks_up(scope, store))
                return "a copy of what " + source + " reads, looked up first";
        }
        return {};
    }

    void judge_store(const CacheOperation& store) {
        if (store.expires || store.claims || offers_lifetime(store.call->caller)) return;
        if (gives_lifetime(store.call->caller, store)) return;
        const auto callers = above(store.call->caller);
        if (!callers.empty() && std::all_of(callers.begin(), callers.end(),
                                            [&](const EntityId& caller) { return gives_lifetime(caller, store); }))
            return;
        if (store.system == "memcached") return report(*store.call, store, "memcached holds nothing else");
        if (const std::string why = evidence(*store.call, store); !why.empty()) return report(*store.call, store, why);
        judge_callers(store);
    }

    /// A wrapper that knows nothing of what it stores: its callers know.
    void judge_callers(const CacheOperation& store) {
        const auto index = key_parameter(store);
        if (!index) return;
        for (const Call* call : program_.calls_of(store.call->caller)) {
            if (*index >= call->arguments.size()) continue;
            if (!context_.analysis.reach.serves_at(call->caller, call->loop)) continue;
            CacheOperation outer = store;
            outer.key = call->arguments[*index].value;
            outer.keys.clear();
            for (const AssembledText& text : context_.analysis.values.texts(*outer.key, call->caller))
                outer.keys.push_back(text.text());
            if (gives_lifetime(call->caller, outer)) continue;
            if (const std::string why = evidence(*call, outer); !why.empty()) report(*call, outer, why);
        }
    }

    std::optional<unsigned> key_parameter(const CacheOperation& store) const {
        return store.key ? parameter_in(*store.key, store.call->caller) : std::nullopt;
    }

    std::optional<unsigned> parameter_in(const Value& value, const EntityId& function) const {
        if (value.kind == Value::Kind::parameter) return value.index;
        const Variable* variable = value.kind == Value::Kind::entity ? program_.variable(value.entity) : nullptr;
        if (variable && variable->storage == Variable::Storage::parameter && variable->owner == function) {
            const auto& names = program_.function(function)->parameter_names;
            const auto at = std::find(names.begin(), names.end(), variable->name);
            if (at != names.end()) return static_cast<unsigned>(at - names.begin());
        }
        for (const Value& part : value.parts)
            if (const auto index = parameter_in(part, function)) return index;
        return {};
    }

    void report(const Call& call, const CacheOperation& store, const std::string& why) {
        if (!seen_.insert(call.span).second) return;
        const std::string key = known_key(store);
        const std::string entity = store.command + (key.empty() ? "" : " " + key);
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = call.span;
        finding.entity = entity;
        finding.confidence = context_.analysis.reach.confidence_of(call.caller);
        finding.path =
            path_through(context_, call.caller, {"stores with " + store.command + " and no lifetime", call.span});
        finding.message =
            fill_message(context_.text.message,
                         {{"entity", entity}, {"evidence", why}, {"reached", reached_text(context_, call.caller)}});
        findings_.push_back(std::move(finding));
    }
};

}  // namespace

std::vector<Finding> judge_missing_ttl(const RuleContext& context);

std::vector<Finding> judge_missing_ttl(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
