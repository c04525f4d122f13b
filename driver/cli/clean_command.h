// A build system's command, made for any compiler, as a command that Clang can parse with. Decides which flags matter
// to what the code means; optimisation, warnings, output, plug-ins and everything Clang does not know are left out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/compile_commands.h"
#include "extract/extract.h"

namespace stateless::lint {

struct CompilerIncludes {
    std::vector<std::string> folders;
    std::string target;
};

struct CleaningOptions {
    std::string resource_dir;
    /// Response files are read only inside this folder or the entry's own directory.
    std::string database_folder;
    /// Given to units in C++20 and later that gcc compiles: NAME=VALUE.
    std::vector<std::string> gcc_macros;
    /// Asks the real compiler (its name, more flags, whether C++) for its include folders; empty or nullopt: not asked.
    std::function<std::optional<CompilerIncludes>(const std::string& compiler, const std::string& directory,
                                                  const std::vector<std::string>& flags, bool cplusplus)>
        query_compiler;
};

/// Exactly one of `command` and `gap` is set, or neither for what is no C or C++ (assembler, resources).
struct CleanedCommand {
    std::optional<UnitCommand> command;
    std::optional<Gap> gap;
};

CleanedCommand clean_command(const CompileEntry& entry, const CleaningOptions& options);

}  // namespace stateless::lint
