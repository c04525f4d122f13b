// From both ends: what random sources give to variables, and which variables arrive as keys.
#include "rules/support/process_secrets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "rules/support/value_sources.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

constexpr int helpers_deep = 3;

struct Source {
    std::string name;
    Span span;
};

struct KeyUse {
    EntityId function;
    Span span;
};

class Search {
public:
    explicit Search(const Analysis& analysis)
        : analysis_(analysis), program_(analysis.program), models_(program_.models()) {
        for (const Function& function : program_.facts().functions)
            if (function.kind == Function::Kind::lambda) nested_[function.parent].push_back(function.id);
        for (const Call& call : program_.facts().calls) {
            if (!call.in_library) continue;
            if (const SinkModel* sink = sink_of(call.name, "random-secret")) {
                draws_[call.span.file].emplace_back(call.span, call.name);
                if (const Argument* out = argument_at(call, sink->output_argument)) given(*out, call);
            }
            if (const SinkModel* sink = sink_of(call.name, "crypto-key")) used(call, *sink, keys_);
            if (const SinkModel* sink = sink_of(call.name, "tls-key")) used(call, *sink, tls_);
        }
        for (const Access& access : program_.facts().accesses) {
            const EntityId holder = holder_of(access.place);
            if (holder.empty()) continue;
            accesses_[holder].push_back(&access);
        }
    }

    std::vector<ProcessSecret> run() const {
        std::vector<ProcessSecret> secrets;
        if (!analysis_.reach.is_server()) return secrets;
        for (const Variable& variable : program_.facts().variables) {
            if (!is_candidate(variable)) continue;
            const auto use = key_use(variable);
            if (!use) continue;
            const auto source = source_of(variable);
            if (source) secrets.push_back({&variable, source->name, source->span, use->function});
        }
        return secrets;
    }

private:
    using Uses = std::map<EntityId, std::vector<KeyUse>>;

    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    std::map<EntityId, std::vector<EntityId>> nested_;
    std::map<std::string, std::vector<std::pair<Span, std::string>>> draws_;  // by file
    std::map<EntityId, Source> outputs_;                                      // what a call fills with random bytes
    Uses keys_, tls_;
    std::map<EntityId, std::vector<const Access*>> accesses_;

    const SinkModel* sink_of(const std::string& name, const char* kind) const {
        for (const SinkModel* sink : models_.sinks(name))
            if (sink->kind == kind) return sink;
        return nullptr;
    }

    static void entities_in(const Value& value, std::set<EntityId>& out) {
        if (value.kind == Value::Kind::entity) out.insert(value.entity);
        for (const Value& part : value.parts) entities_in(part, out);
    }

    void given(const Argument& out, const Call& call) {
        std::set<EntityId> filled;
        entities_in(out.value, filled);
        if (const EntityId holder = holder_of(out.place); !holder.empty()) filled.insert(holder);
        for (const EntityId& id : filled) outputs_.try_emplace(id, Source{call.name, call.span});
    }

    void used(const Call& call, const SinkModel& sink, Uses& uses) const {
        const Argument* key = argument_at(call, sink.key_argument);
        if (!key) return;
        ValueSources sources(program_, [](const std::string&) { return false; });
        sources.follow(key->value, call.caller);
        std::set<EntityId> variables = sources.variables();
        if (const EntityId holder = holder_of(key->place); !holder.empty()) variables.insert(holder);
        for (const EntityId& id : variables) uses[id].push_back({call.caller, call.span});
    }

    bool stays(const Variable& variable) const {
        switch (variable.storage) {
        case Variable::Storage::global:
        case Variable::Storage::static_member:
        case Variable::Storage::static_local: return true;
        case Variable::Storage::field: return analysis_.lifetimes.of(variable.owner) == Lifetime::direct;
        case Variable::Storage::local: return analysis_.lifetimes.outlives_requests(variable);
        case Variable::Storage::parameter: break;
        }
        return false;
    }

    bool is_algorithm(const Type& type) const {
        const std::string& name = pointee(type).name;
        return sink_of(name + "::" + name.substr(name.rfind(':') + 1), "crypto-key") != nullptr;
    }

