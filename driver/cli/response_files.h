// Arguments that a build system put into a file: @objects.rsp.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

/// Replaces every "@file" by the words in the file, and those in it likewise. Only files inside one of `folders` are
/// read, wherever symbolic links lead; returns the first that cannot be used.
std::optional<std::string> expand_response_files(std::vector<std::string>& words, const std::string& directory,
                                                 const std::vector<std::string>& folders);

}  // namespace stateless::lint
