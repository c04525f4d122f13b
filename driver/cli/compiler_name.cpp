// Compilers are told by the end of their names, since prefixes and versions vary: aarch64-none-linux-gnu-g++-12.
#include "cli/compiler_name.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "llvm/TargetParser/Triple.h"

namespace stateless::lint {
namespace {

std::string base_of(const std::string& program) {
    const std::size_t slash = program.find_last_of("/\\");
    std::string base = slash == std::string::npos ? program : program.substr(slash + 1);
    if (base.size() > 4) {
        std::string tail = base.substr(base.size() - 4);
        std::transform(tail.begin(), tail.end(), tail.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (tail == ".exe") base.resize(base.size() - 4);
    }
    return base;
}

/// "g++-12.2" -> "g++"
std::string_view without_version(std::string_view base) {
    std::string_view rest = base;
    while (!rest.empty() && (std::isdigit(static_cast<unsigned char>(rest.back())) || rest.back() == '.'))
        rest.remove_suffix(1);
    if (rest.size() < base.size() && rest.ends_with('-')) return rest.substr(0, rest.size() - 1);
    return base;
}

struct Ending {
    std::string_view name;
    bool cplusplus;
};
// Longest first where one ends with another.
constexpr std::array<Ending, 12> endings{{{"clang++", true},
                                          {"clang", false},
                                          {"g++", true},
                                          {"gcc", false},
                                          {"c++", true},
                                          {"cc", false},
                                          {"icpx", true},
                                          {"icpc", true},
                                          {"icx", false},
                                          {"icc", false},
                                          {"dpcpp", true},
                                          {"emcc", false}}};

struct Split {
    std::string_view prefix;  // with its '-'
    Ending ending;
};

std::optional<Split> split(std::string_view base) {
    for (const Ending& ending : endings) {
        if (!base.ends_with(ending.name)) continue;
        const std::string_view prefix = base.substr(0, base.size() - ending.name.size());
        if (prefix.empty() || prefix.ends_with('-') || prefix.ends_with('_')) return Split{prefix, ending};
    }
    if (base == "em++") return Split{"", {"em++", true}};
    return std::nullopt;
}

bool is_msvc(std::string base) {
    std::transform(base.begin(), base.end(), base.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return base == "cl" || base == "clang-cl";
}

bool looks_like_compiler(const std::string& word) {
    const std::string base = base_of(word);
    return is_msvc(base) || base == "nvcc" || split(without_version(base));
}

bool is_launcher(const std::string& word) {
    static constexpr std::array<std::string_view, 14> launchers{
        "ccache",    "sccache", "distcc", "icecc", "buildcache", "gomacc",  "rewrapper",
        "fastbuild", "env",     "nice",   "time",  "cmake",      "libtool", "xcrun"};
    const std::string base = base_of(word);
    return std::find(launchers.begin(), launchers.end(), base) != launchers.end();
}

bool is_assignment(const std::string& word) {
    const std::size_t equals = word.find('=');
    return equals != std::string::npos && equals > 0 && word.front() != '-' && word.find('/') > equals;
}

}  // namespace

CompilerName compiler_name(const std::string& program) {
    CompilerName result;
    const std::string base = base_of(program);
    if (is_msvc(base)) result.kind = CompilerName::Kind::msvc;
    if (base == "nvcc") result.kind = CompilerName::Kind::nvcc;
    const auto parts = split(without_version(base));
    if (!parts) return result;
    result.cplusplus = parts->ending.cplusplus;
    if (parts->prefix.size() > 1) {
        const std::string triple(parts->prefix.substr(0, parts->prefix.size() - 1));
        const bool has_parts = triple.find('-') != std::string::npos;
        if (has_parts && llvm::Triple(triple).getArch() != llvm::Triple::UnknownArch) result.target = triple;
    }
    return result;
}

std::size_t compiler_position(const std::vector<std::string>& arguments) {
    const bool wrapped = is_launcher(arguments.front()) || is_assignment(arguments.front());
    for (std::size_t index = 0; index < arguments.size(); ++index) {
        const std::string& word = arguments[index];
        if (!is_launcher(word) && !is_assignment(word) && looks_like_compiler(word)) return index;
        // Behind a compiler of unknown name, "-o cc" names a file.
        if (!wrapped && word.starts_with('-')) break;
    }
    if (!wrapped) return 0;
    for (std::size_t index = 0; index < arguments.size(); ++index) {
        const std::string& word = arguments[index];
        if (!is_launcher(word) && !is_assignment(word) && !word.starts_with('-')) return index;
    }
    return 0;
}

}  // namespace stateless::lint
