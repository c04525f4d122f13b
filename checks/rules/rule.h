// A rule as a value: an id and a function from a judged program to findings. The catalogue JSON holds its words.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/finding.h"
#include "program/analysis.h"

namespace stateless::lint {

/// What a rule may ask: the program, what is reachable, the state entities with their purpose, its own options.
struct RuleContext {
    const Analysis& analysis;  // program, reach, lifetimes, states, values
    const RuleText& text;
    const RuleOptions& options;  // every option of the catalogue has a value here
};

struct Rule {
    std::string id;
    std::vector<Finding> (*judge)(const RuleContext&);
};

/// All rules of the build, sorted by id. CMake derives the table from rules/catalog/*.json.
const std::vector<Rule>& all_rules();

/// Runs the rules named by `enabled` (empty: all), applies suppressions, sorts. `options` by rule id.
std::vector<Finding> judge(const Analysis& analysis, const Catalog& catalog, const std::vector<std::string>& enabled,
                           const std::map<std::string, RuleOptions>& options);

}  // namespace stateless::lint
