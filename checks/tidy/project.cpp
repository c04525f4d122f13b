// The command-line program's own readers, so that both hosts refuse the same files with the same words.
#include "tidy/project.h"

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

}  // namespace

Projects::Projects(fs::path rules_folder)
    : rules_folder_(std::move(rules_folder)), catalog_(Catalog::load(rules_folder_ / "catalog")) {}

const Project& Projects::of(const std::string& main_file) {
    const std::string file = find_config(main_file).value_or("").string();
    const auto known = projects_.find(file);
    if (known != projects_.end()) return known->second;
    Config config;
    if (!file.empty()) config = read_config(file, catalog_, rules_folder_ / "schema" / "config.schema.json");
    Models models = Models::load(rules_folder_ / "models", config.models);
    return projects_.emplace(file, Project{std::move(config), std::move(models)}).first->second;
}

const FactsProgram& Projects::program(const std::string& program_file, const std::string& main_file,
                                      const Models& models) {
    const fs::path folder = facts_folder(found_upwards(program_file, main_file));
    const std::string key = folder.string() + '\n' + models.digest();
    const auto known = programs_.find(key);
    if (known != programs_.end()) return known->second;
    return programs_.emplace(key, read_facts({folder}, {extract_build_id(), models.digest()})).first->second;
}

}  // namespace stateless::lint
