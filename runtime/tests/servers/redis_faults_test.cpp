// What a caller is told, and when, while Redis is killed, stopped, restarted, full, read-only, loading or silent, or
// the way to it is spoilt; and that the client works again by itself afterwards.
#include <dirent.h>

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/redis.h"
#include "support/faulty_proxy.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::FaultyProxy;
using testing::RedisServer;
using testing::wakeup;
using Fault = FaultyProxy::Fault;

// The deadline, a tenth more, and what a busy machine needs to wake a thread.
constexpr auto deadline = 400ms, at_most = 440ms + wakeup;

RedisOptions quick() {
    RedisOptions options;
    options.size = 4;
    options.connect_timeout = options.call_timeout = Timeout{deadline};
    return options;
}

Redis client_of(std::uint16_t port, const RedisOptions& options = quick()) {
    return Redis(RedisUrl::parse("redis://127.0.0.1:" + std::to_string(port)).value(), options);
}

const Key key("faults", "1");

void works_again(Redis& redis) {
    EXPECT_TRUE(eventually([&] { return bool(redis.set(key, "v", Ttl{1min})); }));
    EXPECT_EQ(redis.stats().in_use, 0U);
    EXPECT_EQ(redis.stats().refusing, 0U);
}

TEST(RedisFaults, AKilledServerIsNoticedBeforeAnythingIsSent) {
    RedisServer server;
    Redis redis = client_of(server.port());
    redis.set(key, "v", Ttl{1min}).value();
    server.stop(SIGKILL);
    std::this_thread::sleep_for(10ms);
    for (int call = 0; call < 6; ++call) {
        const auto began = Clock::now();
        const auto lost = redis.set(key, "w", Ttl{1min});
        EXPECT_LT(Clock::now() - began, at_most);
        ASSERT_FALSE(lost);
        EXPECT_EQ(lost.error().code, ErrorCode::unavailable) << lost.error().detail;
        EXPECT_FALSE(lost.error().maybe_applied);
    }
    // By now it is known to be gone.
    EXPECT_EQ(redis.stats().refusing, 1U);
    const auto began = Clock::now();
    int refused = 0;
    for (int call = 0; call < 100; ++call)
        if (!redis.get(key)) ++refused;
    EXPECT_LT(Clock::now() - began, at_most);
    EXPECT_EQ(refused, 100);
    server.start();
    works_again(redis);
}

TEST(RedisFaults, ARestartedServerCostsNoError) {
    RedisServer server;
    Redis redis = client_of(server.port());
    redis.set(key, "v", Ttl{1min}).value();
    server.stop(SIGKILL);
    server.start();
    EXPECT_TRUE(redis.set(key, "w", Ttl{1min}));
    EXPECT_TRUE(redis.get(key));
}

TEST(RedisFaults, ASilentServerCostsTheDeadlineAndNoMore) {
    RedisServer server;
    Redis redis = client_of(server.port());
    redis.set(key, "v", Ttl{1min}).value();
    server.process().send(SIGSTOP);
    auto began = Clock::now();
    const auto written = redis.set(key, "w", Ttl{1min});
    EXPECT_LT(Clock::now() - began, at_most);
    EXPECT_GE(Clock::now() - began, deadline);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::outcome_unknown);
    EXPECT_TRUE(written.error().maybe_applied);
    // The kernel still accepts connections for it; nobody answers there.
    for (int call = 0; call < 5; ++call) {
        began = Clock::now();
        const auto connecting = redis.get(key);
        EXPECT_LT(Clock::now() - began, at_most);
        ASSERT_FALSE(connecting);
        EXPECT_EQ(connecting.error().code, ErrorCode::unavailable);
    }
    EXPECT_EQ(redis.stats().refusing, 1U);
    server.process().send(SIGCONT);
    works_again(redis);
}

TEST(RedisFaults, AShortTimeoutOfACallIsKeptToo) {
    RedisServer server;
    Redis redis = client_of(server.port());
    redis.set(key, "v", Ttl{1min}).value();
    server.process().send(SIGSTOP);
    for (const Timeout timeout : {Timeout{10ms}, Timeout{100ms}}) {
        const auto began = Clock::now();
        EXPECT_FALSE(redis.get(key, timeout));
        EXPECT_LT(Clock::now() - began, timeout.milliseconds() * 11 / 10 + wakeup);
    }
    server.process().send(SIGCONT);
}

TEST(RedisFaults, ATrickledReplyDoesNotPassTheDeadline) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of(proxy.port());
    redis.set(key, std::string(1000, 'x'), Ttl{1min}).value();
    proxy.set(Fault::trickle, 30ms);
    auto began = Clock::now();
    const auto read = redis.get(key);
    EXPECT_LT(Clock::now() - began, at_most);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::unavailable) << "a read changes nothing";
    proxy.set(Fault::trickle, 100ms);
    began = Clock::now();
    EXPECT_FALSE(redis.set(key, "v", Ttl{1min})) << "logging in is trickled too";
    EXPECT_LT(Clock::now() - began, at_most);
    proxy.set(Fault::none);
    works_again(redis);
}

