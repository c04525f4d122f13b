// The catalogue for a person at a terminal.
#pragma once

#include <string>

#include "model/catalog.h"

namespace stateless::lint {

/// A line per rule: id, severity, summary.
std::string list_rules(const Catalog& catalog);

/// All of one rule's text, wrapped.
std::string explain_rule(const RuleText& rule);

}  // namespace stateless::lint
