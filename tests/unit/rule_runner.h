// Runs one rule of the catalogue, at its default options unless told otherwise, over a hand-built program.
#pragma once

#include "rules/rule.h"
#include "unit/program_builder.h"

namespace stateless::lint {

inline std::vector<Finding> run_rule(const std::string& id, std::vector<Finding> (*rule)(const RuleContext&),
                                     const ProgramBuilder& build, const RuleOptions& changed = {}) {
    const Catalog catalog = Catalog::load(std::string(STATELESS_SOURCE_DIR) + "/rules/catalog");
    const RuleText* text = catalog.find(id);
    RuleOptions options = default_options(*text);
    for (const auto& [name, value] : changed) options[name] = value;
    const Models models = build.models();
    const Program program = build.link(models);
    const Analysis analysis = analyse(program);
    return rule(RuleContext{analysis, *text, options});
}

}  // namespace stateless::lint
