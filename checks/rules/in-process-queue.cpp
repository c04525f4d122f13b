// See rules/catalog/in-process-queue.json. Which entities are whose is decided by purpose and kind in
// support/state_finding; what requests start and leave behind, in support/detached_work.
#include <utility>

#include "rules/support/detached_work.h"
#include "rules/support/state_finding.h"

namespace stateless::lint {

std::vector<Finding> judge_in_process_queue(const RuleContext& context);

std::vector<Finding> judge_in_process_queue(const RuleContext& context) {
    std::vector<Finding> findings = state_findings(context);
    for (Finding& finding : detached_work_findings(context)) findings.push_back(std::move(finding));
    return findings;
}

}  // namespace stateless::lint
