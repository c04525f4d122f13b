// Broadcast between replicas: everything arrives in one order, and what may have been missed is told, whatever happens
// to the server.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/broadcast.h"
#include "support/faulty_proxy.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using testing::eventually;
using testing::FaultyProxy;
using testing::RedisServer;

const Key channel("room", "1");

Redis client_of(const std::string& url) {
    RedisOptions options;
    options.connect_timeout = options.call_timeout = Timeout{400ms};
    options.subscription_silence = Timeout{200ms};
    return Redis(RedisUrl::parse(url).value(), options);
}

/// A replica's ear: what it heard, in order; a gap is "gap".
class Ear {
public:
    explicit Ear(const Redis& redis, const Key& on = channel)
        : broadcast_(std::in_place, redis, on,
                     BroadcastHandlers{[this](std::string_view message) { add(message); }, [this] { add("gap"); }}) {}

    [[nodiscard]] Broadcast& broadcast() { return *broadcast_; }
    [[nodiscard]] bool listening() const { return broadcast_->wait_subscribed(Timeout{5s}); }
    void close() { broadcast_.reset(); }
    [[nodiscard]] std::vector<std::string> heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    [[nodiscard]] std::ptrdiff_t count(const std::string& what) const {
        const auto all = heard();
        return std::count(all.begin(), all.end(), what);
    }

private:
    void add(std::string_view what) {
        const std::lock_guard lock(mutex_);
        heard_.emplace_back(what);
    }
    mutable std::mutex mutex_;
    std::vector<std::string> heard_;
    std::optional<Broadcast> broadcast_;
};

std::size_t listening_connections(const RedisServer& server) {
    const std::string clients = server.ask({"CLIENT", "LIST", "TYPE", "pubsub"});
    return static_cast<std::size_t>(std::count(clients.begin(), clients.end(), '\n'));
}

TEST(RedisBroadcast, EveryReplicaHearsAllInOneOrder) {
    RedisServer server;
    Redis first = client_of(server.url()), second = client_of(server.url());
    Ear one(first), other(second);
    ASSERT_TRUE(one.listening() && other.listening());
    std::vector<std::thread> publishers;
    for (int thread = 0; thread < 4; ++thread)
        publishers.emplace_back([&, thread] {
            for (int number = 0; number < 100; ++number)
                (thread % 2 == 0 ? one : other)
                    .broadcast()
                    .publish(std::to_string(thread) + "/" + std::to_string(number))
                    .value();
        });
    for (auto& publisher : publishers) publisher.join();
    EXPECT_TRUE(eventually([&] { return one.heard().size() >= 400 && other.heard().size() >= 400; }));
    EXPECT_EQ(one.heard(), other.heard());
    EXPECT_EQ(one.count("gap"), 0);
    auto all = one.heard();
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::unique(all.begin(), all.end()) - all.begin(), 400);
    EXPECT_EQ(testing::keys_without_end(server), "");
    EXPECT_EQ(testing::keys_of(server).size(), 1U);
}

TEST(RedisBroadcast, AnyTextArrivesAsItIs) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear ear(redis);
    ASSERT_TRUE(ear.listening());
    const std::vector<std::string> texts{"", " ", "7 8", std::string("\0\r\n\xff", 4), std::string(1 << 20, 'm')};
    for (const std::string& text : texts) Broadcast::publish_to(redis, channel, text).value();
    EXPECT_TRUE(eventually([&] { return ear.heard() == texts; }));
}

TEST(RedisBroadcast, ARestartIsOneGapAndThenItGoesOn) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear ear(redis);
    ASSERT_TRUE(ear.listening());
    ear.broadcast().publish("before").value();
    EXPECT_TRUE(eventually([&] { return ear.count("before") == 1; }));
    server.stop(SIGKILL);
    EXPECT_FALSE(ear.broadcast().publish("lost"));
    server.start();
    EXPECT_TRUE(eventually([&] { return ear.count("gap") == 1; }));
    ASSERT_TRUE(eventually([&] { return bool(ear.broadcast().publish("after")); }));
    EXPECT_TRUE(eventually([&] { return ear.count("after") >= 1; }));
    EXPECT_EQ(ear.count("gap"), 1) << "the numbers began anew, which is no second gap";
}

TEST(RedisBroadcast, AServerThatWasStoppedIsAGap) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear ear(redis);
    ASSERT_TRUE(ear.listening());
    server.process().send(SIGSTOP);
    EXPECT_TRUE(eventually([&] { return !ear.broadcast().wait_subscribed(Timeout{1ms}); }));
    server.process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return ear.count("gap") == 1; }));
    ASSERT_TRUE(eventually([&] { return bool(ear.broadcast().publish("after")); }));
    EXPECT_TRUE(eventually([&] { return ear.count("after") >= 1; }));
}

TEST(RedisBroadcast, AMissingNumberIsAGap) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear ear(redis);
    ASSERT_TRUE(ear.listening());
    ear.broadcast().publish("1").value();
    (void)server.ask({"INCR", channel.str()});
    ear.broadcast().publish("3").value();
    EXPECT_TRUE(eventually([&] { return ear.heard() == std::vector<std::string>{"1", "gap", "3"}; }));
    (void)server.ask({"DEL", channel.str()});
    ear.broadcast().publish("4").value();
    EXPECT_TRUE(eventually([&] { return ear.heard() == std::vector<std::string>{"1", "gap", "3", "gap", "4"}; }));
}

