// The compile database as it is written: which file is compiled where, with which command. What of a command Clang can
// use is decided in clean_command.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stateless::lint {

struct CompileEntry {
    std::string directory;               // absolute
    std::string file;                    // absolute, normalised, in its folder's real path
    std::vector<std::string> arguments;  // the compiler's name first
};

struct CompileDatabase {
    std::filesystem::path file;    // absolute
    std::filesystem::path folder;  // of the real file, symbolic links followed: the build folder
    std::vector<CompileEntry> entries;
};

/// `build` is compile_commands.json or its folder. What a link in `source_root` (absolute, or empty) leads out of it
/// keeps the link's name, as in a sandbox that a build system makes of links. Throws Misuse, with file:line for what is
/// wrong inside, and with the way to get a database where there is none.
CompileDatabase read_compile_commands(const std::filesystem::path& build, const std::string& source_root = {});

/// The nearest compile_commands.json in `start`, its build/ folder, or above. Throws Misuse if there is none.
std::filesystem::path find_compile_commands(const std::filesystem::path& start);

/// How to get a compile database from each build system, in lines.
std::string how_to_get_a_database();

}  // namespace stateless::lint
