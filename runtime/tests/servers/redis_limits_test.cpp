// Rate limits on a real server: what is admitted, what a decision says, what is left behind, and that nothing more is
// admitted over four processes.
#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "redis/limits/denied_cache.h"
#include "stateless/rate_limiter.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Source = RateDecision::Source;
using std::chrono::milliseconds;
using testing::client_of;
using testing::client_of_empty_server;
using testing::server;

RateLimiterOptions without_denied_cache() {
    RateLimiterOptions options;
    options.denied_cache = 0;
    return options;
}

RateLimiter limiter_of(RateLimit limit, RateLimiterOptions options = without_denied_cache()) {
    return RateLimiter(client_of_empty_server(), "api", limit, LimitWithoutRedis::deny, std::move(options));
}

// Names, values and lifetimes of all keys.
std::string contents() {
    std::string all;
    std::string names = server().ask({"KEYS", "*"});
    for (std::size_t end; (end = names.find('\n')) != std::string::npos; names.erase(0, end + 1)) {
        const std::string key = names.substr(0, end);
        all += key + "=" + server().ask({"DUMP", key}) + " until " + server().ask({"PEXPIRETIME", key}) + "\n";
    }
    return all;
}

constexpr RateLimit kinds[] = {RateLimit::fixed_window(Quota{5, 10min}), RateLimit::sliding_window(Quota{5, 10min}),
                               RateLimit::token_bucket(Quota{5, 10min}), RateLimit::exact_window(Quota{5, 10min})};

TEST(RedisLimits, WhatIsOverTheLimitIsTurnedAwayAndConsumesNothing) {
    for (const RateLimit& limit : kinds) {
        RateLimiter limiter = limiter_of(limit);
        for (std::int64_t left = 4; left >= 0; --left) {
            const RateDecision decision = limiter.acquire("a");
            EXPECT_TRUE(decision.allowed());
            EXPECT_EQ(decision.remaining(), left);
            EXPECT_EQ(decision.limit(), 5);
            EXPECT_EQ(decision.near_limit(), left <= 1);
            EXPECT_EQ(decision.retry_after(), 0ms);
            EXPECT_GT(decision.reset_after(), 0ms);
            EXPECT_EQ(decision.source(), Source::redis);
        }
        const std::string before = contents();
        for (const std::int64_t cost : {1, 3, 5}) {
            const RateDecision decision = limiter.acquire("a", cost);
            EXPECT_FALSE(decision.allowed());
            EXPECT_TRUE(decision.over_limit());
            EXPECT_TRUE(decision.near_limit());
            EXPECT_GT(decision.retry_after(), 0ms);
            EXPECT_LE(decision.retry_after(), 20min);
        }
        EXPECT_EQ(contents(), before);
        EXPECT_TRUE(limiter.acquire("b", 5).allowed()) << "another client";
        EXPECT_FALSE(limiter.acquire("b").allowed());
        EXPECT_EQ(testing::keys_without_end(server()), "");
    }
}

TEST(RedisLimits, PeekCountsNothingRefundAndResetGiveBack) {
    for (const RateLimit& limit : kinds) {
        RateLimiter limiter = limiter_of(limit);
        EXPECT_EQ(limiter.peek("a").remaining(), 5);
        EXPECT_EQ(server().ask({"DBSIZE"}), "0");
        EXPECT_TRUE(limiter.acquire("a", 4).allowed());
        const std::string before = contents();
        EXPECT_TRUE(limiter.peek("a").allowed());
        EXPECT_EQ(limiter.peek("a").remaining(), 1);
        EXPECT_FALSE(limiter.peek("a", 2).allowed());
        EXPECT_EQ(contents(), before);
        limiter.refund("a", 3).value();
        EXPECT_EQ(limiter.acquire("a").remaining(), 3);
        limiter.refund("a", 100).value();
        EXPECT_EQ(limiter.peek("a").remaining(), 5) << "not more than there was";
        EXPECT_TRUE(limiter.acquire("a", 5).allowed());
        limiter.reset("a").value();
        EXPECT_EQ(server().ask({"DBSIZE"}), "0");
        EXPECT_TRUE(limiter.acquire("a", 5).allowed());
        limiter.refund("nobody").value();
        EXPECT_EQ(testing::keys_without_end(server()), "");
    }
}

