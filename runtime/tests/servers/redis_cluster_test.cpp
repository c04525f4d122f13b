// The client against a real cluster of three masters and three replicas: routing, resharding, failover.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "redis/slots.h"
#include "stateless/job_queue.h"
#include "stateless/redis.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::RedisCluster;
using testing::RedisServer;
using testing::wakeup;

RedisCluster& cluster() {
    static RedisCluster shared;
    return shared;
}

Redis client_of(RedisCluster& of, RedisOptions options = {}) {
    return Redis(RedisUrl::parse(of.url()).value(), std::move(options));
}

TEST(RedisClusters, CommandsGoToTheMasterOfTheirSlot) {
    Redis redis = client_of(cluster());
    for (int number = 0; number < 200; ++number) {
        const Key key("cluster", std::to_string(number));
        redis.set(key, std::to_string(number), Ttl{1min}).value();
        EXPECT_EQ(redis.get(key).value(), std::to_string(number));
    }
    EXPECT_EQ(redis.stats().servers, 3U);
    EXPECT_EQ(redis.stats().topology_refreshes, 1U) << "nothing was redirected";
    EXPECT_TRUE(redis.command({"PING"}));
    EXPECT_EQ(redis.eval(Script("return #KEYS"), {Key("c", "1", {"a"}), Key("c", "1", {"b"})}).value().integer(), 2);
}

TEST(RedisClusters, KeysOfSeveralSlotsAreRefusedBeforeAnythingIsSent) {
    Redis redis = client_of(cluster());
    const Key one("cluster", "1"), other("cluster", "2");
    for (const auto& refused : {redis.command({"MGET", one, other}), redis.eval(Script("return 1"), {one, other})}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::misuse);
        EXPECT_NE(refused.error().detail.find("tag"), std::string::npos);
    }
    EXPECT_EQ(redis.stats().opened, 0U);
}

TEST(RedisClusters, APipelineMaySpanServers) {
    Redis redis = client_of(cluster());
    RedisPipeline pipeline = redis.pipeline();
    const Script script("return redis.call('GET', KEYS[1])");
    for (int number = 0; number < 300; ++number) {
        const Key key("pipeline", std::to_string(number));
        pipeline.add({"SET", key, number, "PX", 60000}).add(script, key);
    }
    pipeline.add({"MGET", Key("a", "1"), Key("a", "2")});
    const auto results = pipeline.run(Timeout{5s});
    ASSERT_EQ(results.size(), 601U);
    for (std::size_t number = 0; number < 300; ++number)
        EXPECT_EQ(results[2 * number + 1].value().text(), std::to_string(number));
    EXPECT_EQ(results.back().error().code, ErrorCode::misuse);
}

// Moves one slot from its master to another, and calls `in_between` while it is neither here nor there.
template <class InBetween>
void reshard(int slot, const std::vector<std::string>& keys, InBetween in_between) {
    RedisServer& from = cluster().master_of(slot);
    RedisServer* to = nullptr;
    for (const int other : {0, 8000, 16000})
        if (&cluster().master_of(other) != &from) to = &cluster().master_of(other);
    ASSERT_NE(to, nullptr);
    const std::string number = std::to_string(slot), from_id = cluster().id_of(from), to_id = cluster().id_of(*to);
    EXPECT_EQ(to->ask({"CLUSTER", "SETSLOT", number, "IMPORTING", from_id}), "OK");
    EXPECT_EQ(from.ask({"CLUSTER", "SETSLOT", number, "MIGRATING", to_id}), "OK");
    std::vector<std::string> migrate{"MIGRATE", "127.0.0.1", std::to_string(to->port()), "", "0", "5000", "KEYS"};
    migrate.push_back(keys.front());
    EXPECT_EQ(from.ask(migrate), "OK");
    in_between();
    migrate.pop_back();
    migrate.insert(migrate.end(), keys.begin() + 1, keys.end());
    if (keys.size() > 1) (void)from.ask(migrate);
    EXPECT_EQ(to->ask({"CLUSTER", "SETSLOT", number, "NODE", to_id}), "OK");
    EXPECT_EQ(from.ask({"CLUSTER", "SETSLOT", number, "NODE", to_id}), "OK");
}

TEST(RedisClusters, AMovingSlotCostsNoError) {
    RedisOptions options;
    options.topology_interval = Timeout{200ms};
    Redis redis = client_of(cluster(), options);
    const Key gone("moving", "x", {"gone"}), stays("moving", "x", {"stays"}), created("moving", "x", {"new"});
    for (const Key& key : {gone, stays}) redis.set(key, key.str(), Ttl{1min}).value();
    reshard(gone.slot(), {gone.str(), stays.str()}, [&] {
        EXPECT_EQ(redis.get(gone).value(), gone.str()) << "ASK";
        EXPECT_EQ(redis.get(stays).value(), stays.str()) << "still here";
        EXPECT_TRUE(redis.set(created, "v", Ttl{1min})) << "ASK";
        EXPECT_EQ(redis.stats().topology_refreshes, 1U) << "ASK says nothing about the map";
        const auto both = redis.command({"MGET", gone, stays}, Timeout{200ms});
        ASSERT_FALSE(both);
        EXPECT_EQ(both.error().code, ErrorCode::unavailable) << both.error().detail;
        EXPECT_EQ(both.error().detail.rfind("TRYAGAIN", 0), 0U) << both.error().detail;
    });
    RedisPipeline pipeline = redis.pipeline();
    for (int number = 0; number < 50; ++number) {
        EXPECT_EQ(redis.get(gone).value(), gone.str()) << "MOVED";
        pipeline.add({"GET", stays}).add({"GET", created});
    }
    for (const auto& result : pipeline.run()) EXPECT_TRUE(result);
    EXPECT_TRUE(eventually([&] { return redis.stats().topology_refreshes >= 2; }));
    std::this_thread::sleep_for(500ms);
    EXPECT_LE(redis.stats().topology_refreshes, 3U) << "however many were redirected";
}

