// See rules/catalog/static-cache.json. Which entities are whose is decided by purpose and kind in
// support/state_finding.
#include "rules/support/state_finding.h"

namespace stateless::lint {

std::vector<Finding> judge_static_cache(const RuleContext& context);

std::vector<Finding> judge_static_cache(const RuleContext& context) { return state_findings(context); }

}  // namespace stateless::lint
