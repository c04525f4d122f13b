// One replica of several: a program that the tests start four times over, so that what has to hold across processes is
// tried with processes. Waits until all are ready, does one thing as hard as it can, and prints what came of it.
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "stateless/cache.h"
#include "stateless/id_sequence.h"
#include "stateless/lock.h"
#include "stateless/map.h"
#include "stateless/rate_limiter.h"

namespace {

using namespace stateless;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::int64_t number(const std::string& text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::int64_t microseconds(Clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

void start_together(Redis& redis) {
    (void)redis.increment(Key("worker", "all", {"ready"}), 1, Ttl{1min}).value();
    while (!redis.exists(Key("worker", "all", {"go"})).value()) std::this_thread::sleep_for(2ms);
}

RateLimit limit_of(const std::string& kind, std::int64_t amount, std::chrono::milliseconds per, std::int64_t burst) {
    const Quota quota = Quota::from(amount, per);
    if (kind == "fixed") return RateLimit::fixed_window(quota);
    if (kind == "sliding") return RateLimit::sliding_window(quota);
    if (kind == "exact") return RateLimit::exact_window(quota);
    return RateLimit::token_bucket(quota, burst);
}

// kind, amount, milliseconds, burst, milliseconds to go on; prints when each request that was admitted began and ended.
void limit(Redis redis, const std::vector<std::string>& with) {
    RateLimiterOptions options;
    options.denied_cache = 0;
    RateLimiter limiter(
        redis, "worker-limit",
        limit_of(with.at(0), number(with.at(1)), std::chrono::milliseconds(number(with.at(2))), number(with.at(3))),
        LimitWithoutRedis::deny, options);
    const auto end = Clock::now() + std::chrono::milliseconds(number(with.at(4)));
    while (Clock::now() < end) {
        const auto began = Clock::now();
        const RateDecision decision = limiter.acquire("client");
        if (decision.error()) throw std::runtime_error(decision.error()->detail);
        if (decision.allowed())
            std::printf("%lld %lld\n", static_cast<long long>(microseconds(began)),
                        static_cast<long long>(microseconds(Clock::now())));
    }
}

// threads, milliseconds that computing takes; prints how many got the right value.
void cache(Redis redis, const std::vector<std::string>& with) {
    Cache<std::string> values(redis, "worker-cache", CacheWithoutRedis::fail);
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (std::int64_t thread = 0; thread < number(with.at(0)); ++thread)
        threads.emplace_back([&, mine = redis]() mutable {
            const auto value = values.get_or_compute("cold", Ttl{1min}, [&] {
                (void)mine.increment(Key("worker", "all", {"computed"}), 1, Ttl{1min}).value();
                std::this_thread::sleep_for(std::chrono::milliseconds(number(with.at(1))));
                return "the value";
            });
            if (value && *value == "the value") ++right;
            if (!value) std::fprintf(stderr, "%s\n", value.error().detail.c_str());
        });
    for (auto& thread : threads) thread.join();
    std::printf("%d\n", right.load());
}

// ids wanted; prints them.
void sequence(Redis redis, const std::vector<std::string>& with) {
    IdSequenceOptions options;
    options.block = 7;
    IdSequence ids(redis, Key("worker-ids", "1"), Ttl{1h}, options);
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (std::int64_t id = 0; id < number(with.at(0)) / 4; ++id) {
                const std::int64_t next = ids.next().value();
                const std::lock_guard lock(mutex);
                std::printf("%lld\n", static_cast<long long>(next));
            }
        });
    for (auto& thread : threads) thread.join();
}

// how often to add 1 to an entry of a map.
void update(Redis redis, const std::vector<std::string>& with) {
    Map<std::string, int> map(redis, Key("worker-map", "1"), Ttl{1h}, Timeout{20s});
    for (std::int64_t time = 0; time < number(with.at(0)); ++time)
        (void)map.update("sum", [](int& sum) { ++sum; }).value();
}

// how often to add 1 to a number in two steps, under a lock; prints the fencing tokens.
void lock(Redis redis, const std::vector<std::string>& with) {
    Lock locks(redis, "worker-lock");
    const Key sum("worker-sum", "1");
    for (std::int64_t time = 0; time < number(with.at(0)); ++time) {
        HeldLock held = locks.acquire("sum", Ttl{5s}, Timeout{20s}).value();
        const auto before = redis.get(sum).value();
        redis.set(sum, std::to_string(number(before.value_or("0")) + 1), Ttl{1h}).value();
        if (held.lost()) throw std::runtime_error("a lock of five seconds was lost");
        std::printf("%lld\n", static_cast<long long>(held.fencing_token()));
        if (!held.release().value()) throw std::runtime_error("it was not ours");
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) return 2;
    const std::string task = arguments[1];
    RedisOptions options;
    options.call_timeout = Timeout{5s};
    try {
        Redis redis(RedisUrl::parse(arguments[2]).value(), options);
        const std::vector<std::string> with(arguments + 3, arguments + count);
        start_together(redis);
        if (task == "limit") limit(redis, with);
        if (task == "cache") cache(redis, with);
        if (task == "sequence") sequence(redis, with);
        if (task == "update") update(redis, with);
        if (task == "lock") lock(redis, with);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
    return 0;
}
