// A mock of drogon's Redis client.
#pragma once

#include <trantor/net/EventLoop.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace drogon::nosql {

class RedisResult {
public:
    std::string asString() const;
    long long asInteger() const;
    bool isNil() const noexcept;
};

class RedisException : public std::exception {};
using RedisResultCallback = std::function<void(const RedisResult&)>;
using RedisExceptionCallback = std::function<void(const RedisException&)>;

class RedisSubscriber {
public:
    virtual ~RedisSubscriber() = default;
    virtual void subscribe(const std::string& channel,
                           std::function<void(const std::string&, const std::string&)>&& callback) noexcept = 0;
};

class RedisTransaction;
namespace internal {
class RedisAwaiter {};
}  // namespace internal

class RedisClient {
public:
    template <typename... Args>
    internal::RedisAwaiter execCommandCoro(std::string_view command, Args... args);
    virtual std::shared_ptr<RedisTransaction> newTransaction() noexcept(false) = 0;
    virtual ~RedisClient() = default;
    static std::shared_ptr<RedisClient> newRedisClient(const trantor::InetAddress& address, std::size_t connections = 1,
                                                       const std::string& password = "", unsigned database = 0,
                                                       const std::string& user = "");
    virtual void execCommandAsync(RedisResultCallback&& on_result, RedisExceptionCallback&& on_error,
                                  std::string_view command, ...) noexcept = 0;
    template <typename F, typename... Args>
    std::invoke_result_t<F, const RedisResult&> execCommandSync(F&& process, std::string_view command, Args&&... args);
    virtual std::shared_ptr<RedisSubscriber> newSubscriber() noexcept = 0;
};
class RedisTransaction : public RedisClient {
public:
    virtual void execute(RedisResultCallback&& on_result, RedisExceptionCallback&& on_error) = 0;
};
using RedisClientPtr = std::shared_ptr<RedisClient>;

}  // namespace drogon::nosql
