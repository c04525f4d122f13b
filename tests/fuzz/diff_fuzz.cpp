// What git may print for a tree of odd names and contents: read to its end, without a line that no hunk names.
#include <cstdint>
#include <cstdlib>

#include "cli/changed_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::lint;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    ChangedLines lines;
    lines.add_diff(text, "/nowhere");
    if (text.find("@@") == text.npos && lines.touched(Span{"/nowhere/a.cpp", 1, 1, 4000000000, 1})) std::abort();
    return 0;
}
