// What of a program is the user's own: where the source tree begins, which units are read, which files are judged and
// which findings are asked for. Knows paths only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/compile_commands.h"
#include "cli/exclusion.h"

namespace stateless::lint {

class Scope {
public:
    /// `root` and `build_folder` are absolute and normalised. `exclusions` are asked after the default ones.
    Scope(std::string root, std::string build_folder, std::vector<Exclusion> exclusions);

    const std::string& root() const { return root_; }
    /// The file is the user's own code.
    bool judges(const std::string& file) const;
    /// The unit is worth reading: it is, or includes, code to judge.
    bool reads(const std::string& unit) const;

private:
    enum class Class { own, left_out, generated, outside };
    Class class_of(const std::string& file) const;
    /// `file` by its name as given, or by its real name: the root is the one of the same kind.
    struct Names {
        std::string root;
        Exclusion usual;
        Exclusion generated;
    };
    static Names names_below(const std::string& root);
    /// What the user's own exclusions say of the file, true for "leave it out".
    std::optional<bool> chosen(const std::string& file) const;
    Class usual_class(const std::string& file, const Names& names) const;

    std::string root_;
    Names given_;
    Names real_;
    std::string build_folder_;
    Exclusion usual_in_build_;
    std::vector<Exclusion> exclusions_;
};

/// True if the file is `path` or lies below it; symbolic links are followed where the names alone do not tell.
bool lies_in(const std::string& file, const std::string& path);

/// The folder of the Git work tree that holds most units outside the build folder, submodules counted for the tree that
/// holds them. Without Git, the folder around them all that has a project's usual files (CMakeLists.txt, README.md) or
/// holds the build folder; where there is none, the deepest folder that holds them all.
std::string find_source_root(const CompileDatabase& database);

/// The top of the Git work tree around the folder; empty if there is none.
std::string git_top(const std::string& folder);

}  // namespace stateless::lint
