// See rules/catalog/local-id-sequence.json. Which entities are whose is decided by purpose and kind in
// support/state_finding.
#include "rules/support/state_finding.h"

namespace stateless::lint {

std::vector<Finding> judge_local_id_sequence(const RuleContext& context);

std::vector<Finding> judge_local_id_sequence(const RuleContext& context) { return state_findings(context); }

}  // namespace stateless::lint
