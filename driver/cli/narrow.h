// What of a program's findings is reported: not what the baseline lists, not what no change touches, not what lies
// outside of the paths that were asked for. All of it after judgement, which always is about the whole program.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "cli/baseline.h"
#include "cli/changed_lines.h"
#include "cli/options.h"
#include "model/catalog.h"
#include "model/facts.h"
#include "output/report.h"

namespace stateless::lint {

class Narrowing {
public:
    /// Reads the baseline. Throws Misuse for a bad one, and for options that exclude each other.
    Narrowing(const Options& options, const std::filesystem::path& rules_folder);

    /// Asks Git what has changed in the work tree around the source root, if that is wanted. Throws Misuse.
    void look_for_changes(const std::string& source_root);

    /// Leaves in the report what is to be reported, with remarks about suppressions and the baseline. Writes the
    /// baseline if that is asked for, and says so to `err`. `facts` are the program's; `is_server` is false where
    /// nothing serves, so that a suppression cannot be told to be unused.
    void apply(Report& report, const UnitFacts& facts, bool is_server, const Catalog& catalog, std::ostream& err) const;

private:
    void apply_baseline(Report& report, std::ostream& err) const;

    const Options& options_;
    std::optional<Baseline> baseline_;
    std::optional<ChangedLines> changes_;
};

/// Throws Misuse if `file`, which `option` names, cannot be written: its folder is missing, or it is a folder.
void check_output(const std::string& file, const std::string& option);

}  // namespace stateless::lint
