// Publish/subscribe on a connection that is lost, silent and found again.
#include <algorithm>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "redis/client.h"
#include "redis/subscriber.h"
#include "support/faulty_proxy.h"
#include "support/redis_servers.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;
using testing::eventually;
using testing::FaultyProxy;
using testing::RedisServer;

/// What a subscriber was told, in order; a gap is "gap".
class Log {
public:
    Subscriber::Events events() {
        return {[this](std::string_view channel, std::string_view message) {
                    add(std::string(channel) + "=" + std::string(message));
                },
                [this] { add("gap"); }};
    }
    std::vector<std::string> lines() const {
        const std::lock_guard lock(mutex_);
        return lines_;
    }
    int count(const std::string& line) const {
        const auto all = lines();
        return static_cast<int>(std::count(all.begin(), all.end(), line));
    }

private:
    void add(std::string line) {
        const std::lock_guard lock(mutex_);
        lines_.push_back(std::move(line));
    }
    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
};

Subscriber::Dial dial_to(const Redis& redis) {
    return [state = Internals::of(redis)](Deadline deadline) { return state->router->dial(deadline); };
}

Redis client_of(std::uint16_t port) {
    return Redis(RedisUrl::parse("redis://127.0.0.1:" + std::to_string(port)).value());
}

constexpr Subscriber::Times quick{Timeout{300ms}, Timeout{200ms}};

TEST(RedisSubscriber, HearsWhatIsPublished) {
    RedisServer server;
    Redis redis = client_of(server.port());
    Log log;
    Subscriber subscriber(dial_to(redis), log.events(), quick);
    subscriber.subscribe("a");
    subscriber.subscribe("b");
    for (const char* channel : {"a", "b"}) ASSERT_TRUE(subscriber.wait_subscribed(channel, Deadline::in(Timeout{5s})));
    EXPECT_FALSE(subscriber.wait_subscribed("c", Deadline::in(Timeout{20ms})));
    for (const char* message : {"1", "2"}) EXPECT_EQ(redis.command({"PUBLISH", "a", message}).value().integer(), 1);
    const std::string big(1 << 20, 'm');
    EXPECT_EQ(redis.command({"PUBLISH", "b", big}).value().integer(), 1);
    EXPECT_TRUE(eventually([&] { return log.lines() == std::vector<std::string>{"a=1", "a=2", "b=" + big}; }));
    // Longer than the silence after which it asks.
    std::this_thread::sleep_for(700ms);
    subscriber.unsubscribe("a");
    EXPECT_TRUE(eventually([&] { return redis.command({"PUBLISH", "a", "3"}).value().integer() == 0; }));
    EXPECT_EQ(redis.command({"PUBLISH", "b", "4"}).value().integer(), 1);
    EXPECT_TRUE(eventually([&] { return log.lines().back() == "b=4"; }));
    EXPECT_EQ(log.count("gap"), 0);
}

TEST(RedisSubscriber, ALostConnectionIsAGap) {
    RedisServer server;
    Redis redis = client_of(server.port());
    Log log;
    Subscriber subscriber(dial_to(redis), log.events(), quick);
    subscriber.subscribe("a");
    ASSERT_TRUE(subscriber.wait_subscribed("a", Deadline::in(Timeout{5s})));
    server.stop(SIGKILL);
    server.start();
    EXPECT_TRUE(eventually([&] { return log.count("gap") == 1; }));
    EXPECT_TRUE(subscriber.wait_subscribed("a", Deadline::in(Timeout{5s})));
    EXPECT_TRUE(eventually(
        [&] { return redis.command({"PUBLISH", "a", "after"}).value_or(Reply()).type() == Reply::Type::integer; }));
    EXPECT_TRUE(eventually([&] { return log.count("a=after") >= 1; }));
    EXPECT_EQ(log.lines().front(), "gap");
}

TEST(RedisSubscriber, ASilentServerIsNoticed) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of(proxy.port());
    Log log;
    Subscriber subscriber(dial_to(redis), log.events(), quick);
    subscriber.subscribe("a");
    ASSERT_TRUE(subscriber.wait_subscribed("a", Deadline::in(Timeout{5s})));
    proxy.set(FaultyProxy::Fault::swallow);
    EXPECT_TRUE(eventually([&] { return !subscriber.wait_subscribed("a", Deadline::in(Timeout{1ms})); }));
    EXPECT_EQ(log.count("gap"), 0) << "told when it is over";
    proxy.set(FaultyProxy::Fault::none);
    EXPECT_TRUE(eventually([&] { return log.count("gap") == 1; }));
}

TEST(RedisSubscriber, EndsWhileNobodyAnswers) {
    Log log;
    Redis redis = client_of(testing::free_port());
    const auto began = Clock::now();
    {
        Subscriber subscriber(dial_to(redis), log.events(), quick);
        subscriber.subscribe("a");
        EXPECT_FALSE(subscriber.wait_subscribed("a", Deadline::in(Timeout{100ms})));
    }
    EXPECT_LT(Clock::now() - began, 500ms);
}

}  // namespace
}  // namespace stateless::redis
