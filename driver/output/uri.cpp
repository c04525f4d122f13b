// Bytes are encoded as they are: a path is no text, and need not be UTF-8.
#include "output/uri.h"

namespace stateless::lint {

std::optional<std::string> relative_to(const std::string& file, const std::string& folder) {
    std::string_view prefix = folder;
    while (!prefix.empty() && prefix.back() == '/') prefix.remove_suffix(1);
    if (folder.empty() || file.size() <= prefix.size() + 1) return std::nullopt;
    if (!file.starts_with(prefix) || file[prefix.size()] != '/') return std::nullopt;
    return file.substr(prefix.size() + 1);
}

std::string percent_encoded(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char character : path) {
        const auto byte = static_cast<unsigned char>(character);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool digit = byte >= '0' && byte <= '9';
        if (letter || digit || std::string_view("-._~/").find(character) != std::string_view::npos) {
            result += character;
        } else {
            result += '%';
            result += digits[byte >> 4];
            result += digits[byte & 15];
        }
    }
    return result;
}

std::string file_uri(std::string_view absolute_path) { return "file://" + percent_encoded(absolute_path); }

}  // namespace stateless::lint