TEST(RedisBroadcast, WhatOthersPublishIsNotPassedOn) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear ear(redis);
    ASSERT_TRUE(ear.listening());
    for (const char* text : {"", "no number", "12", "12x "}) (void)server.ask({"PUBLISH", channel.str(), text});
    ear.broadcast().publish("ours").value();
    EXPECT_TRUE(eventually([&] { return ear.heard() == std::vector<std::string>{"ours"}; }));
}

TEST(RedisBroadcast, AllChannelsListenOnOneConnectionWhichGoesWithTheLast) {
    RedisServer server;
    Redis redis = client_of(server.url());
    {
        Ear first(redis), same(redis), second(redis, Key("room", "2"));
        ASSERT_TRUE(first.listening() && same.listening() && second.listening());
        EXPECT_EQ(listening_connections(server), 1U);
        first.close();
        second.broadcast().publish("for two").value();
        same.broadcast().publish("for one").value();
        EXPECT_TRUE(eventually([&] { return same.count("for one") == 1 && second.count("for two") == 1; }));
        EXPECT_EQ(first.heard().size(), 0U);
    }
    EXPECT_TRUE(eventually([&] { return listening_connections(server) == 0; }));
}

TEST(RedisBroadcast, OneMadeAgainHearsFromTheConfirmationOn) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear stays(redis, Key("room", "2"));
    for (int round = 0; round < 50; ++round) {
        Ear ear(redis);
        ASSERT_TRUE(ear.listening());
        Broadcast::publish_to(redis, channel, "now").value();
        ASSERT_TRUE(eventually([&] { return ear.count("now") == 1; })) << round;
    }
}

TEST(RedisBroadcast, AHandlerMayPublishAndNoneRunsAfterItsBroadcastIsGone) {
    RedisServer server;
    Redis redis = client_of(server.url());
    Ear echoes(redis, Key("room", "echo"));
    ASSERT_TRUE(echoes.listening());
    std::atomic<bool> alive{true}, late{false};
    std::atomic<int> heard{0};
    std::optional<Broadcast> ear(std::in_place, redis, channel,
                                 BroadcastHandlers{[&](std::string_view message) {
                                                       if (!alive) late = true;
                                                       ++heard;
                                                       echoes.broadcast().publish(message).value();
                                                       std::this_thread::sleep_for(1ms);
                                                   },
                                                   [] {}});
    ASSERT_TRUE(ear->wait_subscribed(Timeout{5s}));
    std::atomic<bool> over{false};
    std::thread publisher([&] {
        while (!over) Broadcast::publish_to(redis, channel, "x").value();
    });
    EXPECT_TRUE(eventually([&] { return heard > 20; }));
    ear.reset();
    alive = false;
    std::this_thread::sleep_for(50ms);
    over = true;
    publisher.join();
    EXPECT_FALSE(late);
    EXPECT_TRUE(eventually([&] { return echoes.count("x") == heard; }));
}

TEST(RedisBroadcast, WhereNobodyAnswersItSaysSoInTime) {
    Redis redis = client_of("redis://127.0.0.1:" + std::to_string(testing::free_port()));
    const auto began = std::chrono::steady_clock::now();
    {
        Ear ear(redis);
        EXPECT_FALSE(ear.broadcast().wait_subscribed(Timeout{50ms}));
        const auto sent = ear.broadcast().publish("x");
        ASSERT_FALSE(sent);
        EXPECT_EQ(sent.error().code, ErrorCode::unavailable);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - began, 1500ms);
    EXPECT_THROW(Broadcast(redis, channel, {nullptr, [] {}}), std::invalid_argument);
    EXPECT_THROW(Broadcast(redis, channel, {[](std::string_view) {}, nullptr}), std::invalid_argument);
}

TEST(RedisBroadcast, ACutConnectionUnderLoadLosesNothingUntold) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis publisher = client_of(server.url()),
          listener = client_of("redis://127.0.0.1:" + std::to_string(proxy.port()));
    Ear ear(listener);
    ASSERT_TRUE(ear.listening());
    for (int number = 0; number < 300; ++number) {
        Broadcast::publish_to(publisher, channel, std::to_string(number)).value();
        if (number % 100 == 50) proxy.reset_all();
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_TRUE(eventually([&] {
        return ear.listening() && bool(Broadcast::publish_to(publisher, channel, "end")) && ear.count("end") > 0;
    }));
    int next = 0;
    for (const std::string& what : ear.heard()) {
        if (what == "end") break;
        if (what == "gap") {
            next = -1;
            continue;
        }
        const int number = std::stoi(what);
        EXPECT_TRUE(next < 0 || number == next) << number << " instead of " << next << ", without a word";
        next = number + 1;
    }
    EXPECT_GE(ear.count("gap"), 1);
}

TEST(RedisBroadcast, ReachesEveryNodesListenersInACluster) {
    testing::RedisCluster cluster;
    std::vector<Redis> replicas;
    for (int replica = 0; replica < 3; ++replica) replicas.push_back(client_of(cluster.url()));
    Ear first(replicas[0]), second(replicas[1]), third(replicas[2]);
    ASSERT_TRUE(first.listening() && second.listening() && third.listening());
    for (int number = 0; number < 50; ++number)
        Broadcast::publish_to(replicas[static_cast<std::size_t>(number) % 3], channel, std::to_string(number)).value();
    for (const Ear* ear : {&first, &second, &third}) {
        EXPECT_TRUE(eventually([&] { return ear->heard().size() >= 50; }));
        EXPECT_EQ(ear->count("gap"), 0);
        EXPECT_EQ(ear->heard().back(), "49");
    }
}

}  // namespace
}  // namespace stateless