TEST(RedisClusters, AfterAFailoverNobodySeesAnError) {
    RedisCluster own;
    RedisOptions options;
    options.topology_interval = Timeout{200ms};
    options.call_timeout = Timeout{500ms};
    Redis redis = client_of(own, options);
    const Key key("failover", "x");
    redis.set(key, "before", Ttl{1h}).value();
    // So that the replica has it.
    own.master_of(key.slot()).await_replicas(1);
    RedisServer& old = own.master_of(key.slot());

    std::atomic<bool> over{false}, known{false};
    std::atomic<int> errors_after{0}, late{0}, good_after{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&] {
            while (!over) {
                // A call that began before the new master was known may have been sent to the old one.
                const bool after = known;
                const auto began = Clock::now();
                const auto sum = redis.increment(Key("failover", "x", {"counter"}), 1, Ttl{1h});
                if (Clock::now() - began > 550ms + wakeup) ++late;
                if (after) ++(sum ? good_after : errors_after);
                std::this_thread::sleep_for(1ms);
            }
        });
    std::this_thread::sleep_for(100ms);
    const auto began = Clock::now();
    const auto refreshes_before = redis.stats().topology_refreshes;
    old.stop(SIGKILL);
    EXPECT_TRUE(eventually([&] { return bool(redis.set(key, "after", Ttl{1h})); }));
    known = true;
    std::this_thread::sleep_for(1s);
    over = true;
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(errors_after, 0);
    EXPECT_EQ(late, 0);
    EXPECT_GT(good_after, 100);
    const auto intervals = (Clock::now() - began) / 200ms + 1;
    EXPECT_LE(redis.stats().topology_refreshes - refreshes_before, static_cast<std::uint64_t>(intervals));
    // The old master comes back as a replica.
    old.start();
    for (int call = 0; call < 50; ++call) EXPECT_TRUE(redis.get(key));
}

TEST(RedisClusters, ASilentMasterCostsTheDeadlineAndItsOwnSlotsOnly) {
    RedisCluster own;
    RedisOptions options;
    options.call_timeout = Timeout{300ms};
    options.topology_interval = Timeout{200ms};
    Redis redis = client_of(own, options);
    const Key here("silent", "x");
    Key elsewhere("silent", "y");
    for (int number = 0; &own.master_of(elsewhere.slot()) == &own.master_of(here.slot()); ++number)
        elsewhere = Key("silent", std::to_string(number));
    for (const Key& key : {here, elsewhere}) redis.set(key, "v", Ttl{1h}).value();
    RedisServer& silent = own.master_of(here.slot());
    silent.process().send(SIGSTOP);
    const auto began = Clock::now();
    const auto lost = redis.set(here, "w", Ttl{1h});
    EXPECT_LT(Clock::now() - began, 330ms + wakeup);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::outcome_unknown);
    EXPECT_TRUE(redis.set(elsewhere, "w", Ttl{1h}));
    EXPECT_TRUE(eventually([&] { return bool(redis.set(here, "again", Ttl{1h})); })) << "the replica takes over";
    silent.process().send(SIGCONT);
    for (int call = 0; call < 50; ++call) {
        EXPECT_TRUE(redis.get(here));
        std::this_thread::sleep_for(10ms);
    }
}

TEST(RedisClusters, WithoutANodeItIsUnavailableInTime) {
    RedisOptions options;
    options.call_timeout = Timeout{200ms};
    const std::string port = std::to_string(testing::free_port());
    Redis redis(RedisUrl::parse("redis+cluster://127.0.0.1:" + port).value(), options);
    const auto began = Clock::now();
    const auto lost = redis.get(Key("x", "y"));
    EXPECT_LT(Clock::now() - began, 220ms + wakeup);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::unavailable);
}

TEST(RedisClusters, TheServerThatHasAQueueIsAskedWhetherItEvicts) {
    testing::RedisCluster cluster;
    Redis redis = testing::client_of(cluster.url());
    const Key name("queue", "orders");
    JobQueue queue(redis, name);
    RedisServer& its = cluster.master_of(name.slot());
    for (int time = 0; time < 5; ++time) EXPECT_TRUE(queue.check_server());
    EXPECT_EQ(its.ask({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"}), "OK");
    for (int time = 0; time < 5; ++time) EXPECT_EQ(queue.check_server().error().code, ErrorCode::misuse);
}

}  // namespace
}  // namespace stateless