TEST(RedisFaults, ASpoiltAnswerIsNoAnswer) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of(proxy.port());
    for (const Fault fault : {Fault::truncate, Fault::garbage, Fault::swallow}) {
        works_again(redis);
        proxy.set(fault);
        const auto began = Clock::now();
        const auto written = redis.set(key, "w", Ttl{1min});
        EXPECT_LT(Clock::now() - began, at_most);
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, ErrorCode::outcome_unknown) << written.error().detail;
        EXPECT_TRUE(written.error().maybe_applied);
        proxy.set(Fault::none);
    }
    works_again(redis);
}

TEST(RedisFaults, ADelayWithinTheDeadlineIsNoError) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of(proxy.port());
    proxy.set(Fault::delay, 60ms);
    EXPECT_TRUE(redis.set(key, "v", Ttl{1min}));
    EXPECT_EQ(redis.get(key).value(), "v");
}

TEST(RedisFaults, AReadOnAConnectionThatDiesIsMadeAgain) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of(proxy.port());
    redis.set(key, "v", Ttl{1min}).value();
    const int accepted = proxy.accepted();
    // At once, before the connection counts as idle: the read meets it closed.
    EXPECT_TRUE(redis.get(key));
    (void)server.ask({"CLIENT", "KILL", "TYPE", "normal"});
    EXPECT_EQ(redis.get(key).value(), "v");
    EXPECT_GT(proxy.accepted(), accepted);
    // And where somebody has looked, since it was idle: it dies when it was asked.
    std::this_thread::sleep_for(20ms);
    proxy.set(Fault::swallow);
    std::thread killer([&] {
        std::this_thread::sleep_for(50ms);
        proxy.set(Fault::none);
        proxy.reset_all();
    });
    const auto read = redis.get(key);
    killer.join();
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, "v");
    EXPECT_EQ(redis.stats().refusing, 0U);
}

TEST(RedisFaults, AResetIsNoSignalAndNoCrash) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of(proxy.port());
    works_again(redis);
    proxy.set(Fault::no_request);
    for (int call = 0; call < 20; ++call) EXPECT_FALSE(redis.set(key, "w", Ttl{1min}));
    proxy.set(Fault::none);
    works_again(redis);
    RedisPipeline pipeline = redis.pipeline();
    const std::string value(1 << 20, 'v');
    for (int number = 0; number < 50; ++number) pipeline.add({"SET", key, value, "PX", 60000});
    std::thread killer([&] {
        std::this_thread::sleep_for(5ms);
        proxy.reset_all();
        server.stop(SIGKILL);
    });
    const auto results = pipeline.run(Timeout{3s});
    killer.join();
    EXPECT_EQ(results.size(), 50U);
    for (const auto& result : results)
        EXPECT_TRUE(result || result.error().code == ErrorCode::outcome_unknown ||
                    result.error().code == ErrorCode::unavailable);
}

TEST(RedisFaults, AFullServerSaysSo) {
    RedisServer server({"--maxmemory", "2mb", "--maxmemory-policy", "noeviction"});
    Redis redis = client_of(server.port());
    std::optional<Error> full;
    for (int number = 0; number < 100 && !full; ++number)
        if (const auto stored = redis.set(Key("full", std::to_string(number)), std::string(100'000, 'x'), Ttl{1min});
            !stored)
            full = stored.error();
    ASSERT_TRUE(full);
    EXPECT_EQ(full->code, ErrorCode::unavailable);
    EXPECT_TRUE(full->retryable);
    EXPECT_FALSE(full->maybe_applied);
    EXPECT_EQ(full->detail.rfind("OOM", 0), 0U) << full->detail;
    EXPECT_TRUE(redis.del(Key("full", "0")).value());
    EXPECT_EQ(redis.stats().opened, 1U);
}

TEST(RedisFaults, AReplicaIsLeftForWhoeverIsMaster) {
    RedisServer master, server;
    Redis redis = client_of(server.port());
    redis.set(key, "v", Ttl{1min}).value();
    (void)server.ask({"REPLICAOF", "127.0.0.1", std::to_string(master.port())});
    const auto written = redis.set(key, "w", Ttl{1min});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::unavailable);
    EXPECT_EQ(written.error().detail.rfind("READONLY", 0), 0U) << written.error().detail;
    (void)redis.exists(key);
    EXPECT_EQ(redis.stats().opened, 2U) << "the address may belong to another server by now";
    (void)server.ask({"REPLICAOF", "NO", "ONE"});
    works_again(redis);
}

TEST(RedisFaults, AServerThatLoadsItsDataIsUnavailable) {
    RedisServer server;
    Redis redis = client_of(server.port());
    (void)server.ask({"DEBUG", "POPULATE", "3000"});
    (void)server.ask({"CONFIG", "SET", "loading-process-events-interval-bytes", "1024"});
    (void)server.ask({"CONFIG", "SET", "key-load-delay", "500"});
    (void)server.ask({"SAVE"});
    std::thread loading([&] { (void)server.ask({"DEBUG", "RELOAD", "NOSAVE"}); });
    std::optional<Error> seen;
    EXPECT_TRUE(eventually([&] {
        const auto read = redis.get(key);
        if (!read && read.error().detail.find("LOADING") != std::string::npos) seen = read.error();
        return seen.has_value();
    }));
    loading.join();
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->code, ErrorCode::unavailable);
    works_again(redis);
}

