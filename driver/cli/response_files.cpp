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

class Expansion {
public:
    Expansion(const std::string& directory, const std::vector<std::string>& folders)
        : directory_(directory), folders_(folders) {}

    std::vector<std::string> words;
    std::optional<std::string> refused;

    void add(std::vector<std::string> given, unsigned depth = 0) {
        constexpr unsigned deepest = 8;  // a file that names itself ends here
        for (std::string& word : given) {
            if (refused) return;
            if (word.size() < 2 || word.front() != '@') {
                words.push_back(std::move(word));
                continue;
            }
            std::error_code ignored;
            const fs::path file = fs::weakly_canonical(fs::path(directory_) / word.substr(1), ignored);
            const bool inside =
                std::any_of(folders_.begin(), folders_.end(), [&](const std::string& f) { return is_inside(file, f); });
            const bool usable = inside && depth < deepest && fs::is_regular_file(file, ignored);
            auto inner = usable ? shell_words(read_text_file(file)) : std::nullopt;
            if (inner) add(std::move(*inner), depth + 1);
            else refused = word.substr(1);
        }
    }

private:
    const std::string& directory_;
    const std::vector<std::string>& folders_;
};

}  // namespace

std::optional<std::string> expand_response_files(std::vector<std::string>& words, const std::string& directory,
                                                 const std::vector<std::string>& folders) {
    Expansion expansion(directory, folders);
    expansion.add(std::move(words));
    words = std::move(expansion.words);
    return std::move(expansion.refused);
}

}  // namespace stateless::lint
