// What a source file's project says about it: its .stateless.json with models of its own, what of its sources is the
// user's own, and the facts of the whole program. Read again when the files change; knows no Clang.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/config.h"
#include "cli/scope.h"
#include "model/catalog.h"
#include "model/facts.h"
#include "model/models.h"
#include "tidy/file_stamp.h"

namespace stateless::lint {

struct Project {
    Config config;
    Models models;
};

/// Facts of a whole program. Units are shared by all that know them.
struct KnownProgram {
    std::string source_root;
    std::vector<std::shared_ptr<const UnitFacts>> units;
};

/// Thread-safe. What it hands out never changes: who has it sees the project as it was then.
class Projects {
public:
    /// Throws Misuse if the catalogue in the folder is not readable.
    explicit Projects(std::filesystem::path rules_folder);

    const Catalog& catalog() const { return catalog_; }

    /// The project whose .stateless.json is nearest above the file; one without configuration if there is none. Throws
    /// Misuse for a configuration or a model that is wrong.
    std::shared_ptr<const Project> of(const std::string& main_file);

    /// The program that `program_file` names: the index that --dump-facts wrote, or its folder. A relative name is
    /// looked for from the main file's folder upwards. While the facts are being written anew, it is the one before.
    /// Throws Misuse for facts that cannot be used with these models.
    std::shared_ptr<const KnownProgram> program(const std::string& program_file, const std::string& main_file,
                                                const Models& models);

private:
    template <typename T>
    struct Read {
        std::vector<FileStamp> from;
        std::shared_ptr<const T> value;
    };

    std::filesystem::path rules_folder_;
    Catalog catalog_;
    std::mutex mutex_;
    std::map<std::string, Read<Project>> projects_;       // by configuration file
    std::map<std::string, Read<KnownProgram>> programs_;  // by folder and models
};

/// What of the source tree is the user's own, as the command-line program decides it; the tree is the known program's,
/// or the Git work tree. Where nothing tells where it begins, all but system headers is: nullopt.
std::optional<Scope> scope_of(const std::string& main_file, const Config& config, const KnownProgram* program);

}  // namespace stateless::lint
