// The client against a real master with two replicas under three sentinels.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/redis.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::RedisSentinels;
using testing::wakeup;

const Key key("sentinel", "x");

RedisOptions quick() {
    RedisOptions options;
    options.call_timeout = Timeout{500ms};
    options.topology_interval = Timeout{200ms};
    return options;
}

TEST(RedisSentinel, FollowsTheMaster) {
    RedisSentinels servers;
    Redis redis(RedisUrl::parse(servers.url()).value(), quick());
    redis.set(key, "before", Ttl{1h}, Timeout{5s}).value();
    EXPECT_EQ(redis.stats().servers, 1U);
    EXPECT_EQ(redis.stats().topology_refreshes, 1U);

    std::atomic<bool> over{false}, known{false};
    std::atomic<int> errors_after{0}, good_after{0}, late{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            while (!over) {
                const bool after = known;
                const auto began = Clock::now();
                const auto sum = redis.increment(Key("sentinel", "x", {"counter"}), 1, Ttl{1h});
                if (Clock::now() - began > 550ms + wakeup) ++late;
                if (after) ++(sum ? good_after : errors_after);
                std::this_thread::sleep_for(1ms);
            }
        });
    const auto old = servers.master_port();
    const auto began = Clock::now();
    servers.with_port(old).stop(SIGKILL);
    EXPECT_TRUE(eventually([&] { return bool(redis.set(key, "after", Ttl{1h})); }));
    known = true;
    EXPECT_NE(servers.master_port(), old);
    std::this_thread::sleep_for(1s);
    over = true;
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(errors_after, 0);
    EXPECT_EQ(late, 0);
    EXPECT_GT(good_after, 100);
    const auto intervals = (Clock::now() - began) / 200ms + 2;
    EXPECT_LE(redis.stats().topology_refreshes, static_cast<std::uint64_t>(intervals));
    EXPECT_EQ(servers.with_port(servers.master_port()).ask({"GET", key.str()}), "after");
}

TEST(RedisSentinel, APlannedSwitchAndAStubbornOldMaster) {
    RedisSentinels servers;
    Redis redis(RedisUrl::parse(servers.url()).value(), quick());
    redis.set(key, "before", Ttl{1h}, Timeout{5s}).value();
    const auto old = servers.master_port();
    EXPECT_TRUE(eventually([&] { return servers.sentinel(0).ask({"SENTINEL", "FAILOVER", "shop"}) == "OK"; }));
    // The old master lives on and becomes a replica; whoever still writes to it is told so.
    EXPECT_TRUE(eventually([&] { return servers.master_port() != old; }));
    EXPECT_TRUE(eventually([&] {
        return bool(redis.set(key, "after", Ttl{1h})) &&
               servers.with_port(servers.master_port()).ask({"GET", key.str()}) == "after";
    }));
    for (int call = 0; call < 100; ++call) EXPECT_TRUE(redis.set(key, "later", Ttl{1h}));
    EXPECT_EQ(servers.with_port(servers.master_port()).ask({"GET", key.str()}), "later");
}

TEST(RedisSentinel, ADeadSentinelIsPassedOver) {
    RedisSentinels servers;
    servers.sentinel(0).stop(SIGKILL);
    servers.sentinel(1).process().send(SIGSTOP);
    Redis redis(RedisUrl::parse(servers.url()).value(), quick());
    EXPECT_TRUE(redis.set(key, "v", Ttl{1h}, Timeout{2s}));
    servers.sentinel(1).process().send(SIGCONT);
    Redis nobody(
        RedisUrl::parse("redis+sentinel://127.0.0.1:" + std::to_string(testing::free_port()) + "/shop").value(),
        quick());
    const auto began = Clock::now();
    const auto lost = nobody.get(key);
    EXPECT_LT(Clock::now() - began, 550ms + wakeup);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace stateless
