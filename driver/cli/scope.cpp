// Only units decide where the tree is: a header may come from anywhere.
#include "cli/scope.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "cli/files.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

bool is_or_inside(const std::string& file, const std::string& folder) {
    return file == folder || relative_to(file, folder);
}

std::string common_folder(const std::string& a, const std::string& b) {
    fs::path result;
    const fs::path left(a), right(b);
    for (auto x = left.begin(), y = right.begin(); x != left.end() && y != right.end() && *x == *y; ++x, ++y)
        result /= *x;
    return result.string();
}

/// A unity build's unit: it includes sources. Cheap to tell, since such files are short.
bool includes_sources(const std::string& file) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.find("#include") == std::string::npos) continue;
        for (const char* ending : {".cpp\"", ".cc\"", ".cxx\"", ".c\"", ".cpp>", ".cc>"}) {
            if (line.find(ending) != std::string::npos) return true;
        }
    }
    return false;
}

}  // namespace

bool lies_in(const std::string& file, const std::string& path) {
    return is_or_inside(file, path) || is_or_inside(real_path(file), real_path(path));
}

Scope::Names Scope::names_below(const std::string& root) {
    return {root, Exclusion(root, default_exclusions()), Exclusion(root, generated_exclusions())};
}

Scope::Scope(std::string root, std::string build_folder, std::vector<Exclusion> exclusions)
    : root_(std::move(root)), given_(names_below(root_)), real_(names_below(real_path(root_))),
      build_folder_(std::move(build_folder)), usual_in_build_(build_folder_, default_exclusions()),
      exclusions_(std::move(exclusions)) {}

/// What lies in the tree is what its real name says; a link out of the tree counts by the name of the link.
Scope::Class Scope::class_of(const std::string& file) const {
    const std::string real = real_path(file);
    const bool really_inside = relative_to(real, real_.root).has_value();
    if (!really_inside && !relative_to(file, given_.root)) return Class::outside;
    const std::optional<bool> by_link = chosen(file);
    const std::optional<bool> by_name = chosen(real);
    if (by_link == true || by_name == true) return Class::left_out;
    if (by_link == false || by_name == false) return Class::own;
    return really_inside ? usual_class(real, real_) : usual_class(file, given_);
}

std::optional<bool> Scope::chosen(const std::string& file) const {
    std::optional<bool> left_out;
    for (const Exclusion& exclusion : exclusions_) {
        if (const auto verdict = exclusion.leaves_out(file)) left_out = verdict;
    }
    return left_out;
}

Scope::Class Scope::usual_class(const std::string& file, const Names& names) const {
    if (names.usual.leaves_out(file) == true) return Class::left_out;
    const bool in_build = relative_to(build_folder_, names.root) && relative_to(file, build_folder_);
    return in_build || names.generated.leaves_out(file) ? Class::generated : Class::own;
}

bool Scope::judges(const std::string& file) const { return class_of(file) == Class::own; }

bool Scope::reads(const std::string& unit) const {
    switch (class_of(unit)) {
    case Class::own: return true;
    case Class::left_out: return false;
    case Class::generated: return includes_sources(unit);
    case Class::outside:
        return relative_to(unit, build_folder_) && !usual_in_build_.leaves_out(unit) && includes_sources(unit);
    }
    return false;
}

std::string git_top(const std::string& folder) {
    std::error_code ignored;
    std::string submodule;
    for (fs::path at = folder;; at = at.parent_path()) {
        const fs::path mark = at / ".git";
        if (fs::is_directory(mark, ignored)) return at.string();
        if (fs::is_regular_file(mark, ignored)) {
            std::ifstream stream(mark);
            std::stringstream text;
            text << stream.rdbuf();
            if (text.str().find("/modules/") == std::string::npos) return at.string();  // a linked work tree
            if (submodule.empty()) submodule = at.string();
        }
        if (at == at.root_path() || at.empty()) return submodule;
    }
}

namespace {

/// Files that people keep at the top of a project, whatever builds it.
bool looks_like_a_project(const fs::path& folder) {
    static constexpr const char* marks[] = {
        "CMakeLists.txt", "Makefile",      "makefile",     "meson.build", "configure.ac",
        "BUILD.bazel",    "WORKSPACE",     "MODULE.bazel", "xmake.lua",   "premake5.lua",
        "SConstruct",     "conanfile.txt", "conanfile.py", "vcpkg.json",  "README.md",
        "README",         "README.txt",    "LICENSE",      "LICENSE.txt", "LICENSE.md",
        ".gitignore",     ".clang-format", ".clang-tidy",  "Dockerfile",  "docker-compose.yml"};
    std::error_code ignored;
    return std::any_of(std::begin(marks), std::end(marks),
                       [&](const char* mark) { return fs::exists(folder / mark, ignored); });
}

/// Headers often lie beside the folder of the sources (src and include), so without Git the tree begins at the topmost
/// of an unbroken chain of project folders around the sources, and holds the folder that the build folder lies in. A
/// configuration marks the top by itself.
std::string project_top(const std::string& sources, const std::string& build) {
    constexpr int farthest = 4;
    const char* home = std::getenv("HOME");
    const auto holds_more = [&](const fs::path& folder) {
        const std::string name = folder.string();
        return !folder.has_relative_path() || (home && is_or_inside(home, name));
    };
    std::string top = sources;
    fs::path at(sources);
    bool in_chain = false;
    for (int up = 0; up <= farthest + 1 && !holds_more(at); ++up, at = at.parent_path()) {
        std::error_code ignored;
        if (fs::exists(at / ".stateless.json", ignored)) return at.string();
        const bool marked = looks_like_a_project(at);
        if (marked) top = at.string();
        else if (in_chain) break;
        in_chain = in_chain || marked;
    }
    const fs::path around_build = is_or_inside(sources, build) ? fs::path(build) : fs::path(build).parent_path();
    const bool is_own = around_build.parent_path().has_relative_path() && !holds_more(around_build);
    if (is_own && is_or_inside(top, around_build.string())) return around_build.string();
    return top;
}

}  // namespace

std::string find_source_root(const CompileDatabase& database) {
    const std::string build = database.folder.string();
    std::vector<std::string> folders;
    for (const bool outside_build : {true, false}) {
        for (const CompileEntry& entry : database.entries) {
            if (outside_build && relative_to(entry.file, build)) continue;
            folders.push_back(fs::path(entry.file).parent_path().string());
        }
        if (!folders.empty()) break;
    }
    std::sort(folders.begin(), folders.end());
    folders.erase(std::unique(folders.begin(), folders.end()), folders.end());

    std::string common = folders.front();
    std::map<std::string, std::size_t> tops;
    for (const std::string& folder : folders) {
        common = common_folder(common, folder);
        if (const std::string top = git_top(folder); !top.empty()) ++tops[top];
    }
    // A dependency fetched into the tree is a work tree of its own, and part of the tree around it.
    for (auto inner = tops.begin(); inner != tops.end();) {
        const auto outer = std::find_if(tops.begin(), tops.end(), [&](const auto& other) {
            return relative_to(inner->first, other.first).has_value();
        });
        if (outer == tops.end()) {
            ++inner;
        } else {
            outer->second += inner->second;
            inner = tops.erase(inner);
        }
    }
    if (tops.empty()) return project_top(common, build);
    if (tops.size() > 1 && fs::path(common).has_relative_path()) return common;
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    return std::max_element(tops.begin(), tops.end(), fewer)->first;
}

}  // namespace stateless::lint
