// The comments hold entries that are valid as they stand: taking the marks away is all there is to do.
#include "cli/init.h"

#include <filesystem>
#include <ostream>

#include "cli/compile_commands.h"
#include "cli/files.h"
#include "cli/load_program.h"
#include "cli/scope.h"
#include "model/misuse.h"
#include "output/unicode.h"

namespace stateless::lint {

namespace fs = std::filesystem;

std::string first_config() {
    return R"({
  // What stateless-lint looks at in this project. It is found upwards from the sources; comments are allowed.
  // What is left out here keeps its default. stateless-lint doctor checks this file.

  // Every rule is on. --list-rules prints them, --explain RULE prints a rule's options.
  "rules": {
    // "uncached-read": { "enabled": false },
    // "direct-db-port": { "options": { "allowed-hosts": ["migrations-db"] } }
  },

  // Files to leave out, besides the usual names of vendored code and tests. Without a '/' a pattern fits any part of a
  // path, with one the path from this file's folder on; '!' takes files in again; the last one that fits decides.
  "exclude": [
    // "generated",
    // "!external/ours"
  ],

  // What the project knows of its own libraries: files below this folder, or models themselves.
  "models": [
    // { "name": "our cache", "sinks": [{ "call": "acme::Cache::put", "kind": "cache-write", "system": "redis", "ttl_argument": 2 }] }
  ]
}
)";
}

int write_first_config(const Options& options, std::ostream& out) {
    std::error_code ignored;
    const std::string here = absolute_path(options.paths.empty() ? "." : options.paths.front());
    if (!fs::is_directory(here, ignored)) throw Misuse(here + ": there is no such folder");
    const std::string top = options.paths.empty() ? git_top(here) : "";
    const fs::path file = fs::path(top.empty() ? here : top) / ".stateless.json";
    if (fs::exists(fs::symlink_status(file, ignored))) throw Misuse(file.string() + ": is there already");
    write_atomically(file, first_config());
    out << "wrote " << printable(file.string()) << "\n";
    std::string build = options.build;
    if (build.empty()) {
        try {
            build = find_compile_commands(file.parent_path()).parent_path().string();
        } catch (const Misuse&) {
            out << "\n" << how_to_get_a_database() << "\n";
            return 0;
        }
    }
    out << "next: stateless-lint doctor -p " << printable(build) << "\n"
        << "then: stateless-lint -p " << printable(build) << "\n";
    return 0;
}

}  // namespace stateless::lint
