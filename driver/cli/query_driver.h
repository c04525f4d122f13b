// The real compiler's own include folders. Running a program that a compile database names is running a stranger's
// program, so only compilers that the user named by --query-driver are run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/clean_command.h"

namespace stateless::lint {

class DriverQuery {
public:
    /// Globs over the absolute path of a compiler that may be run.
    explicit DriverQuery(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}

    /// nullopt if the compiler is not allowed, cannot be run or says nothing. Asks once per compiler and flags.
    std::optional<CompilerIncludes> ask(const std::string& compiler, const std::string& directory,
                                        const std::vector<std::string>& flags, bool cplusplus);

private:
    std::vector<std::string> allowed_;
    std::map<std::vector<std::string>, std::optional<CompilerIncludes>> known_;
};

/// What gcc and clang print for -v -E: the target and the folders between the two marks.
CompilerIncludes parse_compiler_answer(const std::string& text);

}  // namespace stateless::lint
