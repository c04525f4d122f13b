// Quotes and backslashes only: build systems write nothing else into a compile database.
#include "cli/shell_words.h"

namespace stateless::lint {

std::optional<std::vector<std::string>> shell_words(std::string_view line) {
    constexpr std::string_view escapable_in_quotes = "\\\"$`\n";
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char character = line[at];
        const bool has_next = at + 1 < line.size();
        if (quote == '\'') {
            if (character == '\'') quote = 0;
            else word += character;
        } else if (character == '\\' && has_next &&
                   (quote == 0 || escapable_in_quotes.find(line[at + 1]) != std::string_view::npos)) {
            if (line[++at] != '\n') word += line[at];
            in_word = true;
        } else if (quote == '"') {
            if (character == '"') quote = 0;
            else word += character;
        } else if (character == '"' || character == '\'') {
            quote = character;
            in_word = true;
        } else if (character == ' ' || character == '\t' || character == '\n' || character == '\r') {
            if (in_word) words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else {
            word += character;
            in_word = true;
        }
    }
    if (quote != 0) return std::nullopt;
    if (in_word) words.push_back(std::move(word));
    return words;
}

}  // namespace stateless::lint
