// What a compiler's name tells: which of a command's words it is, what it compiles and for which machine.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace stateless::lint {

struct CompilerName {
    enum class Kind {
        gnu,   // takes gcc's flags
        msvc,  // takes cl.exe's
        nvcc,
    };
    Kind kind = Kind::gnu;
    bool cplusplus = false;  // g++, c++, clang++: takes a .c file for C++
    std::string target;      // "arm-linux-gnueabihf" of arm-linux-gnueabihf-g++; empty for the host's
};

CompilerName compiler_name(const std::string& program);

/// Where the compiler stands behind launchers (ccache, distcc, env A=b ...); 0 if nothing there looks like a compiler.
std::size_t compiler_position(const std::vector<std::string>& arguments);

}  // namespace stateless::lint
