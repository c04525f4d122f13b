// Which lines of a work tree a branch has changed, committed or not; and whether a finding has to do with them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"

namespace stateless::lint {

class ChangedLines {
public:
    /// From the output of `git diff --unified=0` with the prefixes a/ and b/, whose files are relative to `top`
    /// (absolute). Where lines were only taken away, the lines around the place count.
    void add_diff(std::string_view diff, const std::string& top);
    /// All lines of the file.
    void add_file(const std::string& file);

    /// True if one of the span's lines is changed.
    bool touched(const Span& span) const;
    /// True if the state, the write or a step of the path to it stands in a changed line.
    bool touched(const Finding& finding) const;

private:
    struct Lines {
        unsigned first = 0;
        unsigned last = 0;
    };
    std::map<std::string, std::vector<Lines>> by_file_;  // by its real name
};

/// What is changed in the work tree around `folder` since `reference` and HEAD went separate ways: committed, staged,
/// not staged and not tracked. Throws Misuse for a reference that git does not know, or without a common ancestor.
ChangedLines changed_since(const std::string& reference, const std::string& folder);

}  // namespace stateless::lint
