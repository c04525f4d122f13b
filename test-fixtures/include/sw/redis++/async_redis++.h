// A mock of redis-plus-plus with futures.
#pragma once

#include <sw/redis++/redis++.h>

#include <future>

namespace sw::redis {

class AsyncRedis {
public:
    explicit AsyncRedis(const ConnectionOptions& options, const ConnectionPoolOptions& pool_options = {});
    std::future<OptionalString> get(const StringView& key);
    std::future<bool> set(const StringView& key, const StringView& value,
        const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
    std::future<bool> expire(const StringView& key, const std::chrono::seconds& timeout);
};

class AsyncRedisCluster {
public:
    explicit AsyncRedisCluster(const ConnectionOptions& options, const ConnectionPoolOptions& pool_options = {});
    std::future<OptionalString> get(const StringView& key);
    std::future<bool> set(const StringView& key, const StringView& value,
        const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
    std::future<bool> expire(const StringView& key, const std::chrono::seconds& timeout);
};

class AsyncSubscriber {
public:
    template <typename MsgCb>
    void on_message(MsgCb callback) {
        (void)callback;
    }
    template <typename PMsgCb>
    void on_pmessage(PMsgCb callback) {
        (void)callback;
    }
    std::future<void> subscribe(const StringView& channel);
};

}  // namespace sw::redis