    /// Bytes, a text, a number or a library's key; neither a table of them nor an object of the program's own.
    bool is_candidate(const Variable& variable) const {
        if (!variable.defines || !stays(variable)) return false;
        const Type& type = pointee(variable.type);
        if (!type.record.empty() || type.name == "bool" || models_.is_type(type.name, "map") ||
            models_.is_type(type.name, "random") || type.kind == Type::Kind::function)
            return false;
        return type.args.empty() || pointee(type.args.front()).record.empty();
    }

    const KeyUse* nearest(const std::vector<KeyUse>& uses) const {
        const KeyUse* best = nullptr;
        for (const KeyUse& use : uses)
            if (!best || std::pair(analysis_.reach.distance_to(use.function), use.span) <
                             std::pair(analysis_.reach.distance_to(best->function), best->span))
                best = &use;
        return best;
    }

    std::optional<KeyUse> key_use(const Variable& variable) const {
        if (const auto found = keys_.find(variable.id); found != keys_.end()) return *nearest(found->second);
        if (tls_.contains(variable.id)) return {};
        if (!models_.suggests(variable.name, "secret") && !is_algorithm(variable.type)) return {};
        std::vector<KeyUse> reads;
        if (const auto found = accesses_.find(variable.id); found != accesses_.end())
            for (const Access* access : found->second)
                if (access->kind != Access::Kind::write && analysis_.reach.serves_at(access->function, access->loop))
                    reads.push_back({access->function, access->span});
        return reads.empty() ? std::nullopt : std::optional(*nearest(reads));
    }

    std::optional<Source> drawn_within(const Span& statement) const {
        const auto found = draws_.find(statement.file);
        if (found == draws_.end()) return {};
        for (const auto& [span, name] : found->second)
            if (span.line >= statement.line && span.line <= statement.end_line) return Source{name, span};
        return {};
    }

    /// The function draws, itself, in a lambda of its own, or in a helper whose result may be what it returns.
    std::optional<Source> drawn_by(const EntityId& id, int depth) const {
        const Function* function = program_.function(id);
        if (!function || depth == 0 || function->returns.name == "void" || function->returns.name == "bool") return {};
        for (const Call* call : program_.calls_in(id)) {
            if (call->in_library) {
                if (sink_of(call->name, "random-secret")) return Source{call->name, call->span};
            } else if (auto source = drawn_by(call->callee, depth - 1)) {
                return source;
            }
        }
        if (const auto lambdas = nested_.find(id); lambdas != nested_.end())
            for (const EntityId& lambda : lambdas->second)
                if (auto source = drawn_by(lambda, depth)) return source;
        return {};
    }

    std::optional<Source> drawn_in(const Value& value) const {
        if (value.kind == Value::Kind::call && !value.entity.empty())
            if (auto source = drawn_by(value.entity, helpers_deep)) return source;
        for (const Value& part : value.parts)
            if (auto source = drawn_in(part)) return source;
        return {};
    }

    std::optional<Source> source_of(const Variable& variable) const {
        if (const auto found = outputs_.find(variable.id); found != outputs_.end()) return found->second;
        ValueSources sources(program_,
                             [this](const std::string& name) { return sink_of(name, "random-secret") != nullptr; });
        for (const Definition* definition : program_.definitions_of(variable.id)) {
            sources.follow(definition->value, definition->function);
            if (auto source = drawn_in(definition->value)) return source;
            if (auto source = drawn_within(definition->span)) return source;
        }
        if (!sources.found().empty())
            return Source{sources.found().front().call.text, sources.found().front().call.span};
        std::set<EntityId> holders = sources.variables();
        holders.insert(variable.id);
        for (const EntityId& id : holders) {
            if (const auto found = outputs_.find(id); found != outputs_.end()) return found->second;
            const Variable* holder = program_.variable(id);
            const bool own = holder && (id == variable.id || holder->storage == Variable::Storage::local);
            if (!own) continue;
            for (const Definition* definition : program_.definitions_of(id)) {
                if (auto source = drawn_in(definition->value)) return source;
                if (auto source = drawn_within(definition->span)) return source;
            }
            if (const auto accesses = accesses_.find(id); accesses != accesses_.end())
                for (const Access* access : accesses->second)
                    if (access->kind == Access::Kind::write || access->operation == "begin")
                        if (auto source = drawn_within(access->span)) return source;
        }
        return {};
    }
};

}  // namespace

std::vector<ProcessSecret> process_secrets(const Analysis& analysis) { return Search(analysis).run(); }

}  // namespace stateless::lint
