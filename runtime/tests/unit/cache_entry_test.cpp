// What a cache keeps for a value, and how it may be served.
#include <gtest/gtest.h>

#include "redis/cache/entry.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

CacheEntry entry() {
    CacheEntry made;
    made.token = "0123456789abcdef";
    made.beyond = 1000ms;
    made.effort = 10ms;
    return made;
}

TEST(CacheEntry, ComesBack) {
    CacheEntry made = entry();
    made.bytes = std::string("a\n\0b \n", 6);
    made.tags = {"1", "22"};
    const auto read = CacheEntry::parse(made.str());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->token, made.token);
    EXPECT_EQ(read->beyond, made.beyond);
    EXPECT_EQ(read->effort, made.effort);
    EXPECT_EQ(read->tags, made.tags);
    EXPECT_EQ(read->bytes, made.bytes);
    made.tags.clear();
    made.bytes.clear();
    EXPECT_TRUE(CacheEntry::parse(made.str())->tags.empty());
}

TEST(CacheEntry, WhatIsNoneIsNothing) {
    for (const char* text : {"", "\n", "0123456789abcdef 1 1", "0123456789abcdef 1\n", "0123456789abcdef -1 1\nx",
                             "0123456789abcde 1 1\nx", "0123456789abcdef 1 x\n", "0123456789abcdef  1 1\n"})
        EXPECT_FALSE(CacheEntry::parse(text)) << text;
}

TEST(CacheEntry, IsServedByItsAge) {
    const auto judged = [](std::chrono::milliseconds left, double chance = 1) {
        return judge(entry(), left, 300ms, 600ms, 1, chance);
    };
    EXPECT_EQ(judged(2000ms), CacheVerdict::fresh);
    EXPECT_EQ(judged(1001ms), CacheVerdict::fresh);
    EXPECT_EQ(judged(1000ms), CacheVerdict::stale);
    EXPECT_EQ(judged(701ms), CacheVerdict::stale);
    EXPECT_EQ(judged(700ms), CacheVerdict::on_error);
    EXPECT_EQ(judged(401ms), CacheVerdict::on_error);
    EXPECT_EQ(judged(400ms), CacheVerdict::never);
    EXPECT_EQ(judge(entry(), 1000ms, std::nullopt, std::nullopt, 1, 1), CacheVerdict::never);
    // Computing took 10 ms: with a chance of 1 in e it is early 10 ms before its end, and so on.
    EXPECT_EQ(judged(1009ms, 0.36), CacheVerdict::early);
    EXPECT_EQ(judged(1011ms, 0.36), CacheVerdict::fresh);
    EXPECT_EQ(judged(1040ms, 0.01), CacheVerdict::early);
    EXPECT_EQ(judge(entry(), 1001ms, std::nullopt, std::nullopt, 0, 0.0001), CacheVerdict::fresh);
}

}  // namespace
}  // namespace stateless::redis
