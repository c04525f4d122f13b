// The host is an editor's language server.
#include "tidy/host.h"

#include "cache/fact_cache.h"
#include "clangd/last_programs.h"
#include "cli/files.h"

namespace stateless::lint::host {

Projects& projects() {
    static Projects shared(find_rules_folder());
    return shared;
}

bool is_editor() { return true; }

std::shared_ptr<const KnownProgram> last_program(const std::string& main_file, const std::string& models_digest) {
    static LastPrograms shared(default_cache_folder());
    return shared.of(main_file, models_digest);
}

}  // namespace stateless::lint::host
