// Fingerprints that survive edits above the finding.
#include <gtest/gtest.h>

#include "output/fingerprint.h"

namespace stateless::lint {
namespace {

// Computed by hand: f(s) = sum of s[i] * 37^(99-i) modulo 2^64, s padded with zeros to 100 characters.
std::uint64_t rolling(const std::u16string& units) {
    std::uint64_t hash = 0;
    for (std::size_t index = 0; index < 100; ++index) hash = hash * 37 + (index < units.size() ? units[index] : 0);
    return hash;
}

std::string hex(std::uint64_t number) {
    std::string digits;
    for (; number != 0; number /= 16) digits.insert(digits.begin(), "0123456789abcdef"[number % 16]);
    return digits;
}

TEST(LineHash, CoversAHundredCharactersWithoutBlanks) {
    const std::vector<std::string> hashes = line_hashes("int  a;\n\tb\n");
    ASSERT_EQ(hashes.size(), 3u);  // the end of the file stands on a line of its own
    EXPECT_EQ(hashes[0], hex(rolling(u"inta;\nb\n\xFFFF")) + ":1");
    EXPECT_EQ(hashes[1], hex(rolling(u"b\n\xFFFF")) + ":1");
    EXPECT_EQ(hashes[2], hex(rolling(u"\xFFFF")) + ":1");
    const std::string longer(150, 'x');
    EXPECT_EQ(line_hashes(longer)[0], hex(rolling(std::u16string(100, u'x'))) + ":1");
}

TEST(LineHash, TakesEveryLineEndForLf) {
    const auto lf = line_hashes("a\nb\n\nc");
    EXPECT_EQ(line_hashes("a\r\nb\r\n\r\nc"), lf);
    EXPECT_EQ(line_hashes("a\rb\r\rc"), lf);
}

TEST(LineHash, CountsEqualLines) {
    std::string text;
    for (int i = 0; i < 3; ++i) text += std::string(120, 'x') + "\n";
    const auto hashes = line_hashes(text);
    EXPECT_TRUE(hashes[0].ends_with(":1"));
    EXPECT_TRUE(hashes[1].ends_with(":2"));
    EXPECT_TRUE(hashes[2].ends_with(":3"));
    EXPECT_EQ(hashes[0].substr(0, hashes[0].find(':')), hashes[2].substr(0, hashes[2].find(':')));
}

TEST(LineFreeKey, OutlivesMovedLinesAndTellsEqualsApart) {
    Finding finding;
    finding.rule = "zero-ttl";
    finding.span = {"/src/a.cpp", 3, 1, 3, 5};
    finding.entity = "cache";
    Finding moved = finding;
    moved.span.line = 30;
    EXPECT_EQ(line_free_keys({finding}, "/src"), line_free_keys({moved}, "/src"));
    const auto both = line_free_keys({finding, moved}, "/src");
    EXPECT_TRUE(both[0].ends_with(":1"));
    EXPECT_TRUE(both[1].ends_with(":2"));
    Finding elsewhere = finding;
    elsewhere.span.file = "/other/a.cpp";
    EXPECT_EQ(line_free_keys({elsewhere}, "/other"), line_free_keys({finding}, "/src"));
    elsewhere.entity = "cach";
    elsewhere.span.file = "/other/ea.cpp";
    EXPECT_NE(line_free_keys({elsewhere}, "/other"), line_free_keys({finding}, "/src"));
}

}  // namespace
}  // namespace stateless::lint
