// The cache on a real server: one computation however many ask, what is served when, invalidation, and late writers.
#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/cache.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::client_of;
using testing::client_of_empty_server;
using testing::eventually;
using testing::server;

// Nothing left to chance.
CacheOptions exact() {
    CacheOptions options;
    options.ttl_jitter_percent = 0;
    options.early_refresh = 0;
    return options;
}

Cache<std::string> fresh(CacheOptions options = exact()) {
    return Cache<std::string>(client_of_empty_server(), "cache", CacheWithoutRedis::fail, std::move(options));
}

// Computes "1", "2", ...
class Source {
public:
    std::string operator()() {
        std::this_thread::sleep_for(takes);
        if (fails) throw std::runtime_error("the source is down");
        return std::to_string(++computed);
    }
    std::atomic<int> computed{0};
    std::atomic<bool> fails{false};
    std::chrono::milliseconds takes{0};
};

TEST(RedisCache, AValueIsComputedOnceAndExpires) {
    auto cache = fresh();
    Source source;
    const auto get = [&](CacheCall call = {}) {
        return cache.get_or_compute("a", Ttl{400ms}, std::ref(source), call).value();
    };
    CacheSource from{};
    EXPECT_EQ(get({{}, &from}), "1");
    EXPECT_EQ(from, CacheSource::computed);
    EXPECT_EQ(get({{}, &from}), "1");
    EXPECT_EQ(from, CacheSource::fresh);
    EXPECT_EQ(testing::keys_without_end(server()), "");
    std::this_thread::sleep_for(410ms);
    EXPECT_EQ(server().ask({"EXISTS", "cache:{a}:value"}), "0");
    EXPECT_EQ(get(), "2");
    EXPECT_EQ(cache.get_or_compute(std::string("b\0 {}", 5), Ttl{1s}, [] { return std::string("x\0\ny", 4); }).value(),
              std::string("x\0\ny", 4));
    EXPECT_EQ(cache.get_or_compute(std::string("b\0 {}", 5), Ttl{1s}, [] { return "other"; }).value(),
              std::string("x\0\ny", 4));
}

