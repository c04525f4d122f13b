// A command line as a POSIX shell would split it, without any expansion.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stateless::lint {

/// nullopt if a quote is not closed.
std::optional<std::vector<std::string>> shell_words(std::string_view line);

}  // namespace stateless::lint
