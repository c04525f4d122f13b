// What all checks of one clang-tidy process share: models and catalogue, read once, and the findings of the unit at
// hand, computed once however many checks are on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/finding.h"
#include "model/models.h"

namespace clang {
class ASTContext;
}

namespace stateless::lint {

class UnitFindings {
public:
    /// Throws Misuse if the rules folder is not readable.
    explicit UnitFindings(const std::string& rules_folder);

    const Catalog& catalog() const { return catalog_; }

    /// Forgets the unit; called when the next one starts.
    void start_unit() { findings_.reset(); }
    /// Options of one rule, as JSON text by name; what is not given has the catalogue's default.
    void set_options(const std::string& rule, const RuleOptions& options) { options_[rule] = options; }
    /// The index file that `stateless-lint --dump-facts` wrote, or its folder; empty: the unit is the whole program.
    void set_program_file(const std::string& path) { program_file_ = path; }

    /// Findings of all rules at places in this unit. Throws Misuse for a program file that cannot be used.
    const std::vector<Finding>& of(clang::ASTContext& context);

private:
    Models models_;
    Catalog catalog_;
    std::map<std::string, RuleOptions> options_;
    std::string program_file_;
    std::optional<std::vector<Finding>> findings_;
};

}  // namespace stateless::lint
