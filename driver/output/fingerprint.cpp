// The line hash follows what GitHub computes for results that bring none, character for character; otherwise alerts
// would be closed and opened anew when a repository changes from one to the other.
#include "output/fingerprint.h"

#include <array>
#include <charconv>
#include <cstdint>

#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

std::string hex(std::uint64_t number) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    return {digits.data(), end};
}

struct Characters {
    std::u16string units;                  // blanks dropped, line ends as LF, then the end mark
    std::vector<std::size_t> line_starts;  // positions in `units`
};

Characters characters_of(std::string_view text) {
    Characters result;
    bool at_line_start = true;
    bool after_cr = false;
    const auto add = [&](char16_t unit) {
        if (at_line_start) result.line_starts.push_back(result.units.size());
        at_line_start = unit == u'\n';
        result.units += unit;
    };
    for (char16_t unit : utf16(text)) {
        if (unit == u' ' || unit == u'\t' || (after_cr && unit == u'\n')) {
            after_cr = false;
            continue;
        }
        after_cr = unit == u'\r';
        add(after_cr ? u'\n' : unit);
    }
    add(0xFFFF);
    return result;
}

}  // namespace

std::vector<std::string> line_hashes(std::string_view text) {
    constexpr std::size_t window = 100;
    constexpr std::uint64_t factor = 37;
    const Characters characters = characters_of(text);
    std::vector<std::string> result;
    std::map<std::string, unsigned> occurrences;
    for (const std::size_t start : characters.line_starts) {
        std::uint64_t hash = 0;
        for (std::size_t at = start; at < start + window; ++at) {
            hash = hash * factor + (at < characters.units.size() ? characters.units[at] : 0);
        }
        std::string digits = hex(hash);
        const unsigned occurrence = ++occurrences[digits];
        result.push_back(std::move(digits) + ":" + std::to_string(occurrence));
    }
    return result;
}

std::vector<std::string> line_free_keys(const std::vector<Finding>& findings, const std::string& source_root) {
    std::vector<std::string> result;
    std::map<std::string, unsigned> ordinals;
    for (const Finding& finding : findings) {
        const std::string file = relative_to(finding.span.file, source_root).value_or(finding.span.file);
        std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
        for (const std::string* part : {&finding.rule, &file, &finding.entity}) {
            for (const char character : *part) hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3;
            hash *= 0x100000001B3;  // a zero byte between the parts
        }
        std::string digits = hex(hash);
        const unsigned ordinal = ++ordinals[digits];
        result.push_back(std::move(digits) + ":" + std::to_string(ordinal));
    }
    return result;
}

}  // namespace stateless::lint
