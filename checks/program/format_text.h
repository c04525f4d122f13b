// Format strings: cuts a printf-like or brace-like format into its literal text and the arguments that fill it. Knows
// the two notations, and neither which functions take a format nor what the arguments are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

struct FormatPiece {
    std::string text;                  // literal text, escapes resolved; empty for an argument
    std::optional<unsigned> argument;  // number of the value after the format, from 0
    std::size_t offset = 0;            // where the piece begins in the format
};

/// "a%sb" and "a{}b" alike: text a, argument 0, text b. Braces are taken for fields only where they form one ("{}",
/// "{0}", "{:>5}"), so that a printf format with JSON in it stays one. `sized_binary`: %b takes a pointer and a length
/// and stands for the pointer (hiredis).
std::vector<FormatPiece> parse_format(const std::string& format, bool sized_binary = false);

}  // namespace stateless::lint
