// A mock of redis-plus-plus.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sw::redis {

using StringView = std::string_view;
using OptionalString = std::optional<std::string>;
using OptionalLongLong = std::optional<long long>;
enum class UpdateType { EXIST, NOT_EXIST, ALWAYS };

struct ConnectionOptions {
    std::string host;
    int port = 6379;
    std::string path;
    std::string user = "default";
    std::string password;
    int db = 0;
    bool keep_alive = false;
    std::chrono::milliseconds connect_timeout{0};
    std::chrono::milliseconds socket_timeout{0};
};

struct ConnectionPoolOptions {
    std::size_t size = 1;
    std::chrono::milliseconds wait_timeout{0};
    std::chrono::milliseconds connection_lifetime{0};
};

class Subscriber {
public:
    template <typename MsgCb>
    void on_message(MsgCb callback) {
        (void)callback;
    }
    template <typename PMsgCb>
    void on_pmessage(PMsgCb callback) {
        (void)callback;
    }
    template <typename SMsgCb>
    void on_smessage(SMsgCb callback) {
        (void)callback;
    }
    void subscribe(const StringView& channel);
    void consume();
};

template <typename Impl>
class QueuedRedis {
public:
    QueuedRedis& set(const StringView& key, const StringView& value,
                     const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0),
                     UpdateType type = UpdateType::ALWAYS);
    QueuedRedis& setex(const StringView& key, long long ttl, const StringView& value);
    QueuedRedis& setex(const StringView& key, const std::chrono::seconds& ttl, const StringView& value);
    QueuedRedis& psetex(const StringView& key, const std::chrono::milliseconds& ttl, const StringView& value);
    QueuedRedis& expire(const StringView& key, long long timeout);
    QueuedRedis& expire(const StringView& key, const std::chrono::seconds& timeout);
    QueuedRedis& incr(const StringView& key);
    void exec();
};
struct PipelineImpl;
using Pipeline = QueuedRedis<PipelineImpl>;

class Redis {
public:
    explicit Redis(const ConnectionOptions& options, const ConnectionPoolOptions& pool_options = {});
    explicit Redis(const std::string& uri);
    Redis(Redis&&) = default;

    Pipeline pipeline(bool new_connection = true);
    Subscriber subscriber();

    template <typename Cmd, typename... Args>
    auto command(Cmd command, Args&&... args);
    template <typename Result, typename... Args>
    Result command(const StringView& name, Args&&... args);

    std::string ping();
    OptionalString get(const StringView& key);
    bool set(const StringView& key, const StringView& value,
             const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
    bool set(const StringView& key, const StringView& value, bool keep_ttl, UpdateType type = UpdateType::ALWAYS);
    void setex(const StringView& key, long long ttl, const StringView& value);
    void setex(const StringView& key, const std::chrono::seconds& ttl, const StringView& value);
    void psetex(const StringView& key, long long ttl, const StringView& value);
    void psetex(const StringView& key, const std::chrono::milliseconds& ttl, const StringView& value);
    bool setnx(const StringView& key, const StringView& value);
    OptionalString getex(const StringView& key, const std::chrono::seconds& ttl);
    OptionalString getex(const StringView& key, const std::chrono::milliseconds& ttl);
    bool expire(const StringView& key, long long timeout);
    bool expire(const StringView& key, const std::chrono::seconds& timeout);
    bool pexpire(const StringView& key, long long timeout);
    bool pexpire(const StringView& key, const std::chrono::milliseconds& timeout);
    bool persist(const StringView& key);
    long long del(const StringView& key);
    long long exists(const StringView& key);
    long long ttl(const StringView& key);
    long long incr(const StringView& key);
    OptionalString hget(const StringView& key, const StringView& field);
    long long hset(const StringView& key, const StringView& field, const StringView& value);
    template <typename Output>
    void hgetall(const StringView& key, Output output);
    long long lpush(const StringView& key, const StringView& value);
    long long rpush(const StringView& key, const StringView& value);
    long long incrby(const StringView& key, long long increment);
    long long hincrby(const StringView& key, const StringView& field, long long increment);
    template <typename Input>
    long long hmset(const StringView& key, Input first, Input last);
    template <typename T>
    long long mset(std::initializer_list<T> entries);
    long long getset(const StringView& key, const StringView& value);
    long long sadd(const StringView& key, const StringView& member);
    long long zadd(const StringView& key, const StringView& member, double score);
    template <typename Input>
    long long xadd(const StringView& key, const StringView& id, Input first, Input last);
    template <typename Input, typename Output>
    long long mget(Input first, Input last, Output output);
    template <typename Input, typename Output>
    long long hmget(const StringView& key, Input first, Input last, Output output);
    template <typename Output>
    long long lrange(const StringView& key, long long start, long long stop, Output output);
    template <typename Output>
    long long smembers(const StringView& key, Output output);
    template <typename Output>
    long long zrange(const StringView& key, long long start, long long stop, Output output);
    long long publish(const StringView& channel, const StringView& message);
};

class RedisCluster {
public:
    explicit RedisCluster(const ConnectionOptions& options, const ConnectionPoolOptions& pool_options = {});
    explicit RedisCluster(const std::string& uri);
    OptionalString get(const StringView& key);
    bool set(const StringView& key, const StringView& value,
             const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
    void setex(const StringView& key, long long ttl, const StringView& value);
    void setex(const StringView& key, const std::chrono::seconds& ttl, const StringView& value);
    bool expire(const StringView& key, const std::chrono::seconds& timeout);
};

struct SentinelOptions {
    std::string password;
};
class Sentinel {
public:
    explicit Sentinel(const SentinelOptions& options);
};

class QueuedReplies {
public:
    template <typename Result>
    Result get(std::size_t index);
};
struct TransactionImpl;
using Transaction = QueuedRedis<TransactionImpl>;

}  // namespace sw::redis
