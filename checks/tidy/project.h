// What a source file's project says about it: its .stateless.json with models of its own, and the facts of the whole
// program. Read once per process, however many units clang-tidy is given; knows no Clang.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "cli/config.h"
#include "cli/facts_folder.h"
#include "model/catalog.h"
#include "model/models.h"

namespace stateless::lint {

struct Project {
    Config config;
    Models models;
};

class Projects {
public:
    /// Throws Misuse if the catalogue in the folder is not readable.
    explicit Projects(std::filesystem::path rules_folder);

    const Catalog& catalog() const { return catalog_; }

    /// The project whose .stateless.json is nearest above the file; one without configuration if there is none. Throws
    /// Misuse for a configuration or a model that is wrong.
    const Project& of(const std::string& main_file);

    /// The program that `program_file` names: the index that --dump-facts wrote, or its folder. A relative name is
    /// looked for from the main file's folder upwards. Throws Misuse for facts that cannot be used with these models.
    const FactsProgram& program(const std::string& program_file, const std::string& main_file, const Models& models);

private:
    std::filesystem::path rules_folder_;
    Catalog catalog_;
    std::map<std::string, Project> projects_;       // by configuration file
    std::map<std::string, FactsProgram> programs_;  // by folder and models
};

}  // namespace stateless::lint
