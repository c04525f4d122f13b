// UTF-8 in, columns in UTF-16 units out.
#include <gtest/gtest.h>

#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

TEST(Unicode, ReplacesWhatIsNoUtf8AndKeepsTheRest) {
    EXPECT_EQ(valid_utf8("caf\xC3\xA9"), "caf\xC3\xA9");
    EXPECT_EQ(valid_utf8("caf\xE9!"), "caf\xEF\xBF\xBD!");                          // Latin-1
    EXPECT_EQ(valid_utf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // overlong
    EXPECT_EQ(valid_utf8("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // surrogate
    EXPECT_EQ(valid_utf8("\xF0\x9F\x98"), "\xEF\xBF\xBD");                          // cut off
    EXPECT_EQ(valid_utf8("\xEF\xBF\xBD"), "\xEF\xBF\xBD");
}

TEST(Unicode, LeavesNothingThatATerminalObeys) {
    EXPECT_EQ(printable("GET /\x1B[2J\x7F\xC2\x9B"
                        "1m"),
              "GET /\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD"
              "1m");
    EXPECT_EQ(printable("a\nb\r"), "a\xEF\xBF\xBD"
                                   "b\xEF\xBF\xBD");
    EXPECT_EQ(printable("a\nb\r", LineEnds::kept), "a\nb\xEF\xBF\xBD");
    EXPECT_EQ(printable("\xE2\x80\xAE"), "\xEF\xBF\xBD");  // right-to-left override
    EXPECT_EQ(printable("caf\xC3\xA9 \xFF"), "caf\xC3\xA9 \xEF\xBF\xBD");
}

TEST(Unicode, CountsColumnsInUtf16CodeUnits) {
    const std::string line = "\xC3\xA9\xF0\x9F\x98\x80x\xFFy";  // two bytes, four bytes, x, an invalid byte, y
    EXPECT_EQ(utf16_column(line, 1), 1u);
    EXPECT_EQ(utf16_column(line, 3), 2u);
    EXPECT_EQ(utf16_column(line, 7), 4u);
    EXPECT_EQ(utf16_column(line, 8), 5u);
    EXPECT_EQ(utf16_column(line, 9), 6u);
    EXPECT_EQ(utf16_column(line, 10), 7u);
    EXPECT_EQ(utf16_column(line, 12), 9u);  // beyond the end
    EXPECT_EQ(utf16_column("", 5), 5u);
}

TEST(Uri, IsRelativeOnlyInsideTheFolder) {
    EXPECT_EQ(relative_to("/src/shop/a.cpp", "/src/shop"), "a.cpp");
    EXPECT_EQ(relative_to("/src/shop/a.cpp", "/src/shop/"), "a.cpp");
    EXPECT_EQ(relative_to("/src/shop2/a.cpp", "/src/shop"), std::nullopt);
    EXPECT_EQ(relative_to("/src/shop", "/src/shop"), std::nullopt);
    EXPECT_EQ(relative_to("/a.cpp", "/"), "a.cpp");
    EXPECT_EQ(relative_to("/a.cpp", ""), std::nullopt);
}

TEST(Uri, EncodesBytes) {
    EXPECT_EQ(percent_encoded("a b/c#%\xC3\xA9+~.cpp"), "a%20b/c%23%25%C3%A9%2B~.cpp");
    EXPECT_EQ(file_uri("/a b"), "file:///a%20b");
}

}  // namespace
}  // namespace stateless::lint