TEST(RedisFaults, ABusyScriptIsUnavailable) {
    RedisServer server({"--busy-reply-threshold", "50"});
    Redis redis = client_of(server.port()), busy = client_of(server.port());
    redis.set(key, "v", Ttl{1min}).value();
    std::atomic<bool> ended = false;
    std::thread script([&] {
        // It stops by itself, so that nothing that goes wrong here leaves a server that cannot be stopped.
        (void)busy.eval(Script("while redis.call('TIME')[1] - ARGV[1] < 20 do end"), {},
                        {server.ask({"TIME"}).substr(0, 10)}, Timeout{30s});
        ended = true;
    });
    // On a connection that is there: one that is opened meanwhile meets the same words when it logs in.
    std::optional<Error> seen;
    EXPECT_TRUE(eventually([&] {
        const auto read = redis.get(key, Timeout{2s});  // the script may have the only processor for a while
        if (!read && read.error().detail.rfind("BUSY", 0) == 0) seen = read.error();
        return seen.has_value();
    }));
    const auto fresh = client_of(server.port()).get(key, Timeout{2s});
    EXPECT_TRUE(eventually([&] {
        (void)server.ask({"SCRIPT", "KILL"});
        return ended.load();
    }));
    script.join();
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->code, ErrorCode::unavailable);
    ASSERT_FALSE(fresh);
    EXPECT_EQ(fresh.error().code, ErrorCode::unavailable);
    EXPECT_NE(fresh.error().detail.find("BUSY"), std::string::npos) << fresh.error().detail;
    works_again(redis);
}

TEST(RedisFaults, AHostWithoutANameIsUnavailableInTime) {
    Redis redis(RedisUrl::parse("redis://nobody.invalid").value(), quick());
    const auto began = Clock::now();
    const auto read = redis.get(key);
    EXPECT_LT(Clock::now() - began, at_most);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::unavailable);
    EXPECT_NE(read.error().detail.find("nobody.invalid"), std::string::npos) << read.error().detail;
}

int open_descriptors() {
    int count = 0;
    DIR* folder = opendir("/proc/self/fd");
    while (readdir(folder) != nullptr) ++count;
    closedir(folder);
    return count;
}

TEST(RedisFaults, NothingAcknowledgedIsLostNobodyWaitsAndNothingLeaks) {
    RedisServer server({"--appendonly", "yes", "--appendfsync", "always"});
    const int descriptors = open_descriptors();
    {
        RedisOptions options = quick();
        options.open_for = Timeout{20ms};
        options.open_for_at_most = Timeout{50ms};
        Redis redis = client_of(server.port(), options);
        std::atomic<bool> over{false};
        std::atomic<std::int64_t> acknowledged{0}, unknown{0}, longest{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread)
            threads.emplace_back([&] {
                while (!over) {
                    const auto began = Clock::now();
                    const auto sum = redis.increment(key, 1, Ttl{1h});
                    const auto took =
                        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count();
                    std::int64_t seen = longest;
                    while (took > seen && !longest.compare_exchange_weak(seen, took)) continue;
                    if (sum) ++acknowledged;
                    else if (sum.error().maybe_applied) ++unknown;
                }
            });
        for (int restart = 0; restart < 3; ++restart) {
            std::this_thread::sleep_for(200ms);
            server.stop(SIGKILL);
            server.start();
        }
        EXPECT_TRUE(eventually([&, before = acknowledged.load()] { return acknowledged > before + 50; }));
        over = true;
        for (auto& thread : threads) thread.join();
        const auto stored = std::stoll(redis.get(key).value().value());
        EXPECT_GE(stored, acknowledged);
        EXPECT_LE(stored, acknowledged + unknown);
        EXPECT_LT(longest, std::chrono::milliseconds(at_most).count());
    }
    EXPECT_TRUE(eventually([&] { return open_descriptors() == descriptors; })) << open_descriptors() - descriptors;
}

}  // namespace
}  // namespace stateless
