// See rules/catalog/in-process-queue.json. Which entities are whose is decided by purpose and kind in
// support/state_finding.
#include "rules/support/state_finding.h"

namespace stateless::lint {

std::vector<Finding> judge_in_process_queue(const RuleContext& context);

std::vector<Finding> judge_in_process_queue(const RuleContext& context) { return state_findings(context); }

}  // namespace stateless::lint
