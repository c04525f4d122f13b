// The order of the database never shows: units are sorted, and a file that is compiled twice in the same way is one
// unit.
#include "cli/load_program.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <ostream>
#include <thread>
#include <tuple>

#include "cache/fact_cache.h"
#include "cache/last_program.h"
#include "cli/extract_units.h"
#include "cli/files.h"
#include "cli/query_driver.h"
#include "cli/scope.h"
#include "model/misuse.h"
#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

UnitFacts only_gap(Gap gap) {
    UnitFacts facts;
    facts.main_file = gap.unit;
    facts.gaps.push_back(std::move(gap));
    return facts;
}

bool is_source(const std::string& file) {
    const std::string extension = fs::path(file).extension().string();
    return extension == ".c" || extension == ".cc" || extension == ".cpp" || extension == ".cxx" ||
           extension == ".c++" || extension == ".C";
}

/// A source that was asked for by name and that nobody compiles: silence would read as "clean".
void note_unknown_paths(const Options& options, const CompileDatabase& database, const Scope& scope,
                        std::vector<UnitFacts>& units) {
    for (const std::string& given : options.paths) {
        const std::string path = absolute_path(given);
        std::error_code ignored;
        if (!fs::is_regular_file(path, ignored) || !is_source(path)) continue;
        const auto names_it = [&](const CompileEntry& entry) { return lies_in(entry.file, path); };
        const bool listed = std::any_of(database.entries.begin(), database.entries.end(), names_it);
        if (listed && scope.reads(path)) continue;
        Gap gap;
        gap.kind = Gap::Kind::command_not_usable;
        gap.unit = path;
        gap.detail = listed ? "the file is left out by --exclude, .stateless.json or its name"
                            : "the file is not in the compile database";
        units.push_back(only_gap(std::move(gap)));
    }
}

struct Commands {
    std::vector<UnitCommand> usable;
    std::vector<UnitFacts> unusable;
};

Commands collect_commands(const Options& options, const CompileDatabase& database, const Scope& scope,
                          const Models& models) {
    const CleaningOptions cleaning = cleaning_for(options, database, models);
    Commands result;
    for (const CompileEntry& entry : database.entries) {
        if (!scope.reads(entry.file)) continue;
        CleanedCommand cleaned = clean_command(entry, cleaning);
        if (cleaned.gap) result.unusable.push_back(only_gap(std::move(*cleaned.gap)));
        if (cleaned.command) result.usable.push_back(std::move(*cleaned.command));
    }
    const auto key = [](const UnitCommand& command) {
        return std::tie(command.file, command.directory, command.arguments);
    };
    std::sort(result.usable.begin(), result.usable.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
    result.usable.erase(std::unique(result.usable.begin(), result.usable.end(), same), result.usable.end());
    return result;
}

struct OpenCache {
    std::unique_ptr<FactCache> cache;
    std::string folder;
    std::string reason;  // why there is none
    std::shared_ptr<SharedStore> shared;
};

std::shared_ptr<SharedStore> open_shared_cache(const RunOptions& options) {
    if (options.shared_cache.empty()) return nullptr;
    const char* password = std::getenv("STATELESS_CACHE_PASSWORD");
    return std::make_shared<SharedStore>(SharedStoreSettings{options.shared_cache, password ? password : ""});
}

/// A cache that cannot be used is misuse where the user named it, and none otherwise.
OpenCache open_cache(const RunOptions& options, const ExtractOptions& extract) {
    OpenCache result;
    result.shared = open_shared_cache(options);
    if (options.no_cache) {
        result.reason = "is off";
        return result;
    }
    result.folder =
        options.cache_folder.empty() ? default_cache_folder().string() : absolute_path(options.cache_folder);
    result.reason =
        result.folder.empty() ? "has no folder, since HOME is not set" : prepare_cache_folder(result.folder);
    if (result.reason.empty()) {
        CacheSettings settings{result.folder, options.cache_mib << 20, result.shared};
        result.cache = std::make_unique<FactCache>(std::move(settings), extract);
    } else if (!options.cache_folder.empty()) {
        throw Misuse(options.cache_folder + ": cannot be the cache: " + result.reason);
    }
    return result;
}

/// For editors.
void remember(const OpenCache& cache, const CompileDatabase& database, const std::string& source_root,
              const Models& models, const Extraction& extraction) {
    LastProgram program{source_root, extract_build_id(), models.digest(), {}};
    for (std::size_t index = 0; index < extraction.units.size(); ++index) {
        if (!extraction.kept_as[index].empty())
            program.units.push_back({extraction.units[index].main_file, extraction.kept_as[index]});
    }
    remember_program(cache.folder, database.folder.string(), program);
}

std::string describe_cache(const OpenCache& cache, const Extraction& extraction) {
    if (!cache.cache) return "stateless-lint: the cache " + cache.folder + " " + cache.reason + "\n";
    const FactCache::Stats stats = cache.cache->stats();
    std::string text = "stateless-lint: the cache " + printable(cache.folder) + " had " +
                       std::to_string(extraction.from_cache - extraction.from_shared_cache) + " of " +
                       std::to_string(extraction.units.size()) + " units; it holds " + std::to_string(stats.entries) +
                       " in " + std::to_string((stats.bytes + (1u << 19)) >> 20) + " MiB\n";
    if (cache.shared)
        text += "stateless-lint: the cache " + printable(cache.shared->describe()) + " had " +
                std::to_string(extraction.from_shared_cache) + " more\n";
    return text;
}

/// Why the shared cache that the user asked for was of no or little use; empty if it was not.
std::string trouble_of_shared(const OpenCache& cache) {
    if (!cache.shared) return {};
    const std::string name = "stateless-lint: the cache " + printable(cache.shared->describe());
    if (!cache.cache)
        return name + " is not used: " + cache.folder + " " + cache.reason + "; --cache-dir names another folder\n";
    const std::string trouble = cache.shared->trouble();
    return trouble.empty() ? "" : name + " was given up: " + printable(trouble) + "\n";
}

}  // namespace

