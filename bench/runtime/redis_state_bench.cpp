// The parts that keep state in Redis beside a raw GET: calls of the two take turns, and the counters are medians, in
// nanoseconds or per second.
#include <benchmark/benchmark.h>

#include <stateless/cache.h>
#include <stateless/rate_limiter.h>

#include "paired.h"
#include "redis/limits/scripts.h"

namespace {

using namespace stateless;
using namespace std::chrono_literals;
using namespace stateless::bench;

constexpr RateLimit kinds[] = {
    RateLimit::fixed_window(Quota{1'000'000'000, 1s}), RateLimit::sliding_window(Quota{1'000'000'000, 1s}),
    RateLimit::token_bucket(Quota{1'000'000'000, 1s}), RateLimit::exact_window(Quota{10'000, 100ms})};

// Kinds: 0, fixed window; 1, sliding window; 2, token bucket; 3, exact window.
void decision(benchmark::State& state) {
    RateLimiter limiter(client(), "bench-limit", kinds[state.range(0)], LimitWithoutRedis::deny);
    beside_a_raw_get(state, [&](const Key&) {
        if (!limiter.acquire("client").allowed()) state.SkipWithError("denied");
    });
}
BENCHMARK(decision)->Arg(0)->Arg(1)->Arg(2)->Arg(3)->Iterations(20000);

// Seconds that the server's main thread has worked.
double server_seconds() {
    const std::string info = server().ask({"INFO", "cpu"});
    const auto after = [&](const std::string& name) { return std::stod(info.substr(info.find(name) + name.size())); };
    return after("used_cpu_user_main_thread:") + after("used_cpu_sys_main_thread:");
}

// 512 decisions at a time, for a thousand clients.
void pipelined_decisions(benchmark::State& state) {
    Redis redis = client();
    const RateLimit limit = kinds[state.range(0)];
    const redis::LimitScripts scripts = redis::limit_scripts(limit.kind());
    std::vector<Key> now, before;
    for (int number = 0; number < 1024; ++number) {
        now.emplace_back("bench-pipeline", std::to_string(number), std::initializer_list<std::string_view>{"s"});
        before.push_back(now.back().with("before"));
    }
    constexpr int depth = 512;
    std::vector<double> times;
    std::size_t client_number = 0;
    const double began = server_seconds();
    for (auto _ : state) {
        times.push_back(nanoseconds([&] {
            RedisPipeline pipeline = redis.pipeline();
            for (int number = 0; number < depth; ++number) {
                const std::size_t at = client_number++ % now.size();
                pipeline.add(scripts.take, {now[at], before[at]}, {1, limit.limit(), 1000, limit.quota().amount()});
            }
            for (const auto& result : pipeline.run())
                if (!result) state.SkipWithError("no decision");
        }));
    }
    const double worked = server_seconds() - began;
    state.counters["per_second"] = depth * 1e9 / median(times);
    state.counters["per_server_core_second"] = depth * static_cast<double>(times.size()) / worked;
}
BENCHMARK(pipelined_decisions)->Arg(0)->Arg(1)->Arg(2)->Iterations(500);

void denied_cache_hit(benchmark::State& state) {
    RateLimiterOptions options;
    options.denied_cache_age = Timeout{1h};
    RateLimiter limiter(client(), "bench-denied", RateLimit::fixed_window(Quota{1, 24h}), LimitWithoutRedis::deny,
                        options);
    for (int number = 0; number < 5000; ++number) {
        const std::string name = "198.51.100." + std::to_string(number);
        (void)limiter.acquire(name);
        (void)limiter.acquire(name);
    }
    for (auto _ : state) {
        const RateDecision denied = limiter.acquire("198.51.100.77");
        benchmark::DoNotOptimize(denied.allowed());
    }
}
BENCHMARK(denied_cache_hit);

void cache_hit(benchmark::State& state) {
    Cache<std::string> cache(client(), "bench-cache", CacheWithoutRedis::fail);
    const std::string value(100, 'v');
    beside_a_raw_get(state, [&](const Key&) {
        auto found = cache.get_or_compute("id", Ttl{24h}, [&] { return value; });
        benchmark::DoNotOptimize(found.value());
    });
}
BENCHMARK(cache_hit)->Iterations(20000);

}  // namespace
