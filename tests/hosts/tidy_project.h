// A small project in a temporary folder, linted by both hosts.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "hosts/diagnostics.h"
#include "hosts/program.h"

namespace stateless::lint::testing {

class TidyProject {
public:
    std::string checks = "-*,stateless-*";

    const std::filesystem::path& path() const { return folder_.path(); }

    void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }

    /// build/compile_commands.json, made as CMake does: with names relative to the build folder.
    void compiles(const std::vector<std::string>& sources) const {
        nlohmann::json database = nlohmann::json::array();
        for (const std::string& name : sources) {
            database.push_back(
                {{"directory", (path() / "build").string()},
                 {"file", "../" + name},
                 {"command",
                  "clang++ -std=c++20 -isystem " STATELESS_SOURCE_DIR "/test-fixtures/include -c ../" + name}});
        }
        write("build/compile_commands.json", database.dump(1));
    }

    Outcome lint(std::vector<std::string> arguments = {}) const {
        arguments.insert(arguments.begin(), {STATELESS_LINT_BINARY, "-p", "build"});
        return run_program(arguments, path());
    }

    /// clang-tidy with the plugin and, unless the arguments say otherwise, `checks`.
    Outcome tidy(std::vector<std::string> arguments) const {
        std::vector<std::string> words{STATELESS_CLANG_TIDY, "--load=" STATELESS_TIDY_PLUGIN, "-p", "build",
                                       "--header-filter=.*"};
        const auto chooses = [](const std::string& word) { return word.starts_with("--checks="); };
        if (std::none_of(arguments.begin(), arguments.end(), chooses)) words.push_back("--checks=" + checks);
        words.insert(words.end(), arguments.begin(), arguments.end());
        return run_program(words, path());
    }

    std::vector<std::string> diagnostics(const Outcome& outcome) const {
        return diagnostics_in(outcome.out, path() / "build");
    }

private:
    TemporaryFolder folder_;
};

inline std::string check_options(const std::string& yaml) { return "--config={CheckOptions: {" + yaml + "}}"; }

}  // namespace stateless::lint::testing
