// The folder with the compiler's own stddef.h is left out: Clang brings its own, and two of them do not mix.
#include "cli/query_driver.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> run(const std::vector<std::string>& words) {
    llvm::SmallString<128> answer;
    if (llvm::sys::fs::createTemporaryFile("stateless-query", "txt", answer)) return std::nullopt;
    const llvm::FileRemover remover(answer);
    const std::vector<llvm::StringRef> arguments(words.begin(), words.end());
    const std::array<std::optional<llvm::StringRef>, 3> redirects{llvm::StringRef(""), llvm::StringRef(""),
                                                                  llvm::StringRef(answer)};
    constexpr unsigned seconds = 10;
    if (llvm::sys::ExecuteAndWait(words.front(), arguments, std::nullopt, redirects, seconds) != 0) return std::nullopt;
    const auto buffer = llvm::MemoryBuffer::getFile(answer);
    if (!buffer) return std::nullopt;
    return (*buffer)->getBuffer().str();
}

bool holds_compilers_own_headers(const fs::path& folder) {
    std::error_code ignored;
    if (folder.filename() == "include-fixed") return true;
    return fs::exists(folder / "stddef.h", ignored) && !fs::exists(folder / "stdlib.h", ignored);
}

}  // namespace

CompilerIncludes parse_compiler_answer(const std::string& text) {
    CompilerIncludes result;
    std::istringstream lines(text);
    bool in_list = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("Target: ")) {
            result.target = line.substr(8);
        } else if (line.starts_with("#include <...>")) {
            in_list = true;
        } else if (line.starts_with("End of search list")) {
            in_list = false;
        } else if (in_list && line.starts_with(' ')) {
            result.folders.push_back(fs::path(line.substr(1)).lexically_normal().string());
        }
    }
    return result;
}

std::optional<CompilerIncludes> DriverQuery::ask(const std::string& compiler, const std::string& directory,
                                                 const std::vector<std::string>& flags, bool cplusplus) {
    if (allowed_.empty()) return std::nullopt;
    std::string path = compiler;
    if (compiler.find('/') == std::string::npos) {
        const auto found = llvm::sys::findProgramByName(compiler);
        if (!found) return std::nullopt;
        path = *found;
    } else {
        // Without "..", by which any program would seem to lie in a folder that is allowed.
        path = (fs::path(directory) / compiler).lexically_normal().string();
    }
    const auto allows = [&](const std::string& glob) { return glob_match(glob, path); };
    if (std::none_of(allowed_.begin(), allowed_.end(), allows)) return std::nullopt;

    std::vector<std::string> words{path, cplusplus ? "-xc++" : "-xc", "-E", "-v"};
    for (std::size_t index = 0; index < flags.size(); ++index) {
        if (flags[index].starts_with("--sysroot=") || flags[index] == "-m32") words.push_back(flags[index]);
        if (flags[index] == "-isysroot" && index + 1 < flags.size())
            words.insert(words.end(), {"-isysroot", flags[index + 1]});
    }
    words.push_back("/dev/null");
    auto [entry, fresh] = known_.try_emplace(words);
    if (fresh) {
        if (const auto answer = run(words)) entry->second = parse_compiler_answer(*answer);
        if (entry->second) std::erase_if(entry->second->folders, holds_compilers_own_headers);
        if (entry->second && entry->second->folders.empty()) entry->second = std::nullopt;
    }
    return entry->second;
}

}  // namespace stateless::lint
