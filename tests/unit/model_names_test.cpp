// Globs, words in names, and text encoding: the small decisions that every model rests on.
#include <chrono>

#include <gtest/gtest.h>

#include "model/glob_index.h"
#include "model/lexicon.h"
#include "model/models.h"
#include "model/utf8.h"

namespace stateless::lint {
namespace {

using Words = std::vector<std::string>;

TEST(GlobMatch, TreatsOnlyStarAndQuestionMarkAsWildcards) {
    EXPECT_TRUE(glob_match("accept", "accept"));
    EXPECT_FALSE(glob_match("accept", "accept4"));
    EXPECT_TRUE(glob_match("accept?", "accept4"));
    EXPECT_FALSE(glob_match("accept?", "accept"));
    EXPECT_TRUE(glob_match("std::map::operator[]", "std::map::operator[]"));
    EXPECT_FALSE(glob_match("[ab]", "a"));
    EXPECT_TRUE(glob_match("*", ""));
    EXPECT_TRUE(glob_match("**", "x"));
    EXPECT_FALSE(glob_match("", "x"));
    EXPECT_TRUE(glob_match("", ""));
}

TEST(GlobMatch, LetsAStarRunOverSeparatorsAndGoBack) {
    EXPECT_TRUE(glob_match("std::*::find", "std::chrono::tzdb::find"));
    EXPECT_TRUE(glob_match("*ab*ab", "xabyabzab"));
    EXPECT_FALSE(glob_match("*ab*ab", "xabyabz"));
    EXPECT_FALSE(glob_match("a*b", "ac"));
}

TEST(GlobMatch, StaysFastOnPatternsThatInviteBacktracking) {
    const std::string text(20000, 'a');
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(glob_match("*a*a*a*a*a*a*b", text));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(GlobIndex, AgreesWithMatchingOneByOne) {
    const Words globs{"a::b",         "a::*",    "*::b", "*::b::c",       "*",         "a*", "?::b", "a::?::c", "*b::c",
                      "std::*::find", "b::*::b", "::b",  "*::operator()", "x*y::z*::w"};
    const Words names{"a::b",           "a::b::c",  "b",          "a",       "",       "x::b",
                      "std::map::find", "find",     "b::b",       "b::x::b", "::b",    "ab::c",
                      "f::operator()",  "xy::z::w", "x1y::z2::w", "a::",     "a::x::c"};
    GlobIndex index;
    for (std::size_t i = 0; i < globs.size(); ++i) index.add(globs[i], i);
    for (const std::string& name : names) {
        std::vector<std::size_t> expected;
        for (std::size_t i = 0; i < globs.size(); ++i) {
            if (glob_match(globs[i], name)) expected.push_back(i);
        }
        EXPECT_EQ(index.all(name), expected) << name;
        EXPECT_EQ(index.any(name), !expected.empty()) << name;
    }
}

TEST(GlobIndex, ReportsAValueOnceHoweverManyOfItsGlobsMatch) {
    GlobIndex index;
    index.add("a::*", 7);
    index.add("*::b", 7);
    index.add("a::b", 3);
    EXPECT_EQ(index.all("a::b"), (std::vector<std::size_t>{3, 7}));
    EXPECT_TRUE(index.all("c").empty());
}

TEST(WordsOf, SeesEveryCustomOfJoiningWords) {
    EXPECT_EQ(words_of("rate_limiter_"), (Words{"rate", "limiter"}));
    EXPECT_EQ(words_of("rateLimiter"), (Words{"rate", "limiter"}));
    EXPECT_EQ(words_of("HTTPServer"), (Words{"http", "server"}));
    EXPECT_EQ(words_of("XMLHttpRequest"), (Words{"xml", "http", "request"}));
    EXPECT_EQ(words_of("MAX_CONN"), (Words{"max", "conn"}));
    EXPECT_EQ(words_of("CAsyncLog"), (Words{"c", "async", "log"}));
    EXPECT_EQ(words_of("kMaxSize"), (Words{"k", "max", "size"}));
    EXPECT_EQ(words_of("userIDs"), (Words{"user", "ids"}));
    EXPECT_EQ(words_of("IDSet"), (Words{"id", "set"}));
    EXPECT_EQ(words_of("sha256Sum"), (Words{"sha", "256", "sum"}));
    EXPECT_EQ(words_of("gr\xC3\xBC\xC3\x9F"
                       "e_cache"),
              (Words{"gr\xC3\xBC\xC3\x9F"
                     "e",
                     "cache"}));
}

TEST(WordsOf, LooksOnlyAtTheLastComponent) {
    EXPECT_EQ(words_of("CAsyncLog::m_nCount"), (Words{"m", "n", "count"}));
    EXPECT_EQ(words_of("a::~Pool"), (Words{"pool"}));
    EXPECT_EQ(words_of(""), Words{});
    EXPECT_EQ(words_of("a::"), Words{});
    EXPECT_EQ(words_of("a::operator()"), (Words{"operator"}));
}

TEST(Lexicon, FindsATokenAsWordPluralAndSpread) {
    Lexicon lexicon;
    lexicon.add("rate-limiter", "ratelimit");
    lexicon.add("rate-limiter", "bucket");
    lexicon.add("logger", "async+log");
    for (const char* name : {"ratelimit", "RateLimit", "rate_limits_", "g_RateLimitTable", "app::Limits::buckets"}) {
        EXPECT_TRUE(lexicon.suggests(name, "rate-limiter")) << name;
    }
    for (const char* name : {"rate", "limit", "rate_of_limit", "RateLimit::count", "bucketing"}) {
        EXPECT_FALSE(lexicon.suggests(name, "rate-limiter")) << name;
    }
    EXPECT_TRUE(lexicon.suggests("CAsyncLog", "logger"));
    EXPECT_FALSE(lexicon.suggests("log_async", "logger"));
    EXPECT_FALSE(lexicon.suggests("log", "logger"));
    EXPECT_FALSE(lexicon.suggests("log", "no-such-purpose"));
}

TEST(Utf8, AcceptsWellFormedTextOnly) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
    EXPECT_TRUE(is_utf8("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF"));
    for (const char* bad :
         {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xE2\x82"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
}

}  // namespace
}  // namespace stateless::lint
