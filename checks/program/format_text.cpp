// Format strings: the printf and the brace notation, each read in one pass.
#include "program/format_text.h"

#include <cctype>

namespace stateless::lint {
namespace {

class Pieces {
public:
    void literal(char c, std::size_t offset) {
        if (pieces_.empty() || pieces_.back().argument) pieces_.push_back({"", {}, offset});
        pieces_.back().text += c;
    }
    void argument(unsigned number, std::size_t offset) { pieces_.push_back({"", number, offset}); }
    std::vector<FormatPiece> take() { return std::move(pieces_); }

private:
    std::vector<FormatPiece> pieces_;
};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// The position after the replacement field that starts at `open`, or npos where the brace opens none.
std::size_t field_end(const std::string& format, std::size_t open) {
    std::size_t at = open + 1;
    while (at < format.size() && is_digit(format[at])) ++at;
    if (at < format.size() && format[at] == ':') {
        for (int depth = 0; at < format.size(); ++at) {
            if (format[at] == '"' || format[at] == ',') return std::string::npos;
            if (format[at] == '{') ++depth;
            if (format[at] == '}' && depth-- == 0) break;
        }
    }
    return at < format.size() && format[at] == '}' ? at + 1 : std::string::npos;
}

bool has_brace_field(const std::string& format) {
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '{') continue;
        if (at + 1 < format.size() && format[at + 1] == '{') {
            ++at;
            continue;
        }
        if (field_end(format, at) != std::string::npos) return true;
    }
    return false;
}

std::vector<FormatPiece> parse_braces(const std::string& format) {
    Pieces pieces;
    unsigned next = 0;
    for (std::size_t at = 0; at < format.size();) {
        const char c = format[at];
        const bool doubled = at + 1 < format.size() && format[at + 1] == c;
        if ((c == '{' || c == '}') && doubled) {
            pieces.literal(c, at);
            at += 2;
            continue;
        }
        const std::size_t end = c == '{' ? field_end(format, at) : std::string::npos;
        if (end == std::string::npos) {
            pieces.literal(c, at);
            ++at;
            continue;
        }
        unsigned number = 0;
        std::size_t digit = at + 1;
        for (; is_digit(format[digit]); ++digit) number = number * 10 + static_cast<unsigned>(format[digit] - '0');
        pieces.argument(digit > at + 1 ? number : next++, at);
        at = end;
    }
    return pieces.take();
}

std::vector<FormatPiece> parse_percent(const std::string& format, bool sized_binary) {
    Pieces pieces;
    unsigned next = 0;
    for (std::size_t at = 0; at < format.size();) {
        if (format[at] != '%') {
            pieces.literal(format[at], at);
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        unsigned stars = 0;
        for (; end < format.size() && std::string("-+ #0123456789.*'").find(format[end]) != std::string::npos; ++end) {
            if (format[end] == '*') ++stars;
        }
        while (end < format.size() && std::string("hlLqjzt").find(format[end]) != std::string::npos) ++end;
        const char conversion = end < format.size() ? format[end] : '\0';
        if (conversion == '%') {
            pieces.literal('%', at);
        } else if (conversion != '\0' && std::string("diouxXeEfFgGaAcspb").find(conversion) != std::string::npos) {
            next += stars;
            pieces.argument(next++, at);
            if (conversion == 'b' && sized_binary) ++next;
        } else {
            pieces.literal('%', at);
            ++at;
            continue;
        }
        at = end + 1;
    }
    return pieces.take();
}

}  // namespace

std::vector<FormatPiece> parse_format(const std::string& format, bool sized_binary) {
    return has_brace_field(format) ? parse_braces(format) : parse_percent(format, sized_binary);
}

}  // namespace stateless::lint
