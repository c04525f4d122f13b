// What a host prints in Clang's form, as values: a finding with the notes of its path, whatever stands between them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace stateless::lint::testing {

/// One text per finding, sorted: a line for the finding, one for each note. Names of files are absolute, and a rule's
/// severity, which clang-tidy does not print, is left out.
inline std::vector<std::string> diagnostics_in(const std::string& output, const std::filesystem::path& folder) {
    static const std::regex form(R"(^(.+?):(\d+:\d+): (warning|error|note|gap): (.*)$)");
    std::vector<std::string> found;
    std::istringstream lines(output);
    std::smatch part;
    for (std::string line; std::getline(lines, line);) {
        if (!std::regex_match(line, part, form)) continue;
        const std::string file = std::filesystem::weakly_canonical(folder / part[1].str()).string();
        const std::string words = part[4];
        const bool finding = words.ends_with(']') && words.find("[stateless-") != std::string::npos;  // of any severity
        const bool note = part[3] == "note" && !finding;
        const std::string text = file + ":" + part[2].str() + (note ? ": note: " : ": ") + words + "\n";
        if (note && !found.empty()) found.back() += "  " + text;
        else found.push_back(text);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace stateless::lint::testing
