// Rate limits beside a model of each that remembers every request, at random moments of a clock that the test sets:
// each decision is the model's, and over no stretch of time more is admitted than that kind of limit promises.
#include <algorithm>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "stateless/rate_limiter.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using testing::client_of;
using testing::RedisServer;
using testing::ServerClock;

constexpr std::int64_t limit = 7, window = 1000, start = 1'700'000'000'000;

struct Admission {
    std::int64_t time, cost;
};
using Admissions = std::vector<Admission>;

// Within the last stretch of that length that ends now.
std::int64_t sum_behind(const Admissions& admitted, std::int64_t now, std::int64_t length) {
    return std::accumulate(
        admitted.begin(), admitted.end(), std::int64_t{0},
        [&](std::int64_t sum, const Admission& each) { return each.time > now - length ? sum + each.cost : sum; });
}

std::int64_t most_in_a_stretch(const Admissions& admitted, std::int64_t length) {
    std::int64_t most = 0;
    for (auto last = admitted.begin(); last != admitted.end(); ++last)
        most = std::max(most, sum_behind(Admissions(admitted.begin(), last + 1), last->time, length));
    return most;
}

// Models: would the request be admitted, and what it changes if it is.

struct ExactWindow {
    Admissions admitted;

    [[nodiscard]] bool admits(std::int64_t now, std::int64_t cost) const {
        return sum_behind(admitted, now, window) + cost <= limit;
    }
    void take(std::int64_t now, std::int64_t cost) { admitted.push_back({now, cost}); }
};

struct FixedWindow {
    std::int64_t began = 0, used = 0;

    [[nodiscard]] bool admits(std::int64_t now, std::int64_t cost) const {
        return (now >= began + window ? 0 : used) + cost <= limit;
    }
    void take(std::int64_t now, std::int64_t cost) {
        if (now >= began + window) *this = {now, 0};
        used += cost;
    }
};

struct SlidingWindow {
    std::int64_t began = 0, before = 0, used = 0;

    [[nodiscard]] SlidingWindow at(std::int64_t now) const {
        if (now < began + window) return *this;
        if (now < began + 2 * window && used > 0) return {began + window, used, 0};
        return {now, 0, 0};
    }
    [[nodiscard]] bool admits(std::int64_t now, std::int64_t cost) const {
        const SlidingWindow then = at(now);
        return then.before * (then.began + window - now) <= (limit - then.used - cost) * window;
    }
    void take(std::int64_t now, std::int64_t cost) {
        *this = at(now);
        used += cost;
    }
};

struct TokenBucket {
    std::int64_t empty_at = 0;  // what it owes is paid then; in units of a millisecond divided by the limit

    [[nodiscard]] bool admits(std::int64_t now, std::int64_t cost) const {
        return std::max<std::int64_t>(empty_at - now * limit, 0) + cost * window <= limit * window;
    }
    void take(std::int64_t now, std::int64_t cost) { empty_at = std::max(empty_at, now * limit) + cost * window; }
};

class RedisLimitsOracle : public ::testing::Test {
protected:
    // The most that was admitted over random requests of some clients within a stretch of each length, in windows.
    template <class Model>
    std::vector<std::int64_t> most_admitted(const RateLimit& kind, const std::vector<std::int64_t>& lengths) {
        RateLimiterOptions options;
        options.denied_cache = 0;
        RateLimiter limiter(client_of(server.url()), "oracle", kind, LimitWithoutRedis::deny, options);
        std::vector<std::int64_t> most(lengths.size());
        for (int client = 0; client < 20 && !HasFailure(); ++client) {
            Model model;
            Admissions admitted;
            for (int request = 0; request < 150 && !HasFailure(); ++request) {
                SCOPED_TRACE("client " + std::to_string(client) + ", request " + std::to_string(request));
                now += pause();
                clock.stand_at(milliseconds(now));
                const std::int64_t cost = 1 + static_cast<std::int64_t>(random() % 3);
                const bool admits = model.admits(now, cost);
                EXPECT_EQ(limiter.peek(std::to_string(client), cost).allowed(), admits);
                const RateDecision decision = limiter.acquire(std::to_string(client), cost);
                EXPECT_FALSE(decision.error());
                EXPECT_EQ(decision.allowed(), admits);
                if (admits) {
                    model.take(now, cost);
                    admitted.push_back({now, cost});
                } else {
                    const std::int64_t then = now + decision.retry_after().count();
                    EXPECT_TRUE(model.admits(then, cost)) << "told too early a time";
                    EXPECT_FALSE(model.admits(then - 1, cost)) << "told too late a time";
                }
            }
            for (std::size_t at = 0; at < lengths.size(); ++at)
                most[at] = std::max(most[at], most_in_a_stretch(admitted, lengths[at] * window));
        }
        return most;
    }