TEST(RedisCache, ManyCallersInFourProcessesComputeOnce) {
    for (const auto& lines : testing::in_four_processes(server(), {"cache", "200", "300"})) {
        ASSERT_FALSE(lines.empty());
        EXPECT_EQ(lines.back(), "200") << lines.front();
    }
    EXPECT_EQ(server().ask({"GET", "worker:{all}:computed"}), "1");
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisCache, AFailureIsNotStoredAndReachesAllWhoWaited) {
    auto cache = fresh();
    std::atomic<int> thrown{0}, computed{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&] {
            try {
                (void)cache.get_or_compute("a", Ttl{1min}, [&]() -> std::string {
                    ++computed;
                    std::this_thread::sleep_for(200ms);
                    throw std::domain_error("the source is down");
                });
            } catch (const std::domain_error&) {
                ++thrown;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(thrown, 8);
    EXPECT_EQ(computed, 1);
    EXPECT_EQ(server().ask({"DBSIZE"}), "0") << "nor is the turn kept";
    const auto failed = cache.get_or_compute("a", Ttl{1min}, []() -> Result<std::string> {
        return Error{ErrorCode::conflict, false, false, "of the source"};
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().detail, "of the source");
    EXPECT_EQ(cache.get_or_compute("a", Ttl{1min}, []() -> Result<std::string> { return std::string("good"); }).value(),
              "good");
}

TEST(RedisCache, AStaleValueIsServedWhileOneComputes) {
    CacheOptions options = exact();
    options.stale_while_revalidate = Ttl{10s};
    auto cache = fresh(options);
    Source source;
    const auto get = [&](CacheSource* from = nullptr) {
        return cache.get_or_compute("a", Ttl{200ms}, std::ref(source), {{}, from}).value();
    };
    EXPECT_EQ(get(), "1");
    std::this_thread::sleep_for(220ms);
    source.takes = 400ms;
    std::thread refreshing([&] { EXPECT_EQ(get(), "2"); });
    std::this_thread::sleep_for(100ms);
    CacheSource from{};
    const auto began = Clock::now();
    EXPECT_EQ(get(&from), "1");
    EXPECT_EQ(from, CacheSource::stale);
    // Another replica is served too.
    Cache<std::string> other(client_of(server().url()), "cache", CacheWithoutRedis::fail, options);
    EXPECT_EQ(other.get_or_compute("a", Ttl{200ms}, std::ref(source)).value(), "1");
    EXPECT_LT(Clock::now() - began, 100ms + testing::wakeup);
    refreshing.join();
    source.takes = 0ms;
    EXPECT_EQ(get(&from), "2");
    std::this_thread::sleep_for(220ms);
    source.fails = true;
    EXPECT_EQ(get(&from), "2") << "a refresh that fails is nobody's failure";
    EXPECT_EQ(from, CacheSource::stale);
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisCache, ARefreshInTheBackgroundKeepsNobodyWaiting) {
    CacheOptions options = exact();
    options.stale_while_revalidate = Ttl{10s};
    std::vector<std::thread> threads;
    std::atomic<bool> drop{true};
    options.background = [&](std::function<void()> task) {
        if (!drop) threads.emplace_back(std::move(task));
    };
    auto cache = fresh(options);
    Source source;
    const auto get = [&] { return cache.get_or_compute("a", Ttl{200ms}, std::ref(source)).value(); };
    EXPECT_EQ(get(), "1");
    std::this_thread::sleep_for(220ms);
    source.takes = 300ms;
    EXPECT_EQ(get(), "1");
    EXPECT_EQ(source.computed, 1) << "the task was dropped";
    EXPECT_EQ(client_of(server().url()).del(Key("cache", "a", {"computing"})).value(), true) << "with its turn";
    drop = false;
    const auto began = Clock::now();
    EXPECT_EQ(get(), "1");
    EXPECT_EQ(get(), "1");
    EXPECT_LT(Clock::now() - began, 100ms + testing::wakeup);
    EXPECT_EQ(threads.size(), 1U);
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(get(), "2");
}

TEST(RedisCache, ADroppedRefreshGivesItsTurnBack) {
    CacheOptions options = exact();
    options.stale_while_revalidate = Ttl{1s};
    std::vector<std::function<void()>> tasks;
    options.background = [&](std::function<void()> task) { tasks.push_back(std::move(task)); };
    Cache<std::string> cache = fresh(options);
    Source source;
    const auto get = [&] { return cache.get_or_compute("a", Ttl{100ms}, [&] { return source(); }).value(); };
    EXPECT_EQ(get(), "1");
    std::this_thread::sleep_for(120ms);
    EXPECT_EQ(get(), "1");
    EXPECT_EQ(tasks.size(), 1U);
    tasks.clear();
    EXPECT_EQ(get(), "1");
    ASSERT_EQ(tasks.size(), 1U) << "the next one tries again";
    // Who has nothing to serve waits for the task, and computes when that is dropped.
    std::this_thread::sleep_for(1100ms);
    std::thread dropping([&] {
        std::this_thread::sleep_for(100ms);
        tasks.clear();
    });
    const auto began = Clock::now();
    EXPECT_EQ(get(), "2");
    EXPECT_LT(Clock::now() - began, 200ms + testing::wakeup);
    dropping.join();
}

TEST(RedisCache, AnOldValueIsServedIfTheSourceFails) {
    CacheOptions options = exact();
    options.stale_if_error = Ttl{600ms};
    auto cache = fresh(options);
    Source source;
    const auto get = [&](CacheSource* from = nullptr) {
        return cache.get_or_compute("a", Ttl{200ms}, std::ref(source), {{}, from}).value();
    };
    EXPECT_EQ(get(), "1");
    std::this_thread::sleep_for(220ms);
    source.fails = true;
    CacheSource from{};
    EXPECT_EQ(get(&from), "1");
    EXPECT_EQ(from, CacheSource::stale);
    source.fails = false;
    EXPECT_EQ(get(&from), "2") << "as soon as it works again";
    EXPECT_EQ(from, CacheSource::computed);
    source.fails = true;
    std::this_thread::sleep_for(820ms);
    EXPECT_THROW((void)get(), std::runtime_error) << "not for ever";
}

TEST(RedisCache, ThatThereIsNothingIsKeptToo) {
    auto cache = fresh();
    int computed = 0;
    const auto find = [&](std::optional<std::string> there) {
        return cache
            .find_or_compute("a", Ttl{1min}, Ttl{200ms},
                             [&]() -> Result<std::optional<std::string>> {
                                 ++computed;
                                 return there;
                             })
            .value();
    };
    EXPECT_FALSE(find(std::nullopt));
    EXPECT_FALSE(find("here now"));
    EXPECT_EQ(computed, 1);
    std::this_thread::sleep_for(210ms);
    EXPECT_EQ(find("here now"), "here now");
    EXPECT_EQ(find(std::nullopt), "here now");
    EXPECT_EQ(computed, 2);
}

TEST(RedisCache, InvalidationReachesAllReplicasAndTheLateWriter) {
    auto cache = fresh();
    Cache<std::string> other(client_of(server().url()), "cache", CacheWithoutRedis::fail, exact());
    Source source;
    EXPECT_EQ(cache.get_or_compute("a", Ttl{1min}, std::ref(source)).value(), "1");
    other.invalidate("a").value();
    EXPECT_EQ(cache.get_or_compute("a", Ttl{1min}, std::ref(source)).value(), "2");
    cache.invalidate("a").value();
    // It has read the old state before the invalidation, and would write it after.
    EXPECT_EQ(cache
                  .get_or_compute("a", Ttl{1min},
                                  [&] {
                                      other.invalidate("a").value();
                                      return "old";
                                  })
                  .value(),
              "old");
    EXPECT_EQ(other.get_or_compute("a", Ttl{1min}, std::ref(source)).value(), "3");
}

TEST(RedisCache, WhoTakesTooLongDoesNotOverwriteTheNewerValue) {
    CacheOptions options = exact();
    options.compute_limit = Ttl{150ms};
    auto cache = fresh(options);
    Cache<std::string> other(client_of(server().url()), "cache", CacheWithoutRedis::fail, options);
    EXPECT_EQ(cache
                  .get_or_compute("a", Ttl{1min},
                                  [&] {
                                      std::this_thread::sleep_for(200ms);
                                      EXPECT_EQ(other.get_or_compute("a", Ttl{1min}, [] { return "newer"; }).value(),
                                                "newer");
                                      return "late";
                                  })
                  .value(),
              "late");
    EXPECT_EQ(other.get_or_compute("a", Ttl{1min}, [] { return "none"; }).value(), "newer");
}

TEST(RedisCache, ATagMakesAllThatDependOnItInvalid) {
    auto cache = fresh();
    Source source;
    const auto get = [&](const char* id, std::vector<std::string> tags) {
        return cache.get_or_compute(id, Ttl{1min}, std::ref(source), {std::move(tags), nullptr}).value();
    };
    EXPECT_EQ(get("a", {"user 1", "shop"}), "1");
    EXPECT_EQ(get("b", {"user 2", "shop"}), "2");
    EXPECT_EQ(get("a", {"shop", "user 1", "shop"}), "1") << "in any order";
    EXPECT_EQ(testing::keys_without_end(server()), "");
    cache.invalidate_tag("user 1").value();
    EXPECT_EQ(get("a", {"user 1", "shop"}), "3");
    EXPECT_EQ(get("b", {"user 2", "shop"}), "2");
    cache.invalidate_tag("shop").value();
    EXPECT_EQ(get("a", {"user 1", "shop"}), "4");
    EXPECT_EQ(get("b", {"user 2", "shop"}), "5");
    // Invalidated while it is computed, also under a tag that Redis has lost.
    cache.invalidate("a").value();
    EXPECT_EQ(cache
                  .get_or_compute("a", Ttl{1min},
                                  [&] {
                                      cache.invalidate_tag("shop").value();
                                      return "old";
                                  },
                                  {{"user 1", "shop"}, nullptr})
                  .value(),
              "old");
    EXPECT_EQ(get("a", {"user 1", "shop"}), "6");
    EXPECT_EQ(server().ask({"DEL", "cache:{shop}:tag"}), "1");
    EXPECT_EQ(get("a", {"user 1", "shop"}), "7");
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisCache, TheOldValueHelpsToComputeTheNew) {
    CacheOptions options = exact();
    options.stale_if_error = Ttl{1min};
    auto cache = fresh(options);
    const auto longer = [](const std::optional<std::string>& older) { return older.value_or("") + "x"; };
    EXPECT_EQ(cache.get_or_compute("a", Ttl{100ms}, longer).value(), "x");
    EXPECT_EQ(cache.get_or_compute("a", Ttl{100ms}, longer).value(), "x");
    std::this_thread::sleep_for(110ms);
    EXPECT_EQ(cache.get_or_compute("a", Ttl{100ms}, longer).value(), "xx");
}

TEST(RedisCache, WhatACodecCannotReadIsComputedAnew) {
    (void)server().ask({"FLUSHALL"});
    const Redis redis = client_of(server().url());
    Cache<std::string> texts(redis, "cache", CacheWithoutRedis::fail, exact());
    Cache<int> numbers(redis, "cache", CacheWithoutRedis::fail, exact());
    EXPECT_EQ(texts.get_or_compute("a", Ttl{1min}, [] { return "no number"; }).value(), "no number");
    EXPECT_EQ(numbers.get_or_compute("a", Ttl{1min}, [] { return 5; }).value(), 5);
    EXPECT_EQ(numbers.get_or_compute("a", Ttl{1min}, [] { return 6; }).value(), 5);
    (void)server().ask({"SET", "cache:{b}:value", "no entry of a cache", "PX", "60000"});
    EXPECT_EQ(numbers.get_or_compute("b", Ttl{1min}, [] { return 7; }).value(), 7);
}

TEST(RedisCache, LifetimesDifferByChance) {
    CacheOptions options = exact();
    options.ttl_jitter_percent = 50;
    auto cache = fresh(options);
    std::set<std::string> lifetimes;
    for (int number = 0; number < 20; ++number) {
        const std::string id = std::to_string(number);
        EXPECT_TRUE(cache.get_or_compute(id, Ttl{100s}, [] { return "v"; }));
        const auto left = std::stoll(server().ask({"PTTL", "cache:{" + id + "}:value"}));
        EXPECT_GT(left, 49'000);
        EXPECT_LE(left, 100'000);
        lifetimes.insert(std::to_string(left / 100));
    }
    EXPECT_GT(lifetimes.size(), 10U);
}

TEST(RedisCache, AValueIsComputedBeforeItExpires) {
    CacheOptions options = exact();
    options.early_refresh = 5;
    auto cache = fresh(options);
    Source source;
    source.takes = 60ms;
    const auto end = Clock::now() + 1500ms;
    int misses = 0;
    while (Clock::now() < end) {
        CacheSource from{};
        (void)cache.get_or_compute("a", Ttl{500ms}, std::ref(source), {{}, &from}).value();
        // After the first one it never is not there.
        if (server().ask({"EXISTS", "cache:{a}:value"}) == "0") ++misses;
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(misses, 0);
    EXPECT_GE(source.computed, 3);
}

TEST(RedisCache, WaitingForAnotherReplicaIsBounded) {
    CacheOptions options = exact();
    options.wait = Timeout{200ms};
    auto cache = fresh(options);
    const Redis redis = client_of(server().url());
    (void)Redis(redis).set(Key("cache", "a", {"computing"}), "somebody's", Ttl{500ms}).value();
    const auto began = Clock::now();
    const auto late = cache.get_or_compute("a", Ttl{1min}, [] { return "v"; });
    EXPECT_LT(Clock::now() - began, 220ms + testing::wakeup);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::unavailable);
    std::this_thread::sleep_for(320ms);
    EXPECT_EQ(cache.get_or_compute("a", Ttl{1min}, [] { return "v"; }).value(), "v") << "whoever it was has died";
}

TEST(RedisCache, InACluster) {
    testing::RedisCluster cluster;
    Cache<std::string> cache(client_of(cluster.url()), "cache", CacheWithoutRedis::fail, exact());
    for (int number = 0; number < 30; ++number) {
        const std::string id = std::to_string(number);
        const auto get = [&](const std::string& value) {
            return cache.get_or_compute(id, Ttl{1min}, [&] { return value; }, {{"tag " + id, "all"}, nullptr}).value();
        };
        EXPECT_EQ(get("1"), "1");
        EXPECT_EQ(get("2"), "1");
        cache.invalidate_tag(number % 2 == 0 ? "all" : "tag " + id).value();
        EXPECT_EQ(get("3"), "3");
        cache.invalidate(id).value();
        EXPECT_EQ(get("4"), "4");
    }
}

}  // namespace
}  // namespace stateless
