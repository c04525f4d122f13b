// Runs a program as its users do and takes what it prints.
#pragma once

#include <cstdio>
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

/// Runs in `folder`, without a shell.
inline Outcome run_program(const std::vector<std::string>& words, const std::filesystem::path& folder) {
    const TemporaryFolder captured;
    const std::string out = captured.path() / "out";
    const std::string err = captured.path() / "err";
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> raw;
        for (const std::string& word : words) raw.push_back(const_cast<char*>(word.c_str()));
        raw.push_back(nullptr);
        const int to_out = open(out.c_str(), O_CREAT | O_WRONLY, 0600);
        const int to_err = open(err.c_str(), O_CREAT | O_WRONLY, 0600);
        if (chdir(folder.c_str()) != 0 || dup2(to_out, 1) < 0 || dup2(to_err, 2) < 0) _exit(126);
        execv(raw[0], raw.data());
        _exit(127);
    }
    int state = 0;
    waitpid(child, &state, 0);
    return {WIFEXITED(state) ? WEXITSTATUS(state) : -1, read_file(out), read_file(err)};
}

}  // namespace stateless::lint::testing
