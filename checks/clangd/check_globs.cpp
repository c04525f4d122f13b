// Globs are separated by commas or line ends, and the last one that matches decides.
#include "clangd/check_globs.h"

#include <algorithm>
#include <string_view>

namespace stateless::lint {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

std::string checks_with_ours(const std::string& checks) {
    std::size_t after_last = 0;
    for (std::size_t begin = 0; begin < checks.size();) {
        const std::size_t end = std::min(checks.find_first_of(",\n", begin), checks.size());
        const bool is_reset = trimmed(std::string_view(checks).substr(begin, end - begin)) == "-*";
        begin = end + 1;
        if (is_reset) after_last = std::min(begin, checks.size());
    }
    const std::string before = checks.substr(0, after_last);
    const std::string after = checks.substr(after_last);
    const bool is_ended = before.empty() || before.ends_with(',') || before.ends_with('\n');
    return before + (is_ended ? "" : ",") + "stateless-*" + (after.empty() ? "" : ",") + after;
}

}  // namespace stateless::lint