namespace {

/// As --source-root says; empty without it.
std::string given_source_root(const Options& options) {
    if (options.source_root.empty()) return {};
    std::error_code ignored;
    if (!fs::is_directory(options.source_root, ignored))
        throw Misuse(options.source_root + ": there is no such folder");
    return absolute_path(fs::canonical(options.source_root, ignored).string());
}

}  // namespace

CompileDatabase load_database(const Options& options) {
    const std::string root = given_source_root(options);
    if (!options.build.empty()) return read_compile_commands(options.build, root);
    return read_compile_commands(find_compile_commands(options.paths.empty() ? "." : options.paths.front()), root);
}

std::string source_root_of(const Options& options, const CompileDatabase& database) {
    return options.source_root.empty() ? find_source_root(database) : given_source_root(options);
}

CleaningOptions cleaning_for(const Options& options, const CompileDatabase& database, const Models& models) {
    CleaningOptions cleaning;
    for (const Model& model : models.files())
        cleaning.gcc_macros.insert(cleaning.gcc_macros.end(), model.gcc_macros.begin(), model.gcc_macros.end());
    cleaning.resource_dir = STATELESS_RESOURCE_DIR;
    cleaning.database_folder = database.folder.string();
    cleaning.query_compiler = [query = std::make_shared<DriverQuery>(options.query_driver)](
                                  const auto& compiler, const auto& directory, const auto& flags, bool cplusplus) {
        return query->ask(compiler, directory, flags, cplusplus);
    };
    return cleaning;
}

Models load_models(const Options& options, const Config& config, const fs::path& rules_folder) {
    std::vector<JsonDocument> extra = config.models;
    for (const std::string& file : options.models) extra.push_back(JsonDocument::read_settings(file));
    return Models::load(rules_folder / "models", extra);
}

