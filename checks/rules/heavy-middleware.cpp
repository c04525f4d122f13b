// heavy-middleware: what stands before or after every handler and goes to the database or to another server each time.
// A look-up of something loaded once, or done only where a cache had no answer, is no finding; nor is what a handler
// asks for itself. Refuses to know how fast the query is.
#include <algorithm>
#include <set>

#include "rules/support/cache_operations.h"
#include "rules/support/downstream.h"
#include "rules/support/message.h"
#include "rules/support/source_reads.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

struct Middleware {
    EntityId function;
    std::string name;
    Span span;
    Confidence confidence = Confidence::high;
};

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), analysis_(context.analysis), program_(analysis_.program), models_(program_.models()),
          downstream_(analysis_) {
        for (const StateEntity& state : analysis_.states) note_cache(state);
        for (const NoState& none : analysis_.dismissed) note_cache(none.entity);
    }

    std::vector<Finding> findings() {
        std::vector<Finding> result;
        if (!analysis_.reach.is_server()) return result;
        std::set<EntityId> seen;
        for (const Middleware& middleware : middlewares()) {
            if (!seen.insert(middleware.function).second) continue;
            if (auto finding = judge(middleware)) result.push_back(std::move(*finding));
        }
        return result;
    }

private:
    const RuleContext& context_;
    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    const Downstream downstream_;
    std::set<EntityId> caches_;

    void note_cache(const StateEntity& state) {
        if (state.purpose == "cache" && state.variable) caches_.insert(state.variable->id);
    }

    std::string name_of(const EntityId& id, const std::string& lambda_name) const {
        const Function* function = program_.function(id);
        return function->kind == Function::Kind::lambda ? lambda_name : function->name;
    }

    Span span_of(const EntityId& id, const Span& registration) const {
        const Function* function = program_.function(id);
        return function->kind == Function::Kind::lambda ? registration : function->span;
    }

    std::vector<Middleware> middlewares() const {
        std::vector<Middleware> result;
        for (const Root& root : analysis_.reach.roots()) {
            if (root.kind == "middleware" && program_.function(root.function))
                result.push_back({root.function, name_of(root.function, root.label), span_of(root.function, root.span),
                                  root.confidence});
        }
        own_routers(result);
        own_classes(result);
        return result;
    }

    /// router.use(f) of the program's own.
    void own_routers(std::vector<Middleware>& out) const {
        for (const Call& call : program_.facts().calls) {
            if (call.in_library || call.callee.empty() || !models_.suggests(call.name, "adds-middleware")) continue;
            for (const Argument& argument : call.arguments)
                for (const EntityId& id : argument.callables)
                    if (analysis_.reach.serves(id) && program_.function(id))
                        out.push_back({id, name_of(id, "the function given to " + call.name), span_of(id, call.span),
                                       analysis_.reach.confidence_of(id)});
        }
    }

    bool says_middleware(const std::string& name) const { return models_.suggests(name, "middleware"); }

    /// A class called a middleware, or made from one: what runs of it while serving, and is called from elsewhere.
    void own_classes(std::vector<Middleware>& out) const {
        for (const Function& function : program_.facts().functions) {
            if (function.kind != Function::Kind::method || function.is_static || !function.has_body) continue;
            const Record* record = program_.record(function.record);
            if (!record || record->is_lambda || !analysis_.reach.serves(function.id)) continue;
            const bool named = says_middleware(record->name) ||
                               std::any_of(record->bases.begin(), record->bases.end(),
                                           [&](const Type& base) { return says_middleware(base.name); });
            if (!named || function.parameters.empty() || called_within(function)) continue;
            out.push_back({function.id, function.name, function.span, analysis_.reach.confidence_of(function.id)});
        }
    }

    bool called_within(const Function& function) const {
        for (const Call* call : program_.calls_of(function.id)) {
            const Function* caller = program_.function(call->caller);
            if (caller && caller->record == function.record) return true;
        }
        return false;
    }

    bool says_cache(const std::string& name) const { return models_.suggests(name, "cache"); }

    bool looks_into_cache(const Call& call) const {
        for (std::size_t at = 0; at < call.name.size();) {
            const std::size_t end = std::min(call.name.find("::", at), call.name.size());
            if (says_cache(call.name.substr(at, end - at))) return true;
            at = end + 2;
        }
        const EntityId holder = holder_of(call.receiver);
        const Variable* variable = program_.variable(holder);
        if (caches_.contains(holder) || (variable && says_cache(variable->name))) return true;
        const auto operations = cache_operations(analysis_, call);
        return std::any_of(operations.begin(), operations.end(), [](const CacheOperation& operation) {
            return operation.kind == CacheOperation::Kind::look_up;
        });
    }

    /// Done only where something that outlives the request was found unset or empty.
    bool is_lazy(const Call& call) const {
        return call.once || std::any_of(call.unset.begin(), call.unset.end(), [&](const EntityId& id) {
                   const Variable* variable = program_.variable(id);
                   return variable && variable->storage != Variable::Storage::local &&
                          variable->storage != Variable::Storage::parameter;
               });
    }

    std::optional<Finding> judge(const Middleware& middleware) const {
        const auto run = downstream_.run(middleware.function);
        for (const auto& [call, step] : run.calls) {
            if (looks_into_cache(*call)) return {};
            if (!source_access(analysis_, *call).asks) continue;
            bool lazy = is_lazy(*call);
            for (std::size_t at = step; run.steps[at].entered_by; at = run.steps[at].parent)
                lazy |= is_lazy(*run.steps[at].entered_by);
            if (!lazy) return worded(middleware, run, *call, step);
        }
        return {};
    }

    Finding worded(const Middleware& middleware, const Downstream::Run& run, const Call& asks, std::size_t at) const {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = middleware.span;
        finding.entity = middleware.name;
        finding.confidence = middleware.confidence;
        finding.path.push_back({middleware.name, middleware.span});
        const std::vector<PathStep> way = downstream_.path_to(run, at);
        finding.path.insert(finding.path.end(), way.begin(), way.end());
        finding.path.push_back({"asks with " + asks.name, asks.span});
        const bool upstream = source_access(analysis_, asks).upstream;
        finding.message = fill_message(context_.text.message, {{"entity", middleware.name},
                                                               {"source", upstream ? "another server" : "the database"},
                                                               {"call", asks.name}});
        return finding;
    }
};

}  // namespace

std::vector<Finding> judge_heavy_middleware(const RuleContext& context);

std::vector<Finding> judge_heavy_middleware(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
