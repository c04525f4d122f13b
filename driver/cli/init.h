// stateless-lint init: a first configuration in which everything is said and nothing is changed yet.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/options.h"

namespace stateless::lint {

/// The text of a .stateless.json that means the same as none, with what can be set in comments.
std::string first_config();

/// Writes it to the folder that PATH names, else to the top of the Git work tree, else here, and prints the next step.
/// Returns the exit status. Throws Misuse if there is one already, which is never replaced.
int write_first_config(const Options& options, std::ostream& out);

}  // namespace stateless::lint
