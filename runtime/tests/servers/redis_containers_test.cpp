// Counter, Map, Set and IdSequence on a real server, alone and from four processes.
#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/counter.h"
#include "stateless/id_sequence.h"
#include "stateless/map.h"
#include "support/redis_state.h"

namespace stateless {

struct Point {
    int x = 0, y = 0;
};

template <>
struct Codec<Point> {
    static std::string encode(const Point& point) { return std::to_string(point.x) + ',' + std::to_string(point.y); }
    static std::optional<Point> decode(std::string_view bytes) {
        const auto x = Codec<int>::decode(bytes.substr(0, bytes.find(',')));
        const auto y = Codec<int>::decode(bytes.substr(std::min(bytes.find(',') + 1, bytes.size())));
        if (!x || !y) return std::nullopt;
        return Point{*x, *y};
    }
};

namespace {

using namespace std::chrono_literals;
using testing::client_of;
using testing::client_of_empty_server;
using testing::server;

TEST(RedisContainers, ACounterCounts) {
    Counter visits(client_of_empty_server(), Key("visits", "1"), Ttl{1min});
    EXPECT_EQ(visits.load().value(), 0);
    EXPECT_EQ((++visits).value(), 1);
    EXPECT_EQ((visits += 41).value(), 42);
    EXPECT_EQ((--visits).value(), 41);
    Counter same = visits;
    EXPECT_EQ((same += -50).value(), -9);
    EXPECT_EQ(visits.load().value(), -9);
    EXPECT_EQ(testing::keys_without_end(server()), "");
    // Exact where Lua's numbers are not.
    const std::int64_t far = (std::int64_t{1} << 62) + 12345;
    EXPECT_EQ((visits += far).value(), far - 9);
    const auto beyond = visits += far;
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().code, ErrorCode::misuse);
    EXPECT_EQ(visits.load().value(), far - 9);
}

TEST(RedisContainers, ACounterLivesFromItsLastChange) {
    Counter visits(client_of_empty_server(), Key("visits", "1"), Ttl{400ms});
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ((++visits).value(), round + 1);
        std::this_thread::sleep_for(200ms);
    }
    std::this_thread::sleep_for(250ms);
    EXPECT_EQ(visits.load().value(), 0);
}

TEST(RedisContainers, AMapHasTheOperationsOfAMap) {
    Map<std::string, Point> map(client_of_empty_server(), Key("map", "1"), Ttl{1min});
    EXPECT_FALSE(map.find("a").value());
    EXPECT_TRUE(map.insert("a", {1, 2}).value());
    EXPECT_FALSE(map.insert("a", {3, 4}).value());
    EXPECT_EQ(map.find("a").value()->y, 2);
    EXPECT_FALSE(map.insert_or_assign("a", {5, 6}).value());
    EXPECT_TRUE(map.insert_or_assign(std::string("\0\xff \n", 4), {7, 8}).value());
    EXPECT_EQ(map.find(std::string("\0\xff \n", 4)).value()->x, 7);
    EXPECT_FALSE(map.try_emplace("a").value());
    EXPECT_TRUE(map.try_emplace("b", Point{9, 9}).value());
    EXPECT_TRUE(map.contains("b").value());
    EXPECT_FALSE(map.contains("c").value());
    EXPECT_EQ(map.size().value(), 3U);
    EXPECT_TRUE(map.erase("b").value());
    EXPECT_FALSE(map.erase("b").value());
    EXPECT_EQ(map.update("a", [](Point& point) { ++point.x; }).value().x, 6);
    EXPECT_EQ(map.update("new", [](Point& point) { point.y = 3; }).value().y, 3);
    EXPECT_EQ(map.find("a").value()->x, 6);
    EXPECT_THROW((void)map.update("a", [](Point&) { throw std::runtime_error("no"); }), std::runtime_error);
    EXPECT_EQ(map.find("a").value()->x, 6);
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisContainers, WhatACodecCannotReadIsSaid) {
    Redis redis = client_of_empty_server();
    Map<int, Point> map(redis, Key("map", "1"), Ttl{1min});
    (void)redis.command({"HSET", Key("map", "1"), "1", "nonsense"}).value();
    (void)redis.expire(Key("map", "1"), Ttl{1min}).value();
    for (const ErrorCode code : {map.find(1).error().code, map.update(1, [](Point&) { FAIL(); }).error().code,
                                 map.for_each([](int, const Point&) { FAIL(); }).error().code})
        EXPECT_EQ(code, ErrorCode::misuse);
}

