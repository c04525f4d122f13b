// Small questions about text that several grammars ask: case, blanks and words of ASCII.
#pragma once

#include <string>

namespace stateless::lint {

inline std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

inline std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// "cache:product:\x01" as an identifier whose words a lexicon knows: whatever is no letter or digit becomes '_'.
inline std::string identifier_of(std::string text) {
    for (char& c : text) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!word) c = '_';
    }
    return text;
}

inline bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace stateless::lint
