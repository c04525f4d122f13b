// One finding per state entity, at its declaration, with the shortest way from a request to a write.
#include "rules/support/state_finding.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "program/memo.h"
#include "rules/support/message.h"
#include "rules/support/process_secrets.h"

namespace stateless::lint {

std::string rule_of(const StateEntity& state) {
    if (state.purpose == "cache") return "static-cache";
    if (state.purpose == "rate-limiter") return "in-process-rate-limiter";
    if (state.purpose == "session") return "in-process-session";
    if (state.purpose == "broadcast") return "local-broadcast";
    if (state.purpose == "id-sequence") return "local-id-sequence";
    if (state.purpose == "queue") return "in-process-queue";
    return state.kind == StateEntity::Kind::global ? "mutable-global" : "handler-captured-state";
}

namespace {

/// The change that tells the most: what puts something in, where the state is what is kept for others.
const StateAccess& shown_write(const StateEntity& state) {
    if (state.purpose == "queue" || state.purpose == "session")
        for (auto& write : state.writes)
            if (adds_element(*write.access)) return write;
    return state.writes.front();
}

/// The three pieces that weigh most; what is done with it before what it is called.
std::string evidence_words(const StateEntity& state) {
    std::vector<Evidence> pieces;
    for (auto& piece : state.evidence)
        if (piece.purpose == state.purpose) pieces.push_back(piece);
    std::stable_sort(pieces.begin(), pieces.end(), [](const Evidence& a, const Evidence& b) {
        return std::pair(a.by_name, -a.weight) < std::pair(b.by_name, -b.weight);
    });
    std::string words;
    for (std::size_t i = 0; i < pieces.size() && i < 3; ++i) words += (i == 0 ? "" : ", ") + pieces[i].text;
    return words;
}

std::string operation_words(const Access& access) {
    if (access.kind == Access::Kind::escape) return "hands it to " + access.operation;
    if (access.operation.empty()) return "writes it";
    return "writes it with " + access.operation;
}

/// `world`, `world.tick`, `config.{limit, name}`.
std::string shown_name(const StateEntity& state) {
    const std::string& name = state.variable->name;
    if (state.parts.empty()) return name;
    if (state.parts.size() == 1) return name + "." + state.parts.front()->name;
    std::string names;
    for (std::size_t i = 0; i < state.parts.size() && i < 3; ++i) names += (i == 0 ? "" : ", ") + state.parts[i]->name;
    return name + ".{" + names + (state.parts.size() > 3 ? ", ..." : "") + "}";
}

}  // namespace

std::vector<Finding> state_findings(const RuleContext& context) {
    std::vector<Finding> findings;
    const Reach& reach = context.analysis.reach;
    // Looked for once there is a finding to leave out: most rules have none, and it takes the whole program.
    std::optional<std::vector<ProcessSecret>> secrets;
    const auto is_secret = [&](const Variable* variable) {
        if (!secrets) secrets = process_secrets(context.analysis);
        return std::any_of(secrets->begin(), secrets->end(),
                           [&](const ProcessSecret& secret) { return secret.variable == variable; });
    };
    for (const StateEntity& state : context.analysis.states) {
        if (rule_of(state) != context.text.id || is_secret(state.variable)) continue;
        const StateAccess& write = shown_write(state);
        const Function* function = context.analysis.program.function(write.function);
        Finding finding;
        finding.rule = context.text.id;
        finding.span = state.variable->span;
        finding.entity = state.variable->qualified;
        finding.path = reach.path_to(write.function);
        finding.confidence = reach.confidence_of(write.function);
        std::string root = finding.path.empty() ? "requests" : finding.path.front().label;
        finding.message = fill_message(context.text.message, {{"entity", shown_name(state)},
                                                              {"function", function ? function->name : "start-up code"},
                                                              {"root", root},
                                                              {"evidence", evidence_words(state)}});
        finding.path.push_back({"'" + state.variable->name + "' " + state.lifetime + "; " +
                                    (function ? function->name : "code") + " " + operation_words(*write.access),
                                write.access->span});
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace stateless::lint
