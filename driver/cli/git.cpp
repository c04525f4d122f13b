// Every way that git's manual names for a configuration to run a program is closed: by an option of the command, by a
// setting that wins over the file's, or by an environment without git's variables.
#include "cli/git.h"

#include <array>
#include <cstdlib>
#include <optional>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include "model/misuse.h"

namespace stateless::lint {
namespace {

std::string text_of(const llvm::SmallString<128>& file) {
    const auto buffer = llvm::MemoryBuffer::getFile(file);
    return buffer ? (*buffer)->getBuffer().str() : "";
}

std::vector<std::string> environment() {
    // No variable of git's own is handed on: a hook sets some that speak of another tree.
    std::vector<std::string> result{"LC_ALL=C",
                                    "GIT_OPTIONAL_LOCKS=0",
                                    "GIT_TERMINAL_PROMPT=0",
                                    "GIT_NO_LAZY_FETCH=1",
                                    "GIT_ALLOW_PROTOCOL=none",
                                    "GIT_ATTR_NOSYSTEM=1"};
    for (const char* name : {"PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"}) {
        if (const char* value = std::getenv(name)) result.push_back(std::string(name) + "=" + value);
    }
    return result;
}

}  // namespace

Git::Git(std::string folder) : folder_(std::move(folder)) {
    const auto found = llvm::sys::findProgramByName("git");
    if (!found) throw Misuse("--since needs git, which is not in PATH");
    program_ = *found;
    overrides_ = {"-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false",
                  "-c", "diff.external=",  "-c", "core.pager=cat",           "-c", "protocol.allow=never"};
    // A filter changes what a file of the work tree is compared as, by running a program.
    const std::string names = run({"config", "--list", "--name-only", "-z"});
    for (std::size_t start = 0; start < names.size();) {
        const std::size_t end = std::min(names.find('\0', start), names.size());
        const std::string name = names.substr(start, end - start);
        start = end + 1;
        if (!name.starts_with("filter.")) continue;
        if (name.find_first_of("=\n") != std::string::npos)
            throw Misuse("--since: git's configuration has the setting '" + name + "', which cannot be switched off");
        const bool required = name.ends_with(".required");
        overrides_.insert(overrides_.end(), {"-c", name + (required ? "=false" : "=")});
    }
}

std::string Git::run(const std::vector<std::string>& words) const {
    const Answer answer = ask(words);
    if (answer.status == 0) return answer.out;
    std::string reason = answer.err.substr(0, answer.err.find('\n'));
    if (reason.starts_with("fatal: ")) reason.erase(0, 7);
    throw Misuse("--since: git " + words.front() + " failed" + (reason.empty() ? "" : ": " + reason));
}

Git::Answer Git::ask(const std::vector<std::string>& words) const {
    llvm::SmallString<128> out;
    llvm::SmallString<128> err;
    if (llvm::sys::fs::createTemporaryFile("stateless-git", "out", out) ||
        llvm::sys::fs::createTemporaryFile("stateless-git", "err", err)) {
        throw Misuse("--since: no temporary file can be made");
    }
    const llvm::FileRemover remove_out(out);
    const llvm::FileRemover remove_err(err);
    std::vector<std::string> all{program_, "--no-pager"};
    all.insert(all.end(), overrides_.begin(), overrides_.end());
    all.insert(all.end(), {"-C", folder_});
    all.insert(all.end(), words.begin(), words.end());
    const std::vector<llvm::StringRef> arguments(all.begin(), all.end());
    const std::vector<std::string> settings = environment();
    const std::vector<llvm::StringRef> variables(settings.begin(), settings.end());
    const std::array<std::optional<llvm::StringRef>, 3> redirects{llvm::StringRef(""), llvm::StringRef(out),
                                                                  llvm::StringRef(err)};
    Answer answer;
    answer.status = llvm::sys::ExecuteAndWait(program_, arguments, llvm::ArrayRef(variables), redirects);
    answer.out = text_of(out);
    answer.err = text_of(err);
    return answer;
}

}  // namespace stateless::lint
