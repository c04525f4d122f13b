// stateless-lint doctor: what is wrong with a set-up, before a run says so file by file.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "cli/options.h"

namespace stateless::lint {

/// Looks at the rules, the compile database, the configuration, the models, Git, and a few units as samples; prints a
/// line for each that is sound, and for each that is not what to do. Returns 0 if all is sound, else 2.
int examine_setup(const Options& options, const std::filesystem::path& rules_folder, std::ostream& out);

}  // namespace stateless::lint
