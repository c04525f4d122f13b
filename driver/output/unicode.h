// Bytes of a source file as text. A source may hold any bytes; what is no UTF-8 becomes U+FFFD, so that no format
// breaks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stateless::lint {

struct CodePoint {
    char32_t value = 0;      // U+FFFD for bytes that are no UTF-8
    std::size_t length = 1;  // in bytes
};

/// The code point that begins at byte `at`, which must lie within the text.
CodePoint decode(std::string_view text, std::size_t at);

std::string valid_utf8(std::string_view bytes);
enum class LineEnds { replaced, kept };
/// As valid_utf8(), for a terminal: names and texts from a stranger's code must not move the cursor, change colours,
/// forge lines or turn the reading direction, so such characters become U+FFFD too.
std::string printable(std::string_view bytes, LineEnds line_ends = LineEnds::replaced);
std::u16string utf16(std::string_view bytes);

/// A byte column (from 1) of a line as a column of UTF-16 code units (from 1). Beyond the end of the line every byte
/// counts one.
unsigned utf16_column(std::string_view line, unsigned byte_column);

}  // namespace stateless::lint
