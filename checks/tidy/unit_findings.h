// What all checks of one unit share: their options, and the findings, computed once however many checks are on.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/finding.h"
#include "tidy/project.h"

namespace clang {
class ASTContext;
}

namespace stateless::lint {

/// Of one unit, on its thread. `projects` must outlive it.
class UnitFindings {
public:
    explicit UnitFindings(Projects& projects) : projects_(projects) {}

    /// Forgets the unit; called when the next one starts.
    void start_unit() { findings_.reset(); }
    /// Options of one rule, as JSON text by name; what is not given has the configuration's value, or the catalogue's.
    void set_options(const std::string& rule, const RuleOptions& options) { options_[rule] = options; }
    /// The index file that `stateless-lint --dump-facts` wrote, or its folder; empty: what the host knows of the
    /// program, or the unit is the whole program.
    void set_program_file(const std::string& path) { program_file_ = path; }

    /// Findings of all rules at places in this unit, less what an annotation silences: NOLINT is clang-tidy's to
    /// apply and to count. Throws Misuse, once per unit, for a configuration or a program file that cannot be used;
    /// the unit has no findings then.
    const std::vector<Finding>& of(clang::ASTContext& context);

    /// A NOLINT comment speaks of the rule on this line. clang-tidy cuts a finding's notes off at such a line.
    bool is_nolint_line(const std::string& rule, const Span& span) const;

private:
    std::vector<Finding> judge_unit(clang::ASTContext& context);

    Projects& projects_;
    std::map<std::string, RuleOptions> options_;
    std::string program_file_;
    std::optional<std::vector<Finding>> findings_;
    std::vector<Suppression> suppressions_;  // of the whole program
};

}  // namespace stateless::lint
