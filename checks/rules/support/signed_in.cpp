// Whether a request is answered for who sends it: one pass over the facts of all that runs.
#include "rules/support/signed_in.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "model/models.h"
#include "rules/support/text.h"

namespace stateless::lint {
namespace {

/// Header fields that tell one client from another.
constexpr std::array<std::string_view, 9> personal_texts{"authorization", "proxy-authorization", "cookie",
                                                         "set-cookie",    "www-authenticate",    "x-api-key",
                                                         "x-auth-token",  "x-csrf-token",        "x-user-id"};

bool reads_header(const Literal& literal) {
    if (literal.role != Literal::Role::argument) return false;
    const auto words = words_of(literal.callee);
    const auto has = [&](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    return (has("header") || has("headers") || has("cookie")) && !has("set") && !has("add") && !has("append") &&
           !has("write");
}

}  // namespace

SignedIn::SignedIn(const Analysis& analysis) : program_(analysis.program) {
    for (const StateEntity& state : analysis.states)
        if (state.purpose == "session" && state.variable) sessions_.insert(state.variable->id);
}

bool SignedIn::says(const std::string& name) const { return program_.models().suggests(name, "signed-in"); }

/// soci::session and Poco::Data::SessionPool are about a database, and no client's.
bool SignedIn::is_of_store(const Call& call) const {
    const auto sinks = program_.models().sinks(call.name);
    if (std::any_of(sinks.begin(), sinks.end(), [](const SinkModel* sink) {
            return sink->kind.starts_with("db-") || sink->kind == "upstream-connect" || sink->kind == "read";
        }))
        return true;
    for (std::size_t at = 0; at < call.name.size();) {
        const std::size_t end = std::min(call.name.find("::", at), call.name.size());
        if (program_.models().suggests(call.name.substr(at, end - at), "database")) return true;
        at = end + 2;
    }
    return false;
}

bool SignedIn::shown_in(const EntityId& id) const {
    const Function* function = program_.function(id);
    if (function && function->kind != Function::Kind::lambda && says(function->name)) return true;
    for (const Literal* literal : program_.literals_in(id)) {
        if (literal->value.kind != Value::Kind::text) continue;
        const std::string text = lower(literal->value.text);
        if (std::find(personal_texts.begin(), personal_texts.end(), text) != personal_texts.end() ||
            text.starts_with("bearer"))
            return true;
        if (reads_header(*literal) && says(identifier_of(text))) return true;
    }
    for (const Access* access : program_.accesses_in(id))
        if (sessions_.contains(holder_of(access->place))) return true;
    for (const Call* call : program_.calls_in(id)) {
        if (is_of_store(*call)) continue;
        if (says(call->name)) return true;
        if (std::any_of(call->template_arguments.begin(), call->template_arguments.end(),
                        [&](const Type& type) { return says(type.name); }))
            return true;
    }
    return false;
}

bool SignedIn::shown_by(const Downstream::Run& run) const {
    return std::any_of(run.steps.begin(), run.steps.end(), [&](const auto& step) { return shown_in(step.function); });
}

}  // namespace stateless::lint
