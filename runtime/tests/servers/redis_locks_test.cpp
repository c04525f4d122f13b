// Locks on a real server: exclusion over four processes, renewal, fencing tokens, and that a holder learns of a loss.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/lock.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::client_of;
using testing::client_of_empty_server;
using testing::eventually;
using testing::server;

Lock fresh(std::chrono::milliseconds timeout = 2s) { return Lock(client_of_empty_server(timeout)); }

TEST(RedisLocks, OneHoldsItAtATime) {
    Lock locks = fresh();
    std::int64_t before = 0;
    {
        const HeldLock held = locks.try_acquire("work", Ttl{10s}).value();
        EXPECT_FALSE(held.lost());
        const auto second = locks.try_acquire("work", Ttl{10s});
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::conflict);
        EXPECT_TRUE(locks.try_acquire("other work", Ttl{10s}));
        before = held.fencing_token();
        EXPECT_EQ(testing::keys_without_end(server()), "");
    }
    HeldLock again = locks.try_acquire("work", Ttl{10s}).value();
    EXPECT_GT(again.fencing_token(), before);
    EXPECT_TRUE(again.release().value());
    EXPECT_TRUE(again.lost());
    EXPECT_FALSE(again.release().value()) << "it is given back already";
    HeldLock moved = locks.try_acquire("work", Ttl{10s}).value();
    moved = locks.try_acquire("other work", Ttl{10s}).value();
    EXPECT_TRUE(locks.try_acquire("work", Ttl{10s})) << "what was assigned to gave back its own";
    (void)server().ask({"FLUSHALL"});
    EXPECT_GT(locks.try_acquire("work", Ttl{10s}).value().fencing_token(), again.fencing_token())
        << "also when Redis has forgotten everything";
}

TEST(RedisLocks, ItIsRenewedAsLongAsItIsHeld) {
    Lock locks = fresh();
    std::atomic<int> losses{0};
    const HeldLock held = locks.try_acquire("work", Ttl{600ms}, [&] { ++losses; }).value();
    for (int look = 0; look < 20; ++look) {
        std::this_thread::sleep_for(100ms);
        EXPECT_FALSE(held.lost());
        EXPECT_FALSE(locks.try_acquire("work", Ttl{600ms}));
    }
    EXPECT_EQ(losses, 0);
}

TEST(RedisLocks, TheHolderIsToldWhenItIsTakenAway) {
    Lock locks = fresh();
    std::atomic<int> losses{0};
    HeldLock held = locks.try_acquire("work", Ttl{600ms}, [&] { ++losses; }).value();
    const HeldLock other = locks.try_acquire("other work", Ttl{600ms}, [&] { losses += 100; }).value();
    (void)server().ask({"DEL", "lock:{work}"});
    const HeldLock thief = locks.try_acquire("work", Ttl{5s}).value();
    EXPECT_TRUE(eventually([&] { return losses > 0; }));
    EXPECT_TRUE(held.lost());
    EXPECT_FALSE(held.release().value()) << "and does not take it back from its new holder";
    EXPECT_FALSE(thief.lost());
    EXPECT_FALSE(other.lost());
    std::this_thread::sleep_for(700ms);
    EXPECT_EQ(losses, 1);
}

TEST(RedisLocks, TheHolderKnowsByItselfWhenRedisIsSilent) {
    Lock locks = fresh(300ms);
    std::atomic<int> losses{0};
    std::atomic<Clock::time_point> lost_at{Clock::time_point{}};
    const auto began = Clock::now();
    HeldLock held = locks
                        .try_acquire("work", Ttl{900ms},
                                     [&] {
                                         lost_at = Clock::now();
                                         ++losses;
                                     })
                        .value();
    HeldLock longer = locks.try_acquire("long work", Ttl{20s}).value();
    server().process().send(SIGSTOP);
    EXPECT_TRUE(eventually([&] { return losses == 1; }));
    EXPECT_TRUE(held.lost());
    EXPECT_FALSE(longer.lost());
    // Not before the lease ends here, and soon after.
    EXPECT_GT(lost_at.load() - began, 800ms);
    EXPECT_LT(lost_at.load() - began, 900ms + 350ms + testing::wakeup);
    const auto giving_back = Clock::now();
    EXPECT_FALSE(held.release());
    EXPECT_LT(Clock::now() - giving_back, 330ms + testing::wakeup);
    server().process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return bool(locks.try_acquire("work", Ttl{1s})); }));
    EXPECT_FALSE(longer.lost()) << "its renewals failed, but not for long enough";
}

TEST(RedisLocks, AReleasedLockTellsNobodyOfALoss) {
    Lock locks = fresh();
    std::atomic<int> losses{0};
    for (int round = 0; round < 20; ++round) {
        HeldLock held = locks.try_acquire("work", Ttl{30ms}, [&] { ++losses; }).value();
        EXPECT_TRUE(held.release());
    }
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(losses, 0);
}

TEST(RedisLocks, WaitingForALock) {
    Lock locks = fresh();
    std::optional<HeldLock> held = locks.try_acquire("work", Ttl{10s}).value();
    auto began = Clock::now();
    const auto refused = locks.acquire("work", Ttl{10s}, Timeout{300ms});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_GE(Clock::now() - began, 300ms);
    EXPECT_LT(Clock::now() - began, 330ms + testing::wakeup);
    std::thread giver([&] {
        std::this_thread::sleep_for(200ms);
        held.reset();
    });
    began = Clock::now();
    EXPECT_TRUE(locks.acquire("work", Ttl{10s}, Timeout{5s}));
    EXPECT_LT(Clock::now() - began, 350ms + testing::wakeup);
    giver.join();
}

TEST(RedisLocks, FourProcessesTakeTurns) {
    std::vector<std::int64_t> tokens;
    for (const auto& lines : testing::in_four_processes(server(), {"lock", "40"})) {
        EXPECT_EQ(lines.size(), 40U);
        std::int64_t before = 0;
        for (const std::string& line : lines) {
            EXPECT_GT(std::stoll(line), before);
            before = std::stoll(line);
            tokens.push_back(before);
        }
    }
    std::sort(tokens.begin(), tokens.end());
    EXPECT_EQ(std::adjacent_find(tokens.begin(), tokens.end()), tokens.end()) << "no token twice";
    EXPECT_EQ(client_of(server().url()).get(Key("worker-sum", "1")).value(), "160");
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisLocks, InACluster) {
    testing::RedisCluster cluster;
    Lock locks(client_of(cluster.url()));
    std::vector<HeldLock> held;
    for (int number = 0; number < 30; ++number)
        held.push_back(locks.try_acquire(std::to_string(number), Ttl{600ms}).value());
    std::this_thread::sleep_for(1s);
    for (HeldLock& lock : held) {
        EXPECT_FALSE(lock.lost());
        EXPECT_TRUE(lock.release().value());
    }
}

}  // namespace
}  // namespace stateless