TEST(RedisLimits, ARetryAfterIsTrue) {
    for (const RateLimit& limit :
         {RateLimit::fixed_window(Quota{4, 400ms}), RateLimit::sliding_window(Quota{4, 400ms}),
          RateLimit::token_bucket(Quota{4, 400ms}), RateLimit::exact_window(Quota{4, 400ms})}) {
        RateLimiter limiter = limiter_of(limit);
        for (int round = 0; round < 6; ++round) {
            const std::int64_t cost = 1 + round % 3;
            const RateDecision decision = limiter.acquire("a", cost);
            if (decision.allowed()) continue;
            const auto now = Clock::now(), then = now + decision.retry_after();
            std::this_thread::sleep_until(now + decision.retry_after() / 2);
            const bool early = limiter.peek("a", cost).allowed();
            EXPECT_TRUE(!early || Clock::now() >= then - 2ms);
            std::this_thread::sleep_until(then + 1ms);
            EXPECT_TRUE(limiter.acquire("a", cost).allowed()) << "after as long as it was told to wait";
        }
    }
}

TEST(RedisLimits, ASlidingWindowRemembersTheOneBefore) {
    RateLimiter limiter = limiter_of(RateLimit::sliding_window(Quota{10, 600ms}));
    EXPECT_TRUE(limiter.acquire("a", 10).allowed());
    std::this_thread::sleep_for(610ms);
    EXPECT_FALSE(limiter.acquire("a", 5).allowed()) << "nearly all of it still counts";
    std::this_thread::sleep_for(300ms);
    const RateDecision decision = limiter.acquire("a", 2);
    EXPECT_TRUE(decision.allowed()) << "half of it counts";
    EXPECT_LE(decision.remaining(), 6);
    EXPECT_EQ(server().ask({"DBSIZE"}), "2");
    EXPECT_EQ(testing::keys_without_end(server()), "");
    std::this_thread::sleep_for(1300ms);
    EXPECT_EQ(server().ask({"DBSIZE"}), "0") << "and forgotten";
    EXPECT_EQ(limiter.peek("a").remaining(), 10);
}

TEST(RedisLimits, ABucketRefillsEvenlyAndExactly) {
    // 3 a second is no whole number of milliseconds each.
    RateLimiter limiter = limiter_of(RateLimit::token_bucket(Quota{3, 1s}, 100));
    EXPECT_EQ(limiter.acquire("a", 100).remaining(), 0);
    const auto soon = limiter.acquire("a").retry_after();
    EXPECT_LE(soon, 334ms);
    EXPECT_GT(soon, 334ms - testing::wakeup) << "less what went by between the two calls";
    std::this_thread::sleep_for(700ms);
    EXPECT_TRUE(limiter.acquire("a", 2).allowed());
    EXPECT_FALSE(limiter.acquire("a").allowed());
    // No rounding adds up to one more or less.
    RateLimiter fine = limiter_of(RateLimit::token_bucket(Quota{7, 1h}, 1000));
    for (int call = 0; call < 1000; ++call) ASSERT_TRUE(fine.acquire("b").allowed()) << call;
    EXPECT_FALSE(fine.acquire("b").allowed());
}

TEST(RedisLimits, AShadowAllowsEverythingAndSaysWhatItWouldDo) {
    RateLimiterOptions options = without_denied_cache();
    options.shadow = true;
    RateLimiter limiter = limiter_of(RateLimit::sliding_window(Quota{1, 1min}), options);
    EXPECT_FALSE(limiter.acquire("a").over_limit());
    const RateDecision second = limiter.acquire("a");
    EXPECT_TRUE(second.allowed());
    EXPECT_TRUE(second.over_limit());
    EXPECT_EQ(second.headers().size(), 2U) << "no Retry-After for what is allowed";
}

