// uncached-read: GET routes for anyone that go to the database or to another server each time. A route that shows a
// cache on the way, tells caches how long its response holds, asks who the client is, changes data or streams is no
// finding. Refuses to know how often the data changes.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "rules/support/cache_control.h"
#include "rules/support/cache_operations.h"
#include "rules/support/downstream.h"
#include "rules/support/message.h"
#include "rules/support/path_guard.h"
#include "rules/support/signed_in.h"
#include "rules/support/source_reads.h"
#include "rules/support/text.h"
#include "rules/support/wording.h"

namespace stateless::lint {
namespace {

/// Header fields by which a response says how long it holds, and which version it is.
constexpr std::array<std::string_view, 8> caching_fields{
    "cache-control",    "etag", "last-modified", "expires", "if-none-match", "if-modified-since", "surrogate-control",
    "cdn-cache-control"};

bool is_caching_field(const std::string& name) {
    return std::find(caching_fields.begin(), caching_fields.end(), name) != caching_fields.end();
}

bool is_caching_field(const Value& value) {
    if (value.text == "expires") return false;  // a member of some JSON object, rather
    std::string text = lower(value.text);       // a text, or an enumerator: field::cache_control
    std::replace(text.begin(), text.end(), '_', '-');
    for (const char* line : {"cache-control:", "etag:", "last-modified:"})  // a response that is put together as text
        if (text.find(line) != std::string::npos) return true;
    return is_caching_field(text);
}

bool any_caching_field(const Value& value, int depth = 0) {
    if (is_caching_field(value)) return true;
    return depth < 6 && std::any_of(
                            value.parts.begin(), value.parts.end(),
                            [&](const Value& part) { return any_caching_field(part, depth + 1); });
}

class Search {
public:
    explicit Search(const RuleContext& context)
        : context_(context), analysis_(context.analysis), program_(analysis_.program), downstream_(analysis_),
          signed_in_(analysis_), uncacheable_(strings_option(context, "uncacheable-paths")) {
        for (const StateEntity& state : analysis_.states) note_cache(state);
        for (const NoState& none : analysis_.dismissed) note_cache(none.entity);
    }

    std::vector<Finding> findings() {
        std::vector<Finding> result;
        if (sets_field_at_start() || !find_guards()) return result;
        for (const Root& root : analysis_.reach.roots()) {
            const bool reads = root.kind == "route" && (root.http_method == "GET" || root.http_method == "HEAD");
            if (!reads || root.path.empty() || !is_public_path(root.path) || is_guarded(root.path)) continue;
            if (asks_for_filter(root)) continue;
            if (!root.shows_a_server && own_server_decides()) continue;
            if (auto finding = judge(root)) result.push_back(std::move(*finding));
        }
        return result;
    }

private:
    const RuleContext& context_;
    const Analysis& analysis_;
    const Program& program_;
    const Downstream downstream_;
    const SignedIn signed_in_;
    const std::vector<std::string> uncacheable_;
    std::vector<PathGuard> guards_;
    std::set<EntityId> caches_;
    std::map<const Call*, SourceAccess> known_;
    std::optional<bool> own_server_decides_;

    void note_cache(const StateEntity& state) {
        if (state.purpose == "cache" && state.variable) caches_.insert(state.variable->id);
    }

    bool says_cache(const std::string& name) const { return program_.models().suggests(name, "cache"); }

    /// Middlewares that set the header, or turn away who has not signed in, for the routes of some paths; false if one
    /// does for all.
    bool find_guards() {
        for (const Root& root : analysis_.reach.roots()) {
            if (root.kind != "middleware" || root.per_route) continue;
            const auto run = downstream_.run(root.function);
            if (!sets_caching_field(run) && !signed_in_.shown_by(run)) continue;
            PathGuard guard(analysis_, run);
            if (!guard.is_partial()) return false;
            guards_.push_back(std::move(guard));
        }
        return true;
    }

    bool is_guarded(const std::string& path) const {
        return std::any_of(guards_.begin(), guards_.end(), [&](const PathGuard& guard) { return guard.covers(path); });
    }

