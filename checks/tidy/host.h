// What differs between the programs that run the checks. Each of them defines these once: the clang-tidy plugin in
// plugin_host.cpp, stateless-clangd in its own folder. Thread-safe.
#pragma once

#include <memory>
#include <string>

#include "tidy/project.h"

namespace stateless::lint::host {

/// The one of the process. Throws Misuse if the catalogue is not readable.
Projects& projects();

/// A person looks at one file at a time: what lies in others is not printed, .stateless.json decides which rules run,
/// and a finding comes with a way to silence it.
bool is_editor();

/// The program of the last run of stateless-lint that has the file in it; nullptr if there is none, or the host does
/// not look for one.
std::shared_ptr<const KnownProgram> last_program(const std::string& main_file, const std::string& models_digest);

}  // namespace stateless::lint::host