TEST(RedisLimits, HeadersSayTheDecision) {
    RateLimiter limiter = limiter_of(RateLimit::fixed_window(Quota{2, 90s}));
    using Headers = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(limiter.acquire("a").headers(),
              (Headers{{"RateLimit-Policy", "\"api\";q=2;w=90"}, {"RateLimit", "\"api\";r=1;t=90"}}));
    (void)limiter.acquire("a");
    const Headers denied = limiter.acquire("a").headers();
    ASSERT_EQ(denied.size(), 3U);
    EXPECT_EQ(denied[1].second.rfind("\"api\";r=0;t=", 0), 0U);
    EXPECT_EQ(denied[2].first, "Retry-After");
    EXPECT_TRUE(denied[2].second == "90" || denied[2].second == "89") << denied[2].second;
}

TEST(RedisLimits, ACostAboveTheLimitIsNeverAdmitted) {
    RateLimiter limiter = limiter_of(RateLimit::fixed_window(Quota{2, 1min}));
    const RateDecision decision = limiter.acquire("a", 3);
    EXPECT_FALSE(decision.allowed());
    EXPECT_EQ(decision.error()->code, ErrorCode::misuse);
    EXPECT_EQ(server().ask({"DBSIZE"}), "0");
    EXPECT_THROW((void)limiter.acquire("a", 0), std::invalid_argument);
    EXPECT_THROW((void)limiter.refund("a", -1), std::invalid_argument);
}

TEST(RedisLimits, WhoIsTurnedAwayIsRememberedHere) {
    RateLimiterOptions options;
    options.denied_cache_age = Timeout{300ms};
    RateLimiter limiter = limiter_of(RateLimit::sliding_window(Quota{3, 1min}), options);
    EXPECT_TRUE(limiter.acquire("a", 2).allowed());
    EXPECT_FALSE(limiter.acquire("a", 2).allowed());
    (void)server().ask({"CONFIG", "RESETSTAT"});
    const RateDecision denied = limiter.acquire("a", 2);
    EXPECT_FALSE(denied.allowed());
    EXPECT_EQ(denied.source(), Source::denied_cache);
    EXPECT_EQ(denied.remaining(), 1);
    EXPECT_GT(denied.retry_after(), 20s);
    EXPECT_EQ(server().ask({"INFO", "commandstats"}).find("evalsha"), std::string::npos);
    EXPECT_TRUE(limiter.acquire("a", 1).allowed()) << "less may be admitted";
    std::this_thread::sleep_for(320ms);
    EXPECT_EQ(limiter.acquire("a", 2).source(), Source::redis) << "believed for so long only";
    limiter.reset("a").value();
    EXPECT_TRUE(limiter.acquire("a", 2).allowed());
}

