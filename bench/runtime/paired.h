// What a benchmark beside raw hiredis needs: a server, a client of each kind, and the median of what single calls take.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <hiredis.h>
#include <stateless/redis.h>

#include "support/redis_servers.h"

namespace stateless::bench {

using Clock = std::chrono::steady_clock;

inline const testing::RedisServer& server() {
    static const testing::RedisServer shared;
    return shared;
}

inline Redis client() { return Redis(RedisUrl::parse(server().url()).value()); }

using Raw = std::unique_ptr<redisContext, decltype(&redisFree)>;
using RawReply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;
inline Raw raw_client() { return {redisConnect("127.0.0.1", server().port()), redisFree}; }

template <class Call>
double nanoseconds(Call call) {
    const auto began = Clock::now();
    call();
    return std::chrono::duration<double, std::nano>(Clock::now() - began).count();
}

inline double median(std::vector<double>& times) {
    if (times.empty()) return 0;
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

// One call of ours beside one raw GET of 100 bytes; `call` is given the key.
template <class Call>
void beside_a_raw_get(benchmark::State& state, Call call) {
    Redis redis = client();
    const Raw raw = raw_client();
    const Key key("bench", "raw");
    redis.set(key, std::string(100, 'v'), Ttl{std::chrono::hours{1}}).value();
    const char* arguments[] = {"GET", key.str().c_str()};
    const std::size_t sizes[] = {3, key.str().size()};
    std::vector<double> ours, theirs;
    for (auto _ : state) {
        theirs.push_back(nanoseconds([&] {
            const RawReply reply(static_cast<redisReply*>(redisCommandArgv(raw.get(), 2, arguments, sizes)),
                                 freeReplyObject);
            benchmark::DoNotOptimize(reply->str);
        }));
        ours.push_back(nanoseconds([&] { call(key); }));
    }
    state.counters["raw_p50"] = median(theirs);
    state.counters["ours_p50"] = median(ours);
    state.counters["overhead"] = median(ours) - median(theirs);
}

}  // namespace stateless::bench
