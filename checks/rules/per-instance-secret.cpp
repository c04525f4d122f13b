// per-instance-secret: a key that each process makes at random, at the variable that holds it. What makes a key and
// what takes one, models know; which variables do both, support/process_secrets finds.
#include "rules/support/message.h"
#include "rules/support/process_secrets.h"
#include "rules/support/wording.h"

namespace stateless::lint {

std::vector<Finding> judge_per_instance_secret(const RuleContext& context);

std::vector<Finding> judge_per_instance_secret(const RuleContext& context) {
    std::vector<Finding> findings;
    for (const ProcessSecret& secret : process_secrets(context.analysis)) {
        Finding finding;
        finding.rule = context.text.id;
        finding.span = secret.variable->span;
        finding.entity = secret.variable->qualified;
        finding.confidence = context.analysis.reach.serves(secret.user)
                                 ? context.analysis.reach.confidence_of(secret.user)
                                 : Confidence::medium;
        finding.path =
            path_through(context, secret.user,
                         {"'" + secret.variable->name + "' is made with " + secret.source, secret.source_span});
        finding.message = fill_message(context.text.message, {{"entity", secret.variable->name},
                                                              {"source", secret.source},
                                                              {"reached", reached_text(context, secret.user)}});
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace stateless::lint