Scope scope_of(const Options& options, const Config& config, const CompileDatabase& database,
               const std::string& source_root) {
    std::vector<Exclusion> exclusions;
    if (!config.folder.empty()) exclusions.emplace_back(config.folder, config.exclusions);
    exclusions.emplace_back(source_root, options.exclude);
    return Scope(source_root, database.folder.string(), std::move(exclusions));
}

Config load_config(const Options& options, const std::string& source_root, const Catalog& catalog,
                   const std::filesystem::path& rules_folder) {
    std::optional<fs::path> file;
    if (!options.config.empty()) {
        file = options.config;
    } else {
        file = find_config(options.paths.empty() ? "." : options.paths.front());
        if (!file && !source_root.empty()) file = find_config(source_root);
    }
    if (!file) return {};
    return read_config(*file, catalog, rules_folder / "schema" / "config.schema.json");
}

LoadedProgram load_from_code(const LoadRequest& request, const CompileDatabase& database,
                             const std::string& source_root) {
    const Options& options = request.options;
    const Scope scope = scope_of(options, request.config, database, source_root);

    LoadedProgram result;
    result.program.source_root = source_root;
    Commands commands = collect_commands(options, database, scope, request.models);
    if (commands.usable.empty() && commands.unusable.empty()) {
        throw Misuse(database.file.string() + ": none of its " + std::to_string(database.entries.size()) +
                     " entries is a C or C++ source to judge below " + source_root +
                     "; all are left out by --exclude, .stateless.json or their names");
    }

    result.program.shard = parse_shard(options.shard, "--shard");
    keep_shard(commands.usable, result.program.shard);
    keep_shard(commands.unusable, result.program.shard);

    ExtractOptions extract;
    extract.models = &request.models;
    extract.whole_headers = options.whole_headers;
    extract.source_root = source_root;
    extract.is_user_file = [&scope](const std::string& file) { return scope.judges(file); };
    ExtractionPlan plan;
    if (request.progress) {
        plan.progress = [&](std::size_t done, const UnitCommand& command) {
            const std::string name = printable(relative_to(command.file, source_root).value_or(command.file));
            *request.progress << "\r\033[K[" << done << "/" << commands.usable.size() << "] " << name.substr(0, 60)
                              << std::flush;
            if (done == commands.usable.size()) *request.progress << "\r\033[K" << std::flush;
        };
    }
    plan.jobs = options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    plan.unit_seconds = options.run.unit_seconds;
    plan.unit_mib = options.run.unit_mib;
    const OpenCache cache = open_cache(options.run, extract);
    plan.cache = cache.cache.get();
    Extraction extraction = extract_units(commands.usable, extract, plan);
    request.timing.add("cache", extraction.cache_seconds);
    request.timing.add("parse", extraction.times.parse);
    request.timing.add("extract", extraction.times.extract);
    if (options.run.cache_stats) request.notes << describe_cache(cache, extraction);
    request.notes << trouble_of_shared(cache);
    if (options.run.timing && extraction.peak_mib != 0)
        request.notes << "stateless-lint: parsing took at most " << extraction.peak_mib << " MiB in one process\n";
    if (cache.cache && result.program.shard.count == 1)
        remember(cache, database, source_root, request.models, extraction);
    result.program.units = std::move(extraction.units);
    result.units_read = result.program.units.size();
    for (UnitFacts& unit : commands.unusable) result.program.units.push_back(std::move(unit));
    note_unknown_paths(options, database, scope, result.program.units);
    return result;
}

LoadedProgram load_from_facts(const LoadRequest& request) {
    LoadedProgram result;
    const std::vector<fs::path> folders(request.options.facts.begin(), request.options.facts.end());
    result.program =
        read_facts(folders, {extract_build_id(), request.models.digest()}, given_source_root(request.options));
    const auto was_read = [](const UnitFacts& unit) {
        return std::none_of(unit.gaps.begin(), unit.gaps.end(),
                            [](const Gap& gap) { return gap.kind == Gap::Kind::command_not_usable; });
    };
    result.units_read =
        static_cast<std::size_t>(std::count_if(result.program.units.begin(), result.program.units.end(), was_read));
    return result;
}

}  // namespace stateless::lint