TEST(RedisLimits, TheDeniedCacheIsBounded) {
    redis::DeniedCache denied(160);
    for (int client = 0; client < 5000; ++client)
        denied.remember(std::to_string(client), {1, redis::coarse_now() + 60'000, 0, 0, 0});
    EXPECT_LE(denied.size(), 160U);
    EXPECT_GE(denied.size(), 150U);
    denied.remember(std::string(1000, 'x'), {1, redis::coarse_now() + 60'000, 0, 0, 0});
    EXPECT_FALSE(denied.find(std::string(1000, 'x'), 1, redis::coarse_now()));
    const std::size_t before = denied.size();
    denied.remember("one", {1, redis::coarse_now() + 60'000, 0, 0, 0});
    EXPECT_TRUE(denied.find("one", 1, redis::coarse_now()));
    denied.forget("one");
    EXPECT_FALSE(denied.find("one", 1, redis::coarse_now()));
    EXPECT_LE(denied.size(), before);
}

TEST(RedisLimits, WaitingEndsWhenItIsAdmittedOrCannotBe) {
    RateLimiter limiter = limiter_of(RateLimit::token_bucket(Quota{1, 200ms}, 1));
    EXPECT_TRUE(limiter.wait("a", Timeout{1s}).allowed());
    auto began = Clock::now();
    EXPECT_TRUE(limiter.wait("a", Timeout{2s}).allowed());
    EXPECT_GT(Clock::now() - began, 150ms);
    EXPECT_LT(Clock::now() - began, 250ms + testing::wakeup);
    began = Clock::now();
    EXPECT_FALSE(limiter.wait("a", Timeout{50ms}).allowed());
    EXPECT_LT(Clock::now() - began, testing::wakeup) << "it would be in vain";
}

// Requests that were admitted: when each began and had its answer, in microseconds.
struct Admitted {
    std::int64_t began, ended;
};

std::vector<Admitted> admitted_over_four_processes(const std::vector<std::string>& limit) {
    std::vector<std::string> task{"limit"};
    task.insert(task.end(), limit.begin(), limit.end());
    std::vector<Admitted> admitted;
    for (const auto& lines : testing::in_four_processes(server(), task))
        for (const std::string& line : lines)
            admitted.push_back({std::stoll(line), std::stoll(line.substr(line.find(' ')))});
    return admitted;
}

// Of all stretches of that length, the most that certainly was admitted within one.
std::size_t most_within(std::vector<Admitted> admitted, std::int64_t microseconds) {
    std::size_t most = 0;
    for (const Admitted& first : admitted) {
        const std::int64_t end = first.began + microseconds;
        most = std::max(
            most, static_cast<std::size_t>(std::count_if(admitted.begin(), admitted.end(), [&](const Admitted& other) {
                return other.began >= first.began && other.ended <= end;
            })));
    }
    return most;
}

TEST(RedisLimits, FourProcessesTogetherGetExactlyTheLimit) {
    for (const char* kind : {"fixed", "sliding", "bucket", "exact"})
        EXPECT_EQ(admitted_over_four_processes({kind, "777", "3600000", "777", "700"}).size(), 777U) << kind;
}

TEST(RedisLimits, OverNoStretchDoFourProcessesGetMoreThanIsPromised) {
    const auto exact = admitted_over_four_processes({"exact", "40", "300", "0", "2000"});
    EXPECT_LE(most_within(exact, 300'000), 40U);
    EXPECT_GT(exact.size(), 200U);
    // For the others a server tells the time in milliseconds: a stretch of so many may look one or two longer.
    const auto sliding = admitted_over_four_processes({"sliding", "40", "300", "0", "2000"});
    EXPECT_LT(most_within(sliding, 298'000), 80U) << "how uneven the requests are, is the machine's to say";
    EXPECT_LE(sliding.size(), 40U * (2000 / 300 + 2));
    EXPECT_GT(sliding.size(), 100U);
    const auto fixed = admitted_over_four_processes({"fixed", "40", "300", "0", "2000"});
    EXPECT_LE(most_within(fixed, 298'000), 80U);
    EXPECT_LE(fixed.size(), 40U * (2000 / 300 + 2));
    const auto bucket = admitted_over_four_processes({"bucket", "50", "500", "20", "2000"});
    EXPECT_LE(most_within(bucket, 298'000), 20U + 30);
    EXPECT_LE(most_within(bucket, 998'000), 20U + 100);
    EXPECT_GT(bucket.size(), 150U);
}

TEST(RedisLimits, InAClusterAllKeysOfAClientLieInOneSlot) {
    testing::RedisCluster cluster;
    const Redis redis = client_of(cluster.url());
    for (const RateLimit& limit :
         {RateLimit::fixed_window(Quota{2, 300ms}), RateLimit::sliding_window(Quota{2, 300ms}),
          RateLimit::token_bucket(Quota{2, 300ms}), RateLimit::exact_window(Quota{2, 300ms})}) {
        RateLimiter limiter(redis, "cluster", limit, LimitWithoutRedis::deny, without_denied_cache());
        for (int round = 0; round < 2; ++round) {
            for (int client = 0; client < 50; ++client) {
                const RateDecision decision = limiter.acquire("client {" + std::to_string(client) + "}");
                EXPECT_FALSE(decision.error()) << decision.error()->detail;
                EXPECT_TRUE(decision.allowed());
            }
            // The next round meets the window after this one.
            std::this_thread::sleep_for(310ms);
        }
        limiter.refund("client {1}").value();
        limiter.reset("client {1}").value();
    }
}

}  // namespace
}  // namespace stateless
