// UTF-8 by the table of well-formed byte sequences in the Unicode standard: overlong forms, surrogates and values above
// U+10FFFF are refused at the first byte that cannot go on.
#include "output/unicode.h"

namespace stateless::lint {

CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned first = byte(at);
    if (first < 0x80) return {first, 1};
    unsigned more = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    char32_t value = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        more = 1;
        value = first & 0x1F;
    } else if (first >= 0xE0 && first <= 0xEF) {
        more = 2;
        value = first & 0x0F;
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
    } else if (first >= 0xF0 && first <= 0xF4) {
        more = 3;
        value = first & 0x07;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
    } else {
        return {0xFFFD, 1};
    }
    std::size_t length = 1;
    for (; length <= more; ++length) {
        if (at + length >= text.size() || byte(at + length) < low || byte(at + length) > high) return {0xFFFD, length};
        value = (value << 6) | (byte(at + length) & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    return {value, length};
}

std::string valid_utf8(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const CodePoint point = decode(bytes, at);
        // A U+FFFD that the text itself holds is three bytes long and passes through unchanged.
        if (point.value == 0xFFFD) result += "\xEF\xBF\xBD";
        else result += bytes.substr(at, point.length);
        at += point.length;
    }
    return result;
}

namespace {

bool is_control(char32_t value) {
    const bool turns_direction = (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
    return value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0x2028 || value == 0x2029 || turns_direction;
}

}  // namespace

std::string printable(std::string_view bytes, LineEnds line_ends) {
    std::string result;
    result.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const CodePoint point = decode(bytes, at);
        const bool control = is_control(point.value);
        const bool kept = point.value == '\n' && line_ends == LineEnds::kept;
        if (point.value == 0xFFFD || (control && !kept)) result += "\xEF\xBF\xBD";
        else result += bytes.substr(at, point.length);
        at += point.length;
    }
    return result;
}

std::u16string utf16(std::string_view bytes) {
    std::u16string result;
    result.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const CodePoint point = decode(bytes, at);
        if (point.value >= 0x10000) {
            result += static_cast<char16_t>(0xD800 + ((point.value - 0x10000) >> 10));
            result += static_cast<char16_t>(0xDC00 + ((point.value - 0x10000) & 0x3FF));
        } else {
            result += static_cast<char16_t>(point.value);
        }
        at += point.length;
    }
    return result;
}

unsigned utf16_column(std::string_view line, unsigned byte_column) {
    unsigned column = 1;
    std::size_t at = 0;
    while (at < line.size() && at + 1 < byte_column) {
        const CodePoint point = decode(line, at);
        column += point.value >= 0x10000 ? 2 : 1;
        at += point.length;
    }
    if (at + 1 < byte_column) column += byte_column - static_cast<unsigned>(at) - 1;
    return column;
}

}  // namespace stateless::lint
