// Which files of a source tree are looked at. Patterns speak of paths relative to a folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

/// Patterns in order; the last that matches decides. "!" before one takes files in again. Without a '/' it matches any
/// part of the path, a folder or the file; with one it matches the path from the folder on, or a leading part of it.
/// '*' also matches '/'. "**/" at the beginning matches at any depth.
class Exclusion {
public:
    Exclusion(std::string folder, std::vector<std::string> patterns);

    /// True: leave the file out; false: take it in; nullopt: no pattern speaks of it.
    std::optional<bool> leaves_out(const std::string& file) const;

private:
    std::string folder_;
    std::vector<std::string> patterns_;
};

/// Vendored code and tests, in the names that projects give them.
const std::vector<std::string>& default_exclusions();
/// Build output: no code to judge, but a unity build's units there include the user's sources.
const std::vector<std::string>& generated_exclusions();

}  // namespace stateless::lint
