// A mock of trantor's event loop and addresses.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace trantor {

class NonCopyable {
protected:
    NonCopyable() = default;
    NonCopyable(const NonCopyable&) = delete;
    NonCopyable& operator=(const NonCopyable&) = delete;
};

using TimerId = std::uint64_t;

class EventLoop : NonCopyable {
public:
    using Func = std::function<void()>;
    void loop();
    void quit();
    void runInLoop(const Func& task);
    void runInLoop(Func&& task);
    void queueInLoop(const Func& task);
    void queueInLoop(Func&& task);
    TimerId runAfter(double delay, const Func& task);
    TimerId runAfter(double delay, Func&& task);
    TimerId runAfter(const std::chrono::duration<double>& delay, Func&& task);
    TimerId runEvery(double interval, const Func& task);
    TimerId runEvery(double interval, Func&& task);
    TimerId runEvery(const std::chrono::duration<double>& interval, Func&& task);
    void invalidateTimer(TimerId id);
    bool isInLoopThread() const;
};

class InetAddress {
public:
    InetAddress(std::uint16_t port = 0, bool loopback_only = false, bool ipv6 = false);
    InetAddress(const std::string& ip, std::uint16_t port, bool ipv6 = false);
    std::string toIp() const;
    std::string toIpPort() const;
    std::uint16_t toPort() const;
};

class Logger : public NonCopyable {
public:
    enum LogLevel { kTrace = 0, kDebug, kInfo, kWarn, kError, kFatal };
    Logger();
    template <typename T>
    Logger& operator<<(const T&) {
        return *this;
    }
    Logger& stream();
    static void setLogLevel(LogLevel level);
};

}  // namespace trantor

#define LOG_TRACE trantor::Logger().stream()
#define LOG_DEBUG trantor::Logger().stream()
#define LOG_INFO trantor::Logger().stream()
#define LOG_WARN trantor::Logger().stream()
#define LOG_ERROR trantor::Logger().stream()
