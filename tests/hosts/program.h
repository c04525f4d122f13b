// Runs a program as its users do and takes what it prints.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/model_temporary_folder.h"

namespace stateless::lint::testing {

struct Outcome {
    int status = -1;  // -1: died of a signal
    std::string out;
    std::string err;
};

inline std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Runs in `folder`, without a shell, with these descriptors as its output.
inline int status_of_program(const std::vector<std::string>& words, const std::filesystem::path& folder, int to_out,
                             int to_err) {
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> raw;
        for (const std::string& word : words) raw.push_back(const_cast<char*>(word.c_str()));
        raw.push_back(nullptr);
        if (chdir(folder.c_str()) != 0 || dup2(to_out, 1) < 0 || dup2(to_err, 2) < 0) _exit(126);
        execv(raw[0], raw.data());
        _exit(127);
    }
    int state = 0;
    waitpid(child, &state, 0);
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

inline int new_file(const std::string& name) { return open(name.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600); }

inline Outcome run_program(const std::vector<std::string>& words, const std::filesystem::path& folder) {
    const TemporaryFolder captured;
    const std::string out = captured.path() / "out";
    const std::string err = captured.path() / "err";
    const int to_out = new_file(out);
    const int to_err = new_file(err);
    const int status = status_of_program(words, folder, to_out, to_err);
    close(to_out);
    close(to_err);
    return {status, read_file(out), read_file(err)};
}

/// As run_program(), with a terminal for stderr. What it prints there must fit the terminal's buffer of 4 KiB.
inline Outcome run_on_terminal(const std::vector<std::string>& words, const std::filesystem::path& folder) {
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) return {};
    const int to_err = open(ptsname(terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
    const TemporaryFolder captured;
    const std::string out = captured.path() / "out";
    const int to_out = new_file(out);
    Outcome outcome;
    outcome.status = status_of_program(words, folder, to_out, to_err);
    outcome.out = read_file(out);
    close(to_out);
    fcntl(terminal, F_SETFL, O_NONBLOCK);
    char buffer[4096];
    for (ssize_t count = 0; (count = read(terminal, buffer, sizeof buffer)) > 0;)
        outcome.err.append(buffer, static_cast<std::size_t>(count));
    close(to_err);
    close(terminal);
    return outcome;
}

}  // namespace stateless::lint::testing
