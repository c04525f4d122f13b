// The flags of RunOptions. The limits are for rare cases, so they are not among what --help has to say on one screen.
#include "cli/run_options.h"

#include <CLI/CLI.hpp>

namespace stateless::lint {

void add_run_options(CLI::App& app, RunOptions& options) {
    constexpr const char* group = "How it works";
    app.add_option("--cache-dir", options.cache_folder, "where facts of unchanged files are kept")
        ->type_name("DIR")
        ->group(group);
    CLI::Option* shared =
        app.add_option("--cache", options.shared_cache, "a Redis that has them too: redis://HOST?ttl=7d")
            ->type_name("URL")
            ->group(group);
    app.add_flag("--no-cache", options.no_cache, "read every file anew, and keep nothing")
        ->excludes(shared)
        ->group(group);
    app.add_flag("--cache-stats", options.cache_stats, "print what the cache had and holds")->group(group);
    app.add_flag("--timing", options.timing, "print where the time went")->group(group);
    app.add_option("--cache-limit", options.cache_mib, "")->group("");
    app.add_option("--unit-timeout", options.unit_seconds, "")
        ->check(CLI::NonNegativeNumber.description(""))
        ->group("");
    app.add_option("--unit-memory", options.unit_mib, "")->group("");
}

}  // namespace stateless::lint
