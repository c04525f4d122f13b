// The names are conventions of C and C++ projects; a project with others says so in its configuration.
#include "cli/exclusion.h"

#include <string_view>

#include "model/models.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

std::string trimmed(std::string pattern) {
    if (pattern.starts_with("./")) pattern.erase(0, 2);
    while (pattern.size() > 1 && pattern.ends_with('/')) pattern.pop_back();
    return pattern;
}

/// Calls `test` with every leading part of the path that ends at a '/' or at the end.
template <typename Test>
bool any_leading_part(const std::string& path, Test test) {
    for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
        if (test(path.substr(0, end))) return true;
        if (end == std::string::npos) return false;
    }
}

bool matches(const std::string& pattern, const std::string& path) {
    if (pattern.starts_with("**/")) {
        const std::string rest = pattern.substr(3);
        for (std::size_t start = 0;; ++start) {
            if (matches("/" + rest, "/" + path.substr(start))) return true;
            start = path.find('/', start);
            if (start == std::string::npos) return false;
        }
    }
    if (pattern.find('/') != std::string::npos) {
        return any_leading_part(path, [&](const std::string& part) { return glob_match(pattern, part); });
    }
    std::size_t start = 0;
    for (std::size_t end = path.find('/');; end = path.find('/', start)) {
        if (glob_match(pattern, path.substr(start, end - start))) return true;
        if (end == std::string::npos) return false;
        start = end + 1;
    }
}

}  // namespace

Exclusion::Exclusion(std::string folder, std::vector<std::string> patterns) : folder_(std::move(folder)) {
    for (std::string& pattern : patterns) {
        if (pattern.starts_with('!')) patterns_.push_back("!" + trimmed(pattern.substr(1)));
        else patterns_.push_back(trimmed(std::move(pattern)));
    }
}

std::optional<bool> Exclusion::leaves_out(const std::string& file) const {
    const auto path = relative_to(file, folder_);
    if (!path) return std::nullopt;
    std::optional<bool> result;
    for (const std::string& pattern : patterns_) {
        const bool takes_in = pattern.starts_with('!');
        if (matches(takes_in ? pattern.substr(1) : pattern, *path)) result = !takes_in;
    }
    return result;
}

const std::vector<std::string>& default_exclusions() {
    static const std::vector<std::string> patterns{
        "third_party", "third-party", "thirdparty",    "3rdparty",   "3rd_party",     "vendor",         "vendored",
        "external",    "externals",   "extern",        "deps",       "_deps",         "node_modules",   "submodules",
        "test",        "tests",       "testing",       "unittest",   "unittests",     "unit_tests",     "bench",
        "benchmark",   "benchmarks",  "*_test.c*",     "*_tests.c*", "*_unittest.c*", "*_unittests.c*", "test_*.c*",
        "*.test.c*",   "*_test.h*",   "*_unittest.h*", "test_*.h*",  "*.test.h*"};
    return patterns;
}

const std::vector<std::string>& generated_exclusions() {
    static const std::vector<std::string> patterns{"build",      "build-*",   "build_*",   "cmake-build-*",
                                                   "CMakeFiles", "bazel-out", "bazel-bin", "generated"};
    return patterns;
}

}  // namespace stateless::lint
