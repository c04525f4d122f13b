// The grammar that HTTP headers share (RFC 9110): tokens, optional white space, quoted strings, lists. Knows no header.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace stateless::detail {

constexpr bool is_digit(char character) { return character >= '0' && character <= '9'; }

constexpr char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

constexpr bool is_token_character(char character) {
    const char low = lower(character);
    if (is_digit(character) || (low >= 'a' && low <= 'z')) return true;
    return std::string_view("!#$%&'*+-.^_`|~").find(character) != std::string_view::npos;
}

constexpr bool is_blank(char character) { return character == ' ' || character == '\t'; }

constexpr std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

inline std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& character : result) character = lower(character);
    return result;
}

constexpr bool same_ignoring_case(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    for (std::size_t at = 0; at < left.size(); ++at)
        if (lower(left[at]) != lower(right[at])) return false;
    return true;
}

/// Reads a header's text from the left. Never reads past its end, and each call but at_end() and peek() moves on or
/// fails.
class HeaderReader {
public:
    explicit constexpr HeaderReader(std::string_view text) : rest_(text) {}

    [[nodiscard]] constexpr bool at_end() const { return rest_.empty(); }
    [[nodiscard]] constexpr char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    constexpr void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }

    constexpr bool take(char wanted) {
        if (rest_.empty() || rest_.front() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }

    constexpr std::string_view token() {
        std::size_t length = 0;
        while (length < rest_.size() && is_token_character(rest_[length])) ++length;
        return taken(length);
    }

    /// Everything up to one of these characters, or to the end.
    constexpr std::string_view until(std::string_view stops) {
        return taken(std::min(rest_.find_first_of(stops), rest_.size()));
    }

    /// A quoted string, whose opening quote is next; unescapes into `value`. False if it does not end.
    bool quoted(std::string& value) {
        value.clear();
        if (!take('"')) return false;
        while (!rest_.empty()) {
            char character = rest_.front();
            rest_.remove_prefix(1);
            if (character == '"') return true;
            if (character == '\\') {
                if (rest_.empty()) return false;
                character = rest_.front();
                rest_.remove_prefix(1);
            }
            value.push_back(character);
        }
        return false;
    }

private:
    constexpr std::string_view taken(std::size_t length) {
        const std::string_view head = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return head;
    }

    std::string_view rest_;
};

}  // namespace stateless::detail
