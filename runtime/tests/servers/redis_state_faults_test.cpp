// The parts that keep state in Redis while it is stopped, killed, restarted, full or has forgotten its scripts: every
// call ends by its deadline with what the caller's policy says, and all works again by itself.
#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/broadcast.h"
#include "stateless/cache.h"
#include "stateless/counter.h"
#include "stateless/id_sequence.h"
#include "stateless/job_queue.h"
#include "stateless/lock.h"
#include "stateless/map.h"
#include "stateless/rate_limiter.h"
#include "stateless/session_store.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::client_of;
using testing::eventually;
using testing::RedisServer;

// The deadline, a tenth more, and what a busy machine needs to wake a thread.
constexpr auto deadline = 300ms, at_most = 330ms + testing::wakeup;

// One of each part, all on one server, or on those of a cluster.
struct Parts {
    explicit Parts(const RedisServer& server) : Parts(server.url()) {}
    explicit Parts(const std::string& url) : redis(client_of(url, deadline)) {}

    static RateLimiterOptions plain() {
        RateLimiterOptions options;
        options.denied_cache = 0;
        return options;
    }
    static CacheOptions exact() {
        CacheOptions options;
        options.early_refresh = 0;
        return options;
    }

    Redis redis;
    RateLimiter open{redis, "open", RateLimit::sliding_window(Quota{1, 1min}), LimitWithoutRedis::allow, plain()};
    RateLimiter closed{redis, "closed", RateLimit::token_bucket(Quota{100, 1min}), LimitWithoutRedis::deny, plain()};
    Counter counter{redis, Key("counter", "1"), Ttl{1min}};
    Map<std::string, int> map{redis, Key("map", "1"), Ttl{1min}};
    Set<std::string> set{redis, Key("set", "1"), Ttl{1min}};
    Cache<std::string> computing{redis, "computing", CacheWithoutRedis::compute, exact()};
    Cache<std::string> failing{redis, "failing", CacheWithoutRedis::fail, exact()};
    SessionStore sessions{redis, {Ttl{1min}, Ttl{1h}}};
    Lock locks{redis};
    IdSequence ids{redis, Key("ids", "1"), Ttl{1h}, one_at_a_time()};
    JobQueue queue{redis, Key("jobs", "1")};
    Key channel{"channel", "1"};
    std::shared_ptr<std::atomic<int>> jobs = std::make_shared<std::atomic<int>>(0);

    static IdSequenceOptions one_at_a_time() {
        IdSequenceOptions options;
        options.block = 1;
        return options;
    }

    // Everything that ends in an Error while Redis is away; true: it worked.
    std::vector<std::pair<const char*, std::function<std::optional<Error>()>>> calls() {
        const auto error = [](const auto& result) {
            return result ? std::nullopt : std::optional<Error>(result.error());
        };
        return {
            {"++counter", [=, this] { return error(++counter); }},
            {"counter.load", [=, this] { return error(counter.load()); }},
            {"map.update", [=, this] { return error(map.update("a", [](int& value) { ++value; })); }},
            {"map.insert_or_assign", [=, this] { return error(map.insert_or_assign("b", 1)); }},
            {"map.for_each", [=, this] { return error(map.for_each([](const std::string&, int) {})); }},
            {"set.insert", [=, this] { return error(set.insert("a")); }},
            {"failing cache", [=, this] { return error(failing.get_or_compute("a", Ttl{1ms}, [] { return "v"; })); }},
            {"invalidate", [=, this] { return error(failing.invalidate("a")); }},
            {"sessions.create", [=, this] { return error(sessions.create()); }},
            {"sessions.find", [=, this] { return error(sessions.find(std::string(44, 'a'))); }},
            {"locks.try_acquire", [=, this] { return error(locks.try_acquire("a", Ttl{1s})); }},
            {"ids.next", [=, this] { return error(ids.next()); }},
            {"queue.enqueue", [=, this] { return error(queue.enqueue(std::to_string(++*jobs), "x")); }},
            {"queue.take", [=, this] { return error(queue.take(Timeout{1ms})); }},
            {"broadcast", [=, this] { return error(Broadcast::publish_to(redis, channel, "x")); }},
            {"limiter.reset", [=, this] { return error(closed.reset("a")); }}};
    }

    void work() {
        for (const auto& [name, call] : calls()) {
            const auto failed = call();
            EXPECT_FALSE(failed) << name << ": " << failed->detail;
        }
        EXPECT_FALSE(closed.acquire("b").error());
        EXPECT_EQ(computing.get_or_compute("a", Ttl{1min}, [] { return "v"; }).value(), "v");
    }

    void work_again() {
        EXPECT_TRUE(eventually([&] { return bool(counter.load()); }));
        work();
    }