TEST(RedisContainers, ForEachVisitsAll) {
    Redis redis = client_of_empty_server();
    Map<int, int> map(redis, Key("map", "1"), Ttl{1min});
    Set<int> set(redis, Key("set", "1"), Ttl{1min});
    std::map<int, int> expected;
    for (int number = 0; number < 1500; ++number) {
        ASSERT_TRUE(map.insert(number, number * number).value());
        ASSERT_TRUE(set.insert(number).value());
        expected[number] = number * number;
    }
    std::map<int, int> visited;
    std::set<int> members;
    map.for_each([&](int key, int value) { visited[key] = value; }).value();
    set.for_each([&](int member) { members.insert(member); }).value();
    EXPECT_EQ(visited, expected);
    EXPECT_EQ(members.size(), 1500U);
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisContainers, ASetHasTheOperationsOfASet) {
    Set<std::string> set(client_of_empty_server(), Key("set", "1"), Ttl{1min});
    EXPECT_TRUE(set.insert("a").value());
    EXPECT_FALSE(set.insert("a").value());
    EXPECT_TRUE(set.contains("a").value());
    EXPECT_EQ(set.size().value(), 1U);
    EXPECT_EQ(testing::keys_without_end(server()), "");
    EXPECT_TRUE(set.erase("a").value());
    EXPECT_FALSE(set.erase("a").value());
    EXPECT_FALSE(set.contains("a").value());
}

TEST(RedisContainers, NoUpdateOfFourProcessesIsLost) {
    (void)testing::in_four_processes(server(), {"update", "150"});
    EXPECT_EQ((Map<std::string, int>(client_of(server().url()), Key("worker-map", "1"), Ttl{1min}).find("sum").value()),
              600);
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisContainers, AnUpdateThatIsAlwaysLateIsAConflict) {
    Redis redis = client_of_empty_server();
    Map<std::string, int> map(redis, Key("map", "1"), Ttl{1min}, Timeout{150ms}), other = map;
    const auto began = std::chrono::steady_clock::now();
    const auto late = map.update("a", [&](int& value) {
        (void)other.insert_or_assign("a", value + 1).value();
        value += 100;
    });
    EXPECT_LT(std::chrono::steady_clock::now() - began, 165ms + testing::wakeup);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::conflict);
}

TEST(RedisContainers, FourProcessesNeverGetTheSameId) {
    std::set<std::int64_t> ids;
    for (const auto& lines : testing::in_four_processes(server(), {"sequence", "1000"}))
        for (const std::string& line : lines) EXPECT_TRUE(ids.insert(std::stoll(line)).second) << line;
    EXPECT_EQ(ids.size(), 4000U);
    EXPECT_GE(*ids.begin(), 1);
    EXPECT_LE(*ids.rbegin(), 4000 + 4 * 7);
    EXPECT_EQ(testing::keys_without_end(server()), "");
}

TEST(RedisContainers, ASequenceSurvivesTheLossOfItsKey) {
    Redis redis = client_of_empty_server();
    IdSequenceOptions options;
    options.block = 10;
    options.after = 5000;
    IdSequence ids(redis, Key("ids", "1"), Ttl{1h}, options), again(redis, Key("ids", "1"), Ttl{1h}, options);
    EXPECT_EQ(ids.next().value(), 5001);
    EXPECT_EQ(again.next().value(), 5011);
    (void)server().ask({"FLUSHALL"});
    for (std::int64_t id = 5002; id <= 5010; ++id) EXPECT_EQ(ids.next().value(), id);
    EXPECT_EQ(ids.next().value(), 5011) << "what only another process knew is lost";
    for (std::int64_t id = 5012; id <= 5020; ++id) EXPECT_EQ(again.next().value(), id);
    EXPECT_GE(again.next().value(), 5021);
    (void)server().ask({"SET", "ids:{2}", "9007199254740990", "PX", "60000"});
    EXPECT_EQ(IdSequence(redis, Key("ids", "2"), Ttl{1h}, options).next().error().code, ErrorCode::misuse);
    options.block = 0;
    EXPECT_THROW(IdSequence(redis, Key("ids", "1"), Ttl{1h}, options), std::invalid_argument);
}

TEST(RedisContainers, InACluster) {
    testing::RedisCluster cluster;
    const Redis redis = client_of(cluster.url());
    for (int number = 0; number < 20; ++number) {
        const std::string tag = std::to_string(number);
        Counter counter(redis, Key("counter", tag), Ttl{1min});
        Map<int, int> map(redis, Key("map", tag), Ttl{1min});
        Set<int> set(redis, Key("set", tag), Ttl{1min});
        EXPECT_EQ((++counter).value(), 1);
        EXPECT_EQ(map.update(1, [](int& value) { value = 5; }).value(), 5);
        EXPECT_TRUE(set.insert(1).value());
        EXPECT_EQ(IdSequence(redis, Key("ids", tag), Ttl{1min}).next().value(), 1);
    }
}

}  // namespace
}  // namespace stateless
