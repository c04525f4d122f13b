// What the state rules share: which rule a state entity belongs to, and how a finding is made from it.
#pragma once

#include <vector>

#include "rules/rule.h"

namespace stateless::lint {

/// The id of the one rule that reports the entity: by purpose where a rule of the build covers it, else by kind.
std::string rule_of(const StateEntity& state);

/// Findings for all states that belong to the context's rule.
std::vector<Finding> state_findings(const RuleContext& context);

}  // namespace stateless::lint
