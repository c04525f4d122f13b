// Which units the last run over a source tree read, by the names of their facts in the cache, for whoever looks at one
// of them later: an editor. Kept beside the facts, so that nobody else can decide what is in it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

struct LastProgram {
    struct Unit {
        std::string main_file;  // absolute
        std::string facts;      // FactCache::facts_named()
        bool operator==(const Unit&) const = default;
    };
    std::string source_root;
    std::string tool_build;  // extract_build_id()
    std::string models_digest;
    std::vector<Unit> units;
    bool operator==(const LastProgram&) const = default;
};

/// Replaces what an earlier run over the same tree with the same compile database left; leaves the file as it is if
/// nothing has changed. Never throws: a disk that is full or read-only remembers nothing.
void remember_program(const std::filesystem::path& cache_folder, const std::string& database_folder,
                      const LastProgram& program);

/// The files of all programs that the cache remembers.
std::vector<std::filesystem::path> remembered_programs(const std::filesystem::path& cache_folder);

/// nullopt for what is gone, or is no such file.
std::optional<LastProgram> read_remembered(const std::filesystem::path& file);

}  // namespace stateless::lint
