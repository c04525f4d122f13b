// Responses that anyone may cache: the routes, the headers and the names around a Cache-Control.
#include "rules/support/cacheable.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr int hops = 2;

/// Header fields that tell one client from another, and the media type of a stream without end.
constexpr std::array<std::string_view, 7> personal_texts{"authorization",    "proxy-authorization", "cookie",
                                                         "set-cookie",       "www-authenticate",    "x-api-key",
                                                         "text/event-stream"};
constexpr std::array<std::string_view, 4> validator_texts{"etag", "if-none-match", "last-modified",
                                                          "if-modified-since"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_redirect_or_error(const Value& status) {
    return status.kind == Value::Kind::integer && status.integer >= 300 && status.integer < 600;
}

}  // namespace

CacheableResponses::CacheableResponses(const RuleContext& context, std::vector<std::string> uncacheable_segments)
    : context_(context), tested_(context.analysis.program, context.analysis.reach),
      uncacheable_segments_(std::move(uncacheable_segments)) {}

bool CacheableResponses::says_personal(const std::string& name) const {
    const Models& models = context_.analysis.program.models();
    return models.suggests(name, "authentication") || models.suggests(name, "session");
}

bool CacheableResponses::is_public_page(const Root& root, bool reads) const {
    const bool route = root.kind == "route" && (root.http_method == "GET" || root.http_method == "HEAD");
    return (route || (root.http_method.empty() && reads)) && is_public_path(root.path);
}

bool CacheableResponses::is_public_path(const std::string& path) const {
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string segment = lower(path.substr(at, end - at));
        at = end + 1;
        if (says_personal(segment)) return false;
        for (const std::string& glob : uncacheable_segments_) {
            if (!segment.empty() && glob_match(glob, segment)) return false;
        }
    }
    return true;
}

bool CacheableResponses::shows_personal(const EntityId& function, int depth, std::vector<EntityId>& seen,
                                        bool revalidates) const {
    const Program& program = context_.analysis.program;
    if (std::find(seen.begin(), seen.end(), function) != seen.end()) return false;
    seen.push_back(function);
    if (const Function* known = program.function(function); known && says_personal(known->name)) return true;
    for (const Literal* literal : program.literals_in(function)) {
        if (literal->value.kind != Value::Kind::text) continue;
        const std::string text = lower(literal->value.text);
        if (among(personal_texts, text) || text.starts_with("text/event-stream")) return true;
        if (revalidates && among(validator_texts, text)) return true;
    }
    for (const Call* call : program.calls_in(function)) {
        if (says_personal(call->name)) return true;
        if (depth > 0 && !call->callee.empty() && shows_personal(call->callee, depth - 1, seen, revalidates))
            return true;
    }
    return false;
}

bool CacheableResponses::fails_beside(const Call& header) const {
    const Program& program = context_.analysis.program;
    for (const Call* call : program.calls_in(header.caller)) {
        if (call->scope != header.scope) continue;
        for (const SinkModel* sink : program.models().sinks(call->name)) {
            const auto index = static_cast<std::size_t>(sink->value_argument);
            if (sink->kind != "response-status" || sink->value_argument < 0 || index >= call->arguments.size())
                continue;
            const auto statuses = context_.analysis.values.origins(call->arguments[index].value, call->caller);
            if (std::any_of(statuses.begin(), statuses.end(),
                            [](const Origin& o) { return is_redirect_or_error(o.literal); }))
                return true;
        }
    }
    for (const Access* access : program.accesses_in(header.caller)) {
        if (access->scope != header.scope || access->kind != Access::Kind::write || access->operation != "=") continue;
        const auto& steps = access->place.steps;
        const Variable* field = steps.empty() ? nullptr : program.variable(steps.back().field);
        const std::string name = field ? lower(field->name) : "status";  // a library's field has no name here
        const bool is_status = name.find("status") != std::string::npos || name.find("code") != std::string::npos;
        if (is_status && is_redirect_or_error(access->value)) return true;
    }
    return false;
}

bool CacheableResponses::may_cache(const Call& header, bool revalidates) const {
    const Reach& reach = context_.analysis.reach;
    const auto roots = reach.roots_of(header.caller);
    const bool reads = tested_.reads_before(header);
    if (roots.empty() ||
        !std::all_of(roots.begin(), roots.end(), [&](const Root* root) { return is_public_page(*root, reads); }))
        return false;
    const auto paths = tested_.paths_before(header);
    if (!std::all_of(paths.begin(), paths.end(), [&](const std::string& path) { return is_public_path(path); }))
        return false;
    if (fails_beside(header)) return false;
    for (const PathStep& step : reach.path_to(header.caller)) {
        if (says_personal(step.label)) return false;
    }
    std::vector<EntityId> seen;
    if (shows_personal(header.caller, hops, seen, revalidates)) return false;
    return std::none_of(roots.begin(), roots.end(),
                        [&](const Root* root) { return shows_personal(root->function, hops, seen, revalidates); });
}

}  // namespace stateless::lint