    // Each call within its deadline, with an answer that fits.
    void end_in_time() {
        const auto in_time = [](const char* name, auto call) {
            const auto began = Clock::now();
            call();
            EXPECT_LT(Clock::now() - began, at_most) << name;
        };
        for (const auto& [part, failing_call] : calls()) {
            const char* name = part;
            in_time(name, [&, &call = failing_call] {
                const auto failed = call();
                ASSERT_TRUE(failed) << name << " worked";
                EXPECT_TRUE(failed->code == ErrorCode::unavailable || failed->code == ErrorCode::outcome_unknown)
                    << name << ": " << failed->detail;
            });
        }
        for (int call = 0; call < 2; ++call)
            in_time("open limiter", [&] {
                const RateDecision decision = open.acquire("a");
                EXPECT_TRUE(decision.allowed());
                EXPECT_EQ(decision.source(), RateDecision::Source::policy);
                EXPECT_TRUE(decision.error());
                EXPECT_EQ(decision.headers().size(), 1U) << "nobody knows what remains";
            });
        in_time("closed limiter", [&] {
            const RateDecision decision = closed.acquire("a");
            EXPECT_FALSE(decision.allowed());
            EXPECT_EQ(decision.headers().back().first, "Retry-After");
        });
        in_time("closed limiter, waiting", [&] { EXPECT_FALSE(closed.wait("a", Timeout{10s}).allowed()); });
        const auto began = Clock::now();
        EXPECT_FALSE(closed.wait("a", Timeout{100ms}).allowed());
        EXPECT_LT(Clock::now() - began, 110ms + testing::wakeup) << "no longer than it may wait";
        in_time("computing cache", [&] {
            CacheSource source{};
            EXPECT_EQ(computing.get_or_compute("new", Ttl{1min}, [] { return "v"; }, {{"tag"}, &source}).value(), "v");
            EXPECT_EQ(source, CacheSource::uncached);
        });
    }
};

TEST(RedisStateFaults, AStoppedServerCostsEachCallItsDeadline) {
    RedisServer server;
    Parts parts(server);
    parts.work();
    server.process().send(SIGSTOP);
    parts.end_in_time();
    server.process().send(SIGCONT);
    parts.work_again();
}

TEST(RedisStateFaults, AKilledServerToo) {
    RedisServer server;
    Parts parts(server);
    parts.work();
    server.stop(SIGKILL);
    parts.end_in_time();
    server.start();
    parts.work_again();
}

TEST(RedisStateFaults, ARestartedServerHasForgottenScriptsAndNobodyNotices) {
    RedisServer server;
    Parts parts(server);
    parts.work();
    server.stop(SIGKILL);
    server.start();
    parts.work();
    (void)server.ask({"SCRIPT", "FLUSH"});
    parts.work();
    EXPECT_EQ(testing::keys_without_end(server), "");
}

TEST(RedisStateFaults, AFullServer) {
    RedisServer server;
    Parts parts(server);
    Session session = parts.sessions.create().value();
    (void)server.ask({"CONFIG", "SET", "maxmemory", "1"});
    const RateDecision open = parts.open.acquire("a");
    EXPECT_TRUE(open.allowed());
    EXPECT_EQ(open.error()->code, ErrorCode::unavailable);
    EXPECT_FALSE(parts.closed.acquire("a").allowed());
    EXPECT_EQ((++parts.counter).error().code, ErrorCode::unavailable);
    EXPECT_EQ(parts.map.insert("a", 1).error().code, ErrorCode::unavailable);
    EXPECT_EQ(parts.locks.try_acquire("a", Ttl{1s}).error().code, ErrorCode::unavailable);
    EXPECT_EQ(session.set("a", "b").error().code, ErrorCode::unavailable);
    EXPECT_EQ(parts.ids.next().error().code, ErrorCode::unavailable);
    EXPECT_EQ(parts.failing.get_or_compute("a", Ttl{1s}, [] { return "v"; }).error().code, ErrorCode::unavailable);
    // Full only when the value is there.
    (void)server.ask({"CONFIG", "SET", "maxmemory", "0"});
    EXPECT_EQ(parts.failing
                  .get_or_compute("b", Ttl{1s},
                                  [&] {
                                      (void)server.ask({"CONFIG", "SET", "maxmemory", "1"});
                                      return "v";
                                  })
                  .value(),
              "v");
    EXPECT_EQ(server.ask({"EXISTS", "failing:{b}:computing"}), "0") << "nobody waits for what will not come";
    (void)server.ask({"CONFIG", "SET", "maxmemory", "0"});
    parts.work();
    EXPECT_EQ(testing::keys_without_end(server), "");
}

