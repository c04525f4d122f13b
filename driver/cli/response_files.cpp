// A database may come from a stranger: what lies outside the build is not read for it.
#include "cli/response_files.h"

#include <algorithm>
#include <filesystem>

#include "cli/shell_words.h"
#include "model/json_document.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

bool is_inside(const fs::path& file, const std::string& folder) {
    std::error_code ignored;
    const fs::path root = fs::weakly_canonical(folder, ignored);
    const fs::path relative = file.lexically_relative(root);
    return !folder.empty() && !relative.empty() && *relative.begin() != "..";
}

}  // namespace

std::optional<std::string> expand_response_files(std::vector<std::string>& words, const std::string& directory,
                                                 const std::vector<std::string>& folders) {
    std::vector<std::string> result;
    for (std::string& word : words) {
        if (word.size() < 2 || word.front() != '@') {
            result.push_back(std::move(word));
            continue;
        }
        std::error_code ignored;
        const fs::path file = fs::weakly_canonical(fs::path(directory) / word.substr(1), ignored);
        const bool inside =
            std::any_of(folders.begin(), folders.end(), [&](const std::string& f) { return is_inside(file, f); });
        if (!inside || !fs::is_regular_file(file, ignored)) return word.substr(1);
        const auto inner = shell_words(read_text_file(file));
        if (!inner) return word.substr(1);
        result.insert(result.end(), inner->begin(), inner->end());
    }
    words = std::move(result);
    return std::nullopt;
}

}  // namespace stateless::lint
