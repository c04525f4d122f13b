// Code in front of all routes that does its work only for some paths: `if (!path.starts_with("/api")) return;`. Refuses
// to know how tests combine: what tests a path in any way that may list exceptions guards all.
#pragma once

#include <string>
#include <vector>

#include "program/analysis.h"
#include "rules/support/downstream.h"

namespace stateless::lint {

class PathGuard {
public:
    /// `run`: what the middleware runs.
    PathGuard(const Analysis& analysis, const Downstream::Run& run);

    /// The work is done for some paths only, so far as can be told.
    bool is_partial() const { return !prefixes_.empty(); }
    /// It is done for routes of this path; true for every path where it is done for all.
    bool covers(const std::string& path) const;

private:
    std::vector<std::string> prefixes_;
};

}  // namespace stateless::lint
