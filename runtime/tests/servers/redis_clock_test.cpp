// The server's clock is set forward and back by an hour or a day: what is counted by it ends sooner or later, but
// nothing acknowledged is lost, nothing ended comes back, and every number that has to grow grows. Limits: see
// redis_limits_oracle_test.cpp.
#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/broadcast.h"
#include "stateless/cache.h"
#include "stateless/id_sequence.h"
#include "stateless/job_queue.h"
#include "stateless/lock.h"
#include "stateless/session_store.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using testing::client_of;
using testing::eventually;
using testing::RedisServer;
using testing::ServerClock;

class RedisClock : public ::testing::Test {
protected:
    void TearDown() override { EXPECT_EQ(testing::keys_without_end(server), ""); }

    ServerClock clock;
    RedisServer server{clock};
    Redis redis = client_of(server.url());
};

TEST_F(RedisClock, ACallsDeadlineIsItsOwn) {
    redis.set(Key("clock", "a"), "v", Ttl{24h}).value();
    for (const auto step : {-1h, 2h, -1h}) {
        clock.step(step);
        EXPECT_EQ(redis.get(Key("clock", "a")).value(), "v");
        EXPECT_EQ(redis.stats().opened, 1U);
    }
}

TEST_F(RedisClock, ASessionThatIsFoundEndsInTimeAllTheSame) {
    SessionStore sessions(redis, {Ttl{1min}, Ttl{10min}});
    Session session = sessions.create().value();
    clock.step(-1h);
    session.set("user", "ann").value();
    const auto lives = [&] { return sessions.find(session.id()).value().has_value(); };
    EXPECT_TRUE(lives());
    EXPECT_LE(std::stoll(server.ask({"PTTL", Key("session", session.id().substr(0, 22)).str()})), 60'000);
    int times = 0;
    for (; lives() && times < 100; ++times) clock.step(30s);
    EXPECT_LE(times, 20) << "its absolute time began anew, and no more than that";
    EXPECT_GE(times, 19);
    EXPECT_EQ(session.set("user", "eve").error().code, ErrorCode::conflict);
    Session other = sessions.create().value();
    clock.step(1h);
    EXPECT_FALSE(sessions.find(other.id()).value()) << "time has passed for the server";
    clock.step(-1h);
    EXPECT_FALSE(sessions.find(other.id()).value()) << "and does not come back";
    (void)sessions.create().value();
}

TEST_F(RedisClock, AHolderLearnsThatItsLockEndedAndTokensGrow) {
    Lock locks(redis), others(client_of(server.url()));
    std::atomic<bool> told{false};
    HeldLock held = locks.try_acquire("work", Ttl{900ms}, [&] { told = true; }).value();
    clock.step(1h);
    HeldLock second = others.try_acquire("work", Ttl{10s}).value();
    EXPECT_GT(second.fencing_token(), held.fencing_token());
    EXPECT_TRUE(eventually([&] { return told.load(); }));
    EXPECT_TRUE(held.lost());
    EXPECT_FALSE(second.lost());
    clock.step(-2h);
    EXPECT_EQ(locks.try_acquire("work", Ttl{900ms}).error().code, ErrorCode::conflict);
    EXPECT_TRUE(second.release().value());
    const HeldLock third = locks.try_acquire("work", Ttl{900ms}).value();
    EXPECT_GT(third.fencing_token(), second.fencing_token());
    clock.step(-1h);
    std::this_thread::sleep_for(1500ms);
    EXPECT_FALSE(third.lost()) << "it is renewed as ever";
    EXPECT_LE(std::stoll(server.ask({"PTTL", "lock:{work}"})), 900);
}

TEST_F(RedisClock, NoJobIsLostAndNoneRunsTwiceForAStepBack) {
    JobQueueOptions options;
    options.lease = Ttl{5min};
    JobQueue queue(redis, Key("clock", "jobs"), options);
    const auto take = [&] { return queue.take(Timeout{10ms}).value(); };
    EXPECT_TRUE(queue.enqueue("running", "x"));
    EXPECT_TRUE(queue.enqueue_in(Ttl{10min}, "later", "x"));
    const Job running = take().value();
    clock.step(-1h);
    EXPECT_EQ(queue.enqueue("running", "x").value(), Enqueued::already_there);
    EXPECT_EQ(queue.enqueue("new", "x").value(), Enqueued::added);
    const Job fresh = take().value();
    EXPECT_EQ(fresh.key, "new");
    EXPECT_FALSE(take());
    EXPECT_TRUE(queue.renew(running).value());
    EXPECT_TRUE(queue.finish(running).value());
    EXPECT_TRUE(queue.finish(fresh).value());
    EXPECT_EQ(queue.counts().value().delayed, 1U);
    clock.step(2h);
    const Job later = take().value();
    EXPECT_EQ(later.key, "later");
    // As if its worker had been silent for an hour: somebody else gets it.
    clock.step(1h);
    const Job again = take().value();
    EXPECT_EQ(again.key, "later");
    EXPECT_EQ(again.attempt, 2U);
    EXPECT_FALSE(queue.fail(later, "too late").value());
    EXPECT_TRUE(queue.finish(again).value());
    const JobCounts left = queue.counts().value();
    EXPECT_EQ(left.waiting + left.running + left.delayed + left.dead, 0U);
}

TEST_F(RedisClock, AnIdThatComesAgainEndsNoOtherJob) {
    clock.stand_at(1'800'000'000s);
    JobQueue queue(redis, Key("clock", "again"));
    EXPECT_TRUE(queue.enqueue("before", "x"));
    const Job before = queue.take(Timeout{10ms}).value().value();
    // A stream that begins anew within the millisecond.
    (void)server.ask({"FLUSHALL"});
    EXPECT_TRUE(queue.enqueue("after", "x"));
    EXPECT_FALSE(queue.finish(before).value());
    EXPECT_FALSE(queue.fail(before, "why").value());
    EXPECT_FALSE(queue.renew(before).value());
    const Job after = queue.take(Timeout{10ms}).value().value();
    EXPECT_EQ(after.key, "after");
    EXPECT_EQ(after.id, before.id) << "or this shows nothing";
    EXPECT_FALSE(queue.finish(before).value());
    EXPECT_TRUE(queue.finish(after).value());
}

TEST_F(RedisClock, WhatWasInvalidatedStaysInvalid) {
    CacheOptions options;
    options.ttl_jitter_percent = 0;
    options.early_refresh = 0;
    Cache<std::string> cache(redis, "cache", CacheWithoutRedis::fail, options);
    int computed = 0;
    const auto get = [&] {
        return cache.get_or_compute("a", Ttl{10min}, [&] { return std::to_string(++computed); }, {{"tag"}}).value();
    };
    EXPECT_EQ(get(), "1");
    cache.invalidate_tag("tag").value();
    EXPECT_EQ(get(), "2");
    clock.step(-1h);
    EXPECT_EQ(get(), "2");
    cache.invalidate_tag("tag").value();
    EXPECT_EQ(get(), "3");
    cache.invalidate("a").value();
    EXPECT_EQ(get(), "4");
    clock.step(1h);
    cache.invalidate_tag("tag").value();
    EXPECT_EQ(get(), "5");
    clock.step(1h);
    EXPECT_EQ(get(), "6") << "its time has passed for the server";
}

TEST_F(RedisClock, NumbersThatBeginAnewAreAGap) {
    std::mutex mutex;
    std::vector<std::string> heard;
    const auto add = [&](std::string what) {
        const std::lock_guard lock(mutex);
        heard.push_back(std::move(what));
    };
    Broadcast broadcast(redis, Key("clock", "room"),
                        {[&](std::string_view message) { add(std::string(message)); }, [&] { add("gap"); }});
    ASSERT_TRUE(broadcast.wait_subscribed(Timeout{5s}));
    broadcast.publish("1").value();
    clock.step(-1h);
    broadcast.publish("2").value();
    clock.step(30h);  // the numbers live for a day
    broadcast.publish("3").value();
    const std::vector<std::string> expected{"1", "2", "gap", "3"};
    EXPECT_TRUE(eventually([&] {
        const std::lock_guard lock(mutex);
        return heard == expected;
    }));
}

TEST_F(RedisClock, NoIdIsGivenOutTwice) {
    IdSequenceOptions options;
    options.block = 3;
    IdSequence ids(redis, Key("clock", "ids"), Ttl{24h}, options);
    std::set<std::int64_t> seen;
    for (const auto step : {0h, -1h, 2h, 48h, -60h}) {
        clock.step(step);
        for (int count = 0; count < 10; ++count) EXPECT_TRUE(seen.insert(ids.next().value()).second);
    }
    EXPECT_EQ(seen.size(), 50U);
}

}  // namespace
}  // namespace stateless
