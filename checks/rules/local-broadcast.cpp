// local-broadcast: registries of live clients (the purpose of a state entity, decided in program/purposes), and
// messages published on topics that a framework keeps in its own memory.
#include <algorithm>

#include "rules/support/message.h"
#include "rules/support/state_finding.h"
#include "rules/support/wording.h"

namespace stateless::lint {

std::vector<Finding> judge_local_broadcast(const RuleContext& context);

std::vector<Finding> judge_local_broadcast(const RuleContext& context) {
    std::vector<Finding> findings = state_findings(context);
    const Analysis& analysis = context.analysis;
    for (const Call& call : analysis.program.facts().calls) {
        if (!call.in_library || !analysis.reach.serves_at(call.caller, call.loop)) continue;
        for (const SinkModel* sink : analysis.program.models().sinks(call.name)) {
            if (sink->kind != "publish") continue;
            const Argument* topic = argument_at(call, sink->name_argument);
            const bool known = topic && topic->value.kind == Value::Kind::text;
            const Function* function = analysis.program.function(call.caller);
            Finding finding;
            finding.rule = context.text.id;
            finding.span = call.span;
            finding.entity = call.name;
            finding.path = analysis.reach.path_to(call.caller);
            finding.confidence = analysis.reach.confidence_of(call.caller);
            finding.message =
                fill_message(context.text.message,
                             {{"entity", known ? topic->value.text : call.name.substr(call.name.rfind(':') + 1)},
                              {"evidence", call.name + " knows the topics of this process only"},
                              {"function", function ? function->name : "start-up code"},
                              {"root", finding.path.empty() ? "requests" : finding.path.front().label}});
            findings.push_back(std::move(finding));
        }
    }
    return findings;
}

}  // namespace stateless::lint
