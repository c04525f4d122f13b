// What makes two results of different runs the same result.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"

namespace stateless::lint {

/// GitHub's primaryLocationLineHash of every line of a file: a rolling hash of the 100 non-blank UTF-16 code units from
/// the beginning of the line, and which occurrence of that hash in the file it is. Element 0 is line 1.
std::vector<std::string> line_hashes(std::string_view text);

/// Our own keys, in the order of the findings. A key rests on rule, file in the project, entity and, among equals, the
/// order; no line enters, so it outlives edits above the finding.
std::vector<std::string> line_free_keys(const std::vector<Finding>& findings, const std::string& source_root);

}  // namespace stateless::lint