    std::int64_t pause() {
        switch (random() % 8) {
        case 0: return window / 2 + static_cast<std::int64_t>(random() % window);
        case 1: return window - 1 + static_cast<std::int64_t>(random() % 3);
        case 2:
        case 3: return static_cast<std::int64_t>(random() % 3);
        default: return static_cast<std::int64_t>(random() % (window / 5));
        }
    }

    std::minstd_rand random{11};
    std::int64_t now = start;
    ServerClock clock;
    RedisServer server{clock};
};

constexpr Quota quota{limit, milliseconds(window)};

TEST_F(RedisLimitsOracle, AnExactWindowNeverAdmitsMoreThanItsQuota) {
    const auto most = most_admitted<ExactWindow>(RateLimit::exact_window(quota), {1, 2});
    EXPECT_EQ(most[0], limit) << "and no less, or the test would show little";
    EXPECT_LE(most[1], 2 * limit);
}

TEST_F(RedisLimitsOracle, ATokenBucketAdmitsItsBurstAndWhatRefills) {
    const auto most = most_admitted<TokenBucket>(RateLimit::token_bucket(quota), {1, 2});
    EXPECT_LE(most[0], 2 * limit);
    EXPECT_LE(most[1], 3 * limit);
    EXPECT_GT(most[1], 2 * limit);
}

TEST_F(RedisLimitsOracle, ASlidingWindowAdmitsLessThanTwice) {
    const auto most = most_admitted<SlidingWindow>(RateLimit::sliding_window(quota), {1, 2});
    EXPECT_LT(most[0], 2 * limit);
    EXPECT_GT(most[0], limit) << "it supposes that requests come evenly";
    EXPECT_LT(most[1], 3 * limit);
}

TEST_F(RedisLimitsOracle, AFixedWindowAdmitsTwiceAtMost) {
    const auto most = most_admitted<FixedWindow>(RateLimit::fixed_window(quota), {1, 2});
    EXPECT_LE(most[0], 2 * limit);
    EXPECT_GT(most[0], limit);
    EXPECT_LE(most[1], 3 * limit);
}

constexpr RateLimit kinds[] = {RateLimit::fixed_window(quota), RateLimit::sliding_window(quota),
                               RateLimit::token_bucket(quota), RateLimit::exact_window(quota)};

TEST_F(RedisLimitsOracle, AClockThatIsSetBackAdmitsNothingAndKeepsNobodyOutForLong) {
    RateLimiterOptions options;
    options.denied_cache = 0;
    for (const RateLimit& kind : kinds) {
        SCOPED_TRACE(static_cast<int>(kind.kind()));
        RateLimiter limiter(client_of(server.url()), "back", kind, LimitWithoutRedis::deny, options);
        clock.stand_at(milliseconds(now));
        EXPECT_TRUE(limiter.acquire("a", limit - 2).allowed());
        clock.stand_at(milliseconds(now += 3));
        EXPECT_TRUE(limiter.acquire("a", 2).allowed());
        clock.stand_at(milliseconds(now -= 3'600'000));
        EXPECT_FALSE(limiter.peek("a").allowed());
        for (int request = 0; request < 3; ++request) {
            const RateDecision denied = limiter.acquire("a");
            EXPECT_FALSE(denied.allowed());
            EXPECT_LE(denied.retry_after().count(), 2 * window);
            EXPECT_LE(denied.reset_after().count(), 2 * window);
        }
        const RateDecision denied = limiter.acquire("a", limit);
        EXPECT_LE(denied.retry_after().count(), 2 * window);
        clock.stand_at(milliseconds(now += denied.retry_after().count()));
        EXPECT_TRUE(limiter.acquire("a", limit).allowed()) << "after as long as it was told to wait";
        clock.stand_at(milliseconds(now -= 3'600'000));
        limiter.refund("a", 3).value();
        EXPECT_EQ(limiter.peek("a").remaining(), 3);
        EXPECT_EQ(testing::keys_without_end(server), "");
    }
}

TEST_F(RedisLimitsOracle, AClockThatIsSetForwardIsTimeThatPassed) {
    for (const RateLimit& kind : kinds) {
        RateLimiter limiter(client_of(server.url()), "forward", kind, LimitWithoutRedis::deny);
        clock.stand_at(milliseconds(now));
        EXPECT_TRUE(limiter.acquire("a", limit).allowed());
        clock.stand_at(milliseconds(now += 3'600'000));
        EXPECT_EQ(limiter.acquire("a").remaining(), limit - 1);
    }
}

}  // namespace
}  // namespace stateless
