// The Redis client beside raw hiredis. Calls of the two take turns, so that both meet the same machine, and each is
// timed by itself: the counters are medians, in nanoseconds or per second.
#include <benchmark/benchmark.h>

#include "paired.h"
#include "redis/client.h"
#include "redis/node.h"

namespace {

using namespace stateless;
using namespace std::chrono_literals;
using namespace stateless::bench;

// A value of 100 bytes, read by its key.
void get(benchmark::State& state) {
    Redis redis = client();
    beside_a_raw_get(state, [&](const Key& key) {
        auto value = redis.get(key);
        benchmark::DoNotOptimize(value.value());
    });
}
BENCHMARK(get)->Iterations(20000);

void pipelined_get(benchmark::State& state) {
    Redis redis = client();
    const Raw raw = raw_client();
    const Key key("bench", "pipeline");
    redis.set(key, std::string(100, 'v'), Ttl{1h}).value();
    const char* arguments[] = {"GET", key.str().c_str()};
    const std::size_t sizes[] = {3, key.str().size()};
    const auto depth = static_cast<int>(state.range(0));
    std::vector<double> ours, theirs;
    for (auto _ : state) {
        theirs.push_back(nanoseconds([&] {
            for (int number = 0; number < depth; ++number) redisAppendCommandArgv(raw.get(), 2, arguments, sizes);
            for (int number = 0; number < depth; ++number) {
                void* reply = nullptr;
                if (redisGetReply(raw.get(), &reply) != REDIS_OK) state.SkipWithError("raw");
                freeReplyObject(reply);
            }
        }));
        ours.push_back(nanoseconds([&] {
            RedisPipeline pipeline = redis.pipeline();
            for (int number = 0; number < depth; ++number) pipeline.add({"GET", key});
            for (const auto& result : pipeline.run())
                if (!result) state.SkipWithError("ours");
        }));
    }
    const double raw_rate = depth * 1e9 / median(theirs), our_rate = depth * 1e9 / median(ours);
    state.counters["raw_rate"] = raw_rate;
    state.counters["our_rate"] = our_rate;
    state.counters["percent"] = 100 * our_rate / raw_rate;
}
BENCHMARK(pipelined_get)->Arg(32)->Arg(512)->Iterations(1000);

// One thread, a connection that is there.
void acquire_and_release(benchmark::State& state) {
    Redis redis = client();
    redis::Shared& shared = redis::Internals::of(redis)->shared;
    redis::Node node({"127.0.0.1", server().port()}, shared);
    (void)node.pool().acquire(redis::Deadline::in(Timeout{1s}), Clock::now(), false).value();
    auto now = Clock::now();
    int calls = 0;
    for (auto _ : state) {
        // A call knows the time before it comes here.
        if (++calls % 1024 == 0) now = Clock::now();
        const auto lease = node.pool().acquire(redis::Deadline(now + 1s), now, false);
        benchmark::DoNotOptimize(lease.has_value());
    }
}
BENCHMARK(acquire_and_release);

void refused_by_the_breaker(benchmark::State& state) {
    RedisOptions options;
    options.failures_until_open = 1;
    options.open_for = options.open_for_at_most = Timeout{30min};
    Redis redis(RedisUrl::parse("redis://127.0.0.1:" + std::to_string(testing::free_port())).value(), options);
    const Key key("bench", "refused");
    while (redis.stats().refusing == 0) (void)redis.get(key);
    for (auto _ : state) {
        const auto refused = redis.get(key);
        benchmark::DoNotOptimize(refused.has_value());
    }
}
BENCHMARK(refused_by_the_breaker);

}  // namespace