    bool sets_field_at_start() const {
        return std::any_of(program_.facts().calls.begin(), program_.facts().calls.end(), [&](const Call& call) {
            if (analysis_.reach.serves(call.caller)) return false;
            for (const SinkModel* sink : program_.models().sinks(call.name)) {
                if (sink->kind != "response-header") continue;
                for (const Argument& argument : call.arguments)
                    if (any_caching_field(argument.value)) return true;
            }
            return false;
        });
    }

    /// What calls the handlers of a router of the program's own does as a middleware does.
    bool own_server_decides() {
        if (own_server_decides_) return *own_server_decides_;
        const auto& roots = analysis_.reach.roots();
        own_server_decides_ = std::any_of(roots.begin(), roots.end(), [&](const Root& root) {
            if (root.kind == "route") return false;
            const auto run = downstream_.run(root.function);
            return sets_caching_field(run) || signed_in_.shown_by(run);
        });
        return *own_server_decides_;
    }

    bool is_public_path(const std::string& path) const {
        for (std::size_t at = 0; at < path.size();) {
            const std::size_t end = std::min(path.find('/', at), path.size());
            const std::string segment = lower(path.substr(at, end - at));
            at = end + 1;
            if (segment.empty()) continue;
            if (program_.models().suggests(segment, "authentication")) return false;
            for (const std::string& glob : uncacheable_)
                if (glob_match(glob, segment)) return false;
        }
        return true;
    }

    bool any_says_signed_in(const Value& value, int depth = 0) const {
        const bool named = value.kind == Value::Kind::text || value.kind == Value::Kind::call;
        if (named && signed_in_.says(identifier_of(value.text))) return true;
        return depth < 8 && std::any_of(
                                value.parts.begin(), value.parts.end(),
                                [&](const Value& part) { return any_says_signed_in(part, depth + 1); });
    }

    /// The registration names a filter that checks the client: {Get, "LoginFilter"}, middlewares<App, Auth>().
    bool asks_for_filter(const Root& root) const {
        for (const Call* call : program_.calls_in(root.registered_in)) {
            const Span& span = call->span;
            if (span.file != root.span.file) continue;
            if (span == root.span) {
                for (std::size_t i = 0; i < call->arguments.size(); ++i)
                    if (call->arguments[i].callables.empty() && any_says_signed_in(call->arguments[i].value))
                        return true;
                if (any_says_signed_in(call->receiver_value)) return true;
            }
            // The chain of one registration, which formatting may spread over some lines.
            const bool near = span.line + 3 >= root.span.line && span.line <= root.span.line;
            if (!near || !call->name.ends_with("::middlewares") || root.span < span) continue;
            if (std::any_of(call->template_arguments.begin(), call->template_arguments.end(),
                            [&](const Type& type) { return signed_in_.says(type.name); }))
                return true;
        }
        return false;
    }

    bool sets_caching_field(const Downstream::Run& run) const {
        for (const auto& step : run.steps)
            for (const Literal* literal : program_.literals_in(step.function))
                if (is_caching_field(literal->value)) return true;
        for (const auto& [call, step] : run.calls)
            for (const SinkModel* sink : program_.models().sinks(call->name)) {
                const Argument* name = argument_at(*call, sink->name_argument);
                if (sink->kind == "response-header" && is_caching_field(typed_header(*call))) return true;
                if (sink->kind == "response-header" && (!name || any_caching_field(name->value)) &&
                    (name || std::any_of(call->arguments.begin(), call->arguments.end(),
                                         [](const Argument& a) { return any_caching_field(a.value); })))
                    return true;
            }
        return false;
    }

    bool streams(const Downstream::Run& run) const {
        for (const auto& step : run.steps)
            for (const Literal* literal : program_.literals_in(step.function))
                if (lower(literal->value.text).starts_with("text/event-stream")) return true;
        return std::any_of(run.calls.begin(), run.calls.end(), [&](const auto& made) {
            return program_.models().matches(&Model::streaming_calls, made.first->name);
        });
    }

