// A mock of redis-plus-plus with coroutines.
#pragma once

#include <sw/redis++/redis++.h>

#include <future>

namespace sw::redis {

template <typename Result>
class Task {};

class CoRedis {
public:
    explicit CoRedis(const ConnectionOptions& options, const ConnectionPoolOptions& pool_options = {});
    Task<OptionalString> get(const StringView& key);
    Task<bool> set(const StringView& key, const StringView& value,
        const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
    Task<bool> expire(const StringView& key, const std::chrono::seconds& timeout);
};

class CoRedisCluster {
public:
    explicit CoRedisCluster(const ConnectionOptions& options, const ConnectionPoolOptions& pool_options = {});
    Task<OptionalString> get(const StringView& key);
    Task<bool> set(const StringView& key, const StringView& value,
        const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
    Task<bool> expire(const StringView& key, const std::chrono::seconds& timeout);
};

}  // namespace sw::redis
