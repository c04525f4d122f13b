// What CacheControl writes and refuses, and how CacheDirectives reads what others wrote.
#include "stateless/cache_control.h"

#include <gtest/gtest.h>

namespace stateless {
namespace {

using namespace std::chrono_literals;

TEST(CacheControl, WritesWhatWasPromised) {
    EXPECT_EQ(CacheControl().shared_for(60s).stale_while_revalidate(30s).str(),
              "s-maxage=60, stale-while-revalidate=30");
    EXPECT_EQ(CacheControl().fresh_for(1h).everyone().immutable().str(), "public, max-age=3600, immutable");
    EXPECT_EQ(CacheControl().browser_only().fresh_for(5min).must_revalidate().no_transform().str(),
              "private, max-age=300, must-revalidate, no-transform");
    EXPECT_EQ(CacheControl().fresh_for(1500ms).stale_if_error(24h).str(), "max-age=1, stale-if-error=86400");
}

TEST(CacheControl, TakesLifetimesKnownAtRunTimeAsTtl) {
    volatile int seconds = 90;
    EXPECT_EQ(CacheControl().fresh_for(Ttl::from(std::chrono::seconds{seconds})).str(), "max-age=90");
    // A header cannot say less than a second, and zero would mean "never".
    EXPECT_EQ(CacheControl().fresh_for(Ttl{1ms}).str(), "max-age=1");
}

TEST(CacheControl, RefusesContradictions) {
    EXPECT_THROW(CacheControl().browser_only().shared_for(60s), std::invalid_argument);
    EXPECT_THROW(CacheControl().shared_for(60s).browser_only(), std::invalid_argument);
    EXPECT_THROW(CacheControl().everyone().browser_only(), std::invalid_argument);
    EXPECT_THROW(CacheControl().browser_only().everyone(), std::invalid_argument);
    EXPECT_THROW(CacheControl().must_revalidate().stale_while_revalidate(1s), std::invalid_argument);
    EXPECT_THROW(CacheControl().stale_if_error(1s).must_revalidate(), std::invalid_argument);
    EXPECT_THROW((void)CacheControl().stale_while_revalidate(1s).str(), std::logic_error);
}

TEST(CacheControl, CollectsVaryOnce) {
    const auto control = CacheControl().fresh_for(1s).vary("Accept-Language").vary("accept-language").vary("Accept");
    EXPECT_EQ(control.vary_str(), "Accept-Language, Accept");
    for (const char* bad : {"", "*", "Accept Language", "Accept\r\nX", "Accept:"})
        EXPECT_THROW(CacheControl().vary(bad), std::invalid_argument) << bad;
}

TEST(CacheControl, NeverStoringNeedsAReason) {
    EXPECT_EQ(CacheControl::never_stored("a login"), "no-store");
    EXPECT_THROW((void)CacheControl::never_stored(" "), std::invalid_argument);
}

TEST(CacheDirectives, ReadsWhatTheBuilderWrites) {
    const auto read = CacheDirectives::parse(
        CacheControl().everyone().fresh_for(10s).shared_for(60s).stale_while_revalidate(30s).stale_if_error(1h).str());
    EXPECT_EQ(read.max_age, 10s);
    EXPECT_EQ(read.s_maxage, 60s);
    EXPECT_EQ(read.stale_while_revalidate, 30s);
    EXPECT_EQ(read.stale_if_error, 3600s);
    EXPECT_TRUE(read.is_public);
    EXPECT_FALSE(read.malformed);
    EXPECT_EQ(read.shared_freshness(), 60s);
    EXPECT_EQ(read.private_freshness(), 10s);
}

TEST(CacheDirectives, IgnoresCaseOrderBlanksAndTheUnknown) {
    const auto read =
        CacheDirectives::parse(" ,MAX-AGE=7 ,, x-new=\"a, max-age=9\",no-cache=\"Set-Cookie, X-A\" , Public");
    EXPECT_EQ(read.max_age, 7s);
    EXPECT_TRUE(read.is_public);
    EXPECT_TRUE(read.no_cache);
    EXPECT_EQ(read.no_cache_fields, (std::vector<std::string>{"set-cookie", "x-a"}));
    EXPECT_FALSE(read.malformed);
    EXPECT_EQ(read.shared_freshness(), 7s);
}

TEST(CacheDirectives, TakesTheFirstOfEqualDirectivesAndBoundsNumbers) {
    EXPECT_EQ(CacheDirectives::parse("max-age=5, max-age=9").max_age, 5s);
    EXPECT_EQ(CacheDirectives::parse("max-age=99999999999999999999999999").max_age, std::chrono::seconds{1LL << 31});
    EXPECT_EQ(CacheDirectives::parse("max-age=\"15\"").max_age, 15s);
    EXPECT_TRUE(CacheDirectives::parse("max-stale").any_staleness);
    EXPECT_EQ(CacheDirectives::parse("max-stale=3").max_stale, 3s);
}

TEST(CacheDirectives, WhatCannotBeReadIsStale) {
    for (const char* text : {"max-age=-1", "max-age=1.5", "max-age=", "max-age", "max-age=5 s", "private=\"x",
                             "public;max-age=5", "max-age=5, s-maxage=ten"}) {
        const auto read = CacheDirectives::parse(text);
        EXPECT_TRUE(read.malformed) << text;
        EXPECT_EQ(read.shared_freshness(), 0s) << text;
        EXPECT_EQ(read.private_freshness(), 0s) << text;
    }
}

TEST(CacheDirectives, TellsWhatASharedCacheMayKeep) {
    EXPECT_EQ(CacheDirectives::parse("").shared_freshness(), std::nullopt);
    EXPECT_EQ(CacheDirectives::parse("no-store, max-age=60").shared_freshness(), 0s);
    EXPECT_EQ(CacheDirectives::parse("no-cache, s-maxage=60").shared_freshness(), 0s);
    EXPECT_EQ(CacheDirectives::parse("private, max-age=60").shared_freshness(), 0s);
    EXPECT_EQ(CacheDirectives::parse("private, max-age=60").private_freshness(), 60s);
    // Only the named field is private.
    EXPECT_EQ(CacheDirectives::parse("private=\"Set-Cookie\", max-age=60").shared_freshness(), 60s);
}

}  // namespace
}  // namespace stateless