    bool looks_into_cache(const Downstream::Run& run) const {
        for (const auto& step : run.steps) {
            const Function* function = program_.function(step.function);
            if (function && function->kind != Function::Kind::lambda && any_component_says_cache(function->name))
                return true;
            for (const Access* access : program_.accesses_in(step.function))
                if (caches_.contains(holder_of(access->place))) return true;
        }
        for (const auto& [call, step] : run.calls) {
            if (any_component_says_cache(call->name)) return true;
            const Variable* holder = program_.variable(holder_of(call->receiver));
            if (holder && says_cache(holder->name)) return true;
            for (const CacheOperation& operation : cache_operations(analysis_, *call))
                if (operation.kind == CacheOperation::Kind::look_up) return true;
        }
        return false;
    }

    bool any_component_says_cache(const std::string& name) const {
        for (std::size_t at = 0; at < name.size();) {
            const std::size_t end = std::min(name.find("::", at), name.size());
            if (says_cache(name.substr(at, end - at))) return true;
            at = end + 2;
        }
        return false;
    }

    /// Done only where something that outlives the request was found unset or empty: loaded once.
    bool is_lazy(const Downstream::Run& run, const Call& call, std::size_t step) const {
        const auto tests_kept = [&](const Call& made) {
            return std::any_of(made.unset.begin(), made.unset.end(), [&](const EntityId& id) {
                const Variable* variable = program_.variable(id);
                return variable && variable->storage != Variable::Storage::local &&
                       variable->storage != Variable::Storage::parameter;
            });
        };
        if (tests_kept(call)) return true;
        for (; run.steps[step].entered_by; step = run.steps[step].parent)
            if (tests_kept(*run.steps[step].entered_by)) return true;
        return false;
    }

    const SourceAccess& access_of(const Call& call) {
        auto [entry, fresh] = known_.try_emplace(&call);
        if (fresh) entry->second = source_access(analysis_, call);
        return entry->second;
    }

    std::optional<Finding> judge(const Root& root) {
        const auto run = downstream_.run(root.function);
        const Call* asks = nullptr;
        std::size_t at = 0;
        bool upstream = false;
        bool reads = false;
        for (const auto& [call, step] : run.calls) {
            const SourceAccess& access = access_of(*call);
            if (access.use == SourceUse::write || access.random) return {};
            reads |= access.use == SourceUse::read;
            if (!access.asks || is_lazy(run, *call, step)) continue;
            if (!asks || (access.use == SourceUse::read && access_of(*asks).use != SourceUse::read)) {
                asks = call;
                at = step;
                upstream = access.upstream;
            }
        }
        if (!asks || !reads) return {};
        if (signed_in_.shown_by(run) || streams(run) || sets_caching_field(run) || looks_into_cache(run)) return {};
        return worded(root, run, *asks, at, upstream);
    }

    /// A handler that its class only lists by name, in a header, is what a reader has to look at.
    Span place_of(const Root& root) const {
        const Function* handler = program_.function(root.function);
        const Function* registrar = program_.function(root.registered_in);
        const bool listed = handler && handler->has_body && !root.generated &&
                            handler->kind == Function::Kind::method && handler->span.file != root.span.file &&
                            (!registrar || registrar->record == handler->record);
        return listed ? handler->span : root.span;
    }

    Finding worded(const Root& root, const Downstream::Run& run, const Call& asks, std::size_t at,
                   bool upstream) const {
        Finding finding;
        finding.rule = context_.text.id;
        finding.span = place_of(root);
        finding.entity = root.label;
        finding.confidence = guards_.empty() ? root.confidence : std::max(root.confidence, Confidence::medium);
        finding.path.push_back({root.label, root.span});
        const std::vector<PathStep> way = downstream_.path_to(run, at);
        finding.path.insert(finding.path.end(), way.begin(), way.end());
        finding.path.push_back({"asks with " + asks.name, asks.span});
        finding.message = fill_message(
            context_.text.message,
            {{"entity", root.label}, {"source", upstream ? "another server" : "the database"}, {"call", asks.name}});
        return finding;
    }
};

}  // namespace

std::vector<Finding> judge_uncached_read(const RuleContext& context);

std::vector<Finding> judge_uncached_read(const RuleContext& context) { return Search(context).findings(); }

}  // namespace stateless::lint
