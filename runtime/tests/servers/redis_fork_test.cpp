// A process that forks: the child is told to make objects of its own, and the parent does not notice that it was there.
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "stateless/id_sequence.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using testing::client_of;
using testing::RedisServer;

const Key key("fork", "1");

bool holds_in_a_child(const std::function<bool()>& holds) {
    const pid_t child = fork();
    if (child == 0) _exit(holds() ? 0 : 1);
    int status = -1;
    return waitpid(child, &status, 0) == child && status == 0;
}

template <class Value>
bool is_misuse(const Result<Value>& result) {
    return !result && result.error().code == ErrorCode::misuse;
}

TEST(RedisFork, AChildIsToldToMakeItsOwn) {
    RedisServer server;
    Redis redis = client_of(server.url());
    redis.set(key, "v", Ttl{1min}).value();
    IdSequence ids(redis, Key("ids", "1"), Ttl{1h});
    const auto first = ids.next().value();
    RedisPipeline pipeline = redis.pipeline();
    pipeline.add({"GET", key}).add({"GET", key});
    EXPECT_TRUE(holds_in_a_child([&] {
        const auto all = pipeline.run();
        return is_misuse(redis.get(key)) && is_misuse(redis.eval(Script("return 1"), {})) && all.size() == 2 &&
               is_misuse(all[0]) && is_misuse(all[1]);
    }));
    EXPECT_TRUE(holds_in_a_child([&] { return is_misuse(ids.next()); })) << "or both would give out the same";
    EXPECT_TRUE(holds_in_a_child([&] {
        Redis own = client_of(server.url());
        return own.get(key).value() == "v" && IdSequence(own, Key("ids", "1"), Ttl{1h}).next().value() > first + 1;
    }));
    EXPECT_EQ(redis.get(key).value(), "v");
    EXPECT_EQ(pipeline.run().size(), 2U);
    EXPECT_EQ(ids.next().value(), first + 1);
    EXPECT_EQ(redis.stats().opened, 1U) << "the parent's connection is as it was";
}

TEST(RedisFork, AChildThatEndsItsCopyWaitsForNoThread) {
    testing::RedisCluster cluster;
    Redis redis = client_of(cluster.url());
    redis.set(key, "v", Ttl{1min}).value();
    EXPECT_TRUE(holds_in_a_child([&] {
        const bool refused = is_misuse(redis.get(key));
        {
            const Redis ended = std::move(redis);
        }
        return refused;
    }));
    EXPECT_EQ(redis.get(key).value(), "v");
}

}  // namespace
}  // namespace stateless
