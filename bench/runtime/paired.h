// What a benchmark beside raw hiredis needs: a server, a client of each kind, and the median of what single calls take.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

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

}  // namespace stateless::bench
