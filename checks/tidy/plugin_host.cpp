// The host is clang-tidy: what it prints depends on what it is told, and not on what ran before.
#include "tidy/host.h"

namespace stateless::lint::host {

Projects& projects() {
    static Projects shared(STATELESS_RULES_DIR);
    return shared;
}

bool is_editor() { return false; }

std::shared_ptr<const KnownProgram> last_program(const std::string&, const std::string&) { return nullptr; }

}  // namespace stateless::lint::host
