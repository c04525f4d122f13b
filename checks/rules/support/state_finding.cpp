// One finding per state entity, at its declaration, with the shortest way from a request to a write.
#include "rules/support/state_finding.h"

#include <algorithm>

#include "rules/support/message.h"
#include "rules/support/process_secrets.h"

namespace stateless::lint {

std::string rule_of(const StateEntity& state) {
    if (state.purpose == "cache") return "static-cache";
    if (state.purpose == "rate-limiter") return "in-process-rate-limiter";
    return state.kind == StateEntity::Kind::global ? "mutable-global" : "handler-captured-state";
}

namespace {

std::string operation_words(const Access& access) {
    if (access.kind == Access::Kind::escape) return "hands it to " + access.operation;
    if (access.operation.empty()) return "writes it";
    return "writes it with " + access.operation;
}

}  // namespace

std::vector<Finding> state_findings(const RuleContext& context) {
    std::vector<Finding> findings;
    const Reach& reach = context.analysis.reach;
    const auto secrets = process_secrets(context.analysis);
    const auto is_secret = [&](const Variable* variable) {
        return std::any_of(secrets.begin(), secrets.end(),
                           [&](const ProcessSecret& secret) { return secret.variable == variable; });
    };
    for (const StateEntity& state : context.analysis.states) {
        if (rule_of(state) != context.text.id || is_secret(state.variable)) continue;
        const StateAccess& write = state.writes.front();
        const Function* function = context.analysis.program.function(write.function);
        Finding finding;
        finding.rule = context.text.id;
        finding.span = state.variable->span;
        finding.entity = state.variable->qualified;
        finding.path = reach.path_to(write.function);
        finding.confidence = reach.confidence_of(write.function);
        std::string root = finding.path.empty() ? "requests" : finding.path.front().label;
        std::string evidence;
        for (auto& piece : state.evidence)
            if (piece.purpose == state.purpose) evidence += (evidence.empty() ? "" : ", ") + piece.text;
        finding.message = fill_message(context.text.message, {{"entity", state.variable->name},
                                                              {"function", function ? function->name : "start-up code"},
                                                              {"root", root},
                                                              {"evidence", evidence}});
        finding.path.push_back({"'" + state.variable->name + "' " + state.lifetime + "; " +
                                    (function ? function->name : "code") + " " + operation_words(*write.access),
                                write.access->span});
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace stateless::lint
