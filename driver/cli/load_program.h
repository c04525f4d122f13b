// From the options to facts: finds the database, decides what is read, parses it or takes the facts of an earlier run.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/clean_command.h"
#include "cli/compile_commands.h"
#include "cli/config.h"
#include "cli/facts_folder.h"
#include "cli/options.h"
#include "cli/scope.h"
#include "cli/timing.h"
#include "model/models.h"

namespace stateless::lint {

struct LoadRequest {
    const Options& options;
    const Config& config;
    const Models& models;
    std::ostream* progress;  // nullptr: no progress line
    std::ostream& notes;     // of --cache-stats and --timing
    Timing& timing;
};

struct LoadedProgram {
    FactsProgram program;  // sorted; units that could not be read are there with their gap alone
    std::size_t units_read = 0;
};

/// The compile database that the options ask for. Throws Misuse if there is none.
CompileDatabase load_database(const Options& options);

/// The top of the source tree: as asked, or where the units are.
std::string source_root_of(const Options& options, const CompileDatabase& database);

/// How commands of the database are made fit for our front end; compilers are asked once each, if they may be.
CleaningOptions cleaning_for(const Options& options, const CompileDatabase& database, const Models& models);

/// The models of the rules folder, and those that the configuration and the options add. Throws Misuse.
Models load_models(const Options& options, const Config& config, const std::filesystem::path& rules_folder);

/// The configuration that the options name, or the nearest one to the paths or the source root; empty if there is none.
/// Throws Misuse.
Config load_config(const Options& options, const std::string& source_root, const Catalog& catalog,
                   const std::filesystem::path& rules_folder);

/// What of the database's program is judged, as options and configuration say.
Scope scope_of(const Options& options, const Config& config, const CompileDatabase& database,
               const std::string& source_root);

LoadedProgram load_from_code(const LoadRequest& request, const CompileDatabase& database,
                             const std::string& source_root);
LoadedProgram load_from_facts(const LoadRequest& request);

}  // namespace stateless::lint
