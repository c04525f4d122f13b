// The command-line program's own readers, so that both hosts refuse the same files with the same words.
#include "tidy/project.h"

#include "cli/facts_folder.h"
#include "extract/extract.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

constexpr const char* index_name = "program.json";

/// clang-tidy changes to each unit's build folder, so a relative name says nothing by itself.
fs::path found_upwards(const fs::path& name, const fs::path& main_file) {
    if (name.is_absolute()) return name;
    std::error_code ignored;
    for (fs::path folder = main_file.parent_path();; folder = folder.parent_path()) {
        if (fs::exists(folder / name, ignored)) return (folder / name).lexically_normal();
        if (folder == folder.parent_path()) break;
    }
    throw Misuse(name.string() + ": stateless-ProgramFile is neither below " + main_file.parent_path().string() +
                 " nor below a folder above it; stateless-lint --dump-facts writes it");
}

fs::path facts_folder(const fs::path& program_file) {
    std::error_code ignored;
    if (fs::is_directory(program_file, ignored)) return program_file;
    if (program_file.filename() == index_name) return program_file.parent_path();
    throw Misuse(program_file.string() +
                 ": stateless-ProgramFile wants the folder that stateless-lint --dump-facts wrote, or the " +
                 index_name + " in it");
}

/// Units as they are shared.
std::shared_ptr<const KnownProgram> read_program(const fs::path& folder, const Models& models) {
    FactsProgram facts = read_facts({folder}, {extract_build_id(), models.digest()});
    auto program = std::make_shared<KnownProgram>();
    program->source_root = std::move(facts.source_root);
    for (UnitFacts& unit : facts.units) program->units.push_back(std::make_shared<const UnitFacts>(std::move(unit)));
    return program;
}

}  // namespace

Projects::Projects(fs::path rules_folder)
    : rules_folder_(std::move(rules_folder)), catalog_(Catalog::load(rules_folder_ / "catalog")) {}

std::shared_ptr<const Project> Projects::of(const std::string& main_file) {
    const std::string file = find_config(main_file).value_or("").string();
    const std::lock_guard lock(mutex_);
    Read<Project>& known = projects_[file];
    if (known.value && are_unchanged(known.from)) return known.value;
    std::vector<FileStamp> from;
    if (!file.empty()) from.push_back(stamp_of(file));
    Config config;
    if (!file.empty()) config = read_config(file, catalog_, rules_folder_ / "schema" / "config.schema.json");
    for (const JsonDocument& model : config.models) from.push_back(stamp_of(model.file()));
    Models models = Models::load(rules_folder_ / "models", config.models);
    known = {std::move(from), std::make_shared<const Project>(Project{std::move(config), std::move(models)})};
    return known.value;
}

std::shared_ptr<const KnownProgram> Projects::program(const std::string& program_file, const std::string& main_file,
                                                      const Models& models) {
    const fs::path folder = facts_folder(found_upwards(program_file, main_file));
    const std::lock_guard lock(mutex_);
    Read<KnownProgram>& known = programs_[folder.string() + '\n' + models.digest()];
    if (known.value && are_unchanged(known.from)) return known.value;
    const FileStamp index = stamp_of(folder / index_name);  // written last
    try {
        known = {{index}, read_program(folder, models)};
    } catch (const Misuse&) {
        const bool being_written = index.inode == 0 || stamp_of(folder / index_name) != index;
        if (!known.value || !being_written) throw;
    }
    return known.value;
}

std::optional<Scope> scope_of(const std::string& main_file, const Config& config, const KnownProgram* program) {
    std::string root = program ? program->source_root : git_top(fs::path(main_file).parent_path().string());
    if (root.empty()) root = config.folder;
    if (root.empty()) return std::nullopt;
    std::vector<Exclusion> exclusions;
    if (!config.folder.empty()) exclusions.emplace_back(config.folder, config.exclusions);
    return Scope(root, "", std::move(exclusions));
}

}  // namespace stateless::lint