TEST(RedisStateFaults, WithoutRedisAProcessStillComputesOnlyOnceAtATime) {
    RedisServer server;
    Parts parts(server);
    server.process().send(SIGSTOP);
    std::atomic<int> computed{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 20; ++thread)
        threads.emplace_back([&] {
            EXPECT_EQ(parts.computing
                          .get_or_compute("a", Ttl{1min},
                                          [&] {
                                              ++computed;
                                              std::this_thread::sleep_for(500ms);
                                              return "v";
                                          })
                          .value(),
                      "v");
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(computed, 1);
    server.process().send(SIGCONT);
}

TEST(RedisStateFaults, AllWhoWaitForABlockOfIdsLearnThatThereIsNone) {
    RedisServer server;
    Parts parts(server);
    server.process().send(SIGSTOP);
    const auto began = Clock::now();
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 20; ++thread) threads.emplace_back([&] { EXPECT_FALSE(parts.ids.next()); });
    for (auto& thread : threads) thread.join();
    EXPECT_LT(Clock::now() - began, at_most) << "not one after the other";
    server.process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return bool(parts.ids.next()); }));
}

// What each part did before is still there, as far as the new master knows it; each works with the first call.
void work_after_a_failover(const std::string& url, const std::function<void()>& fail_over) {
    Parts parts(url);
    parts.work();
    Session session = parts.sessions.create().value();
    session.set("user", "ann").value();
    const auto before = parts.counter.load().value();
    std::atomic<int> heard{0};
    Broadcast listener(parts.redis, parts.channel, {[&](std::string_view) { ++heard; }, [] {}});
    ASSERT_TRUE(listener.wait_subscribed(Timeout{5s}));
    fail_over();
    ASSERT_TRUE(eventually([&] {
        const auto calls = parts.calls();
        return std::none_of(calls.begin(), calls.end(), [](const auto& call) { return call.second().has_value(); });
    }));
    for (int time = 0; time < 5; ++time) parts.work();
    EXPECT_GE(parts.counter.load().value(), before);
    EXPECT_TRUE(eventually([&, until_now = heard.load()] {
        (void)listener.publish("x");
        return heard > until_now;
    }));
    EXPECT_EQ(parts.sessions.find(session.id()).value().value().get("user"), "ann");
}

TEST(RedisStateFaults, AfterTheSentinelsFailedOverEachPartWorks) {
    testing::RedisSentinels servers;
    work_after_a_failover(servers.url(), [&] {
        RedisServer& master = servers.with_port(servers.master_port());
        master.await_replicas(2);
        master.stop(SIGKILL);
    });
}

TEST(RedisStateFaults, AfterAClusterFailedOverEachPartWorks) {
    testing::RedisCluster cluster;
    // The master of most of the keys.
    work_after_a_failover(cluster.url(), [&] {
        RedisServer& master = cluster.master_of(Key("x", "1").slot());
        master.await_replicas(1);
        master.stop(SIGKILL);
    });
}

TEST(RedisStateFaults, RandomOperationsLeaveNoKeyWithoutAnEnd) {
    RedisServer server;
    Parts parts(server);
    Session session = parts.sessions.create().value();
    std::vector<std::function<void()>> operations;
    for (const auto& part : parts.calls()) operations.emplace_back([call = part.second] { (void)call(); });
    for (RateLimiter* limiter : {&parts.open, &parts.closed}) {
        operations.emplace_back([=] { (void)limiter->acquire("client"); });
        operations.emplace_back([=] { (void)limiter->refund("client"); });
    }
    operations.emplace_back([&] { (void)parts.queue.enqueue_in(Ttl{1s}, std::to_string(++*parts.jobs), "x"); });
    operations.emplace_back([&] {
        if (const auto job = parts.queue.take(Timeout{1ms}).value()) (void)parts.queue.fail(*job, "why", false);
    });
    operations.emplace_back([&] {
        const auto dead = parts.queue.dead(1).value();
        for (const DeadJob& job : dead) (void)parts.queue.revive(job.id);
    });
    operations.emplace_back([&] {
        if (const auto job = parts.queue.take(Timeout{1ms}).value()) (void)parts.queue.finish(*job);
    });
    operations.emplace_back([&] {
        (void)session.set("a", "b");
        (void)session.rotate();
    });
    operations.emplace_back(
        [&] { (void)parts.computing.get_or_compute("a", Ttl{1min}, [] { return "v"; }, {{"tag"}}); });
    operations.emplace_back([&] { (void)parts.computing.invalidate_tag("tag"); });
    operations.emplace_back([&] { (void)parts.map.erase("a"); });
    operations.emplace_back([&] { (void)parts.redis.increment(Key("plain", "1"), 1, Ttl{1min}); });
    operations.emplace_back([&] { (void)server.ask({"SCRIPT", "FLUSH"}); });
    std::minstd_rand random(5);
    for (int round = 0; round < 40; ++round) {
        for (int operation = 0; operation < 50; ++operation) operations[random() % operations.size()]();
        ASSERT_EQ(testing::keys_without_end(server), "");
    }
}

}  // namespace
}  // namespace stateless
