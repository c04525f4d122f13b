// The client against healthy servers: what goes in and comes out, logins, TLS, scripts, pipelines, the pool's bounds.
#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/redis.h"
#include "support/redis_servers.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::RedisServer;

RedisServer& shared_server() {
    static RedisServer server;
    return server;
}

Redis client_of(const RedisServer& server, RedisOptions options = {}) {
    return Redis(RedisUrl::parse(server.url()).value(), std::move(options));
}

// For megabytes, on a machine that is busy, under a sanitizer.
constexpr Timeout plenty{60s};

RedisOptions patient() {
    RedisOptions options;
    options.call_timeout = plenty;
    return options;
}

TEST(RedisClient, StoresReadsAndForgets) {
    Redis redis = client_of(shared_server());
    const Key key("client", "1");
    EXPECT_FALSE(redis.get(key).value());
    redis.set(key, std::string_view("a\0\r\nb", 5), Ttl{1min}).value();
    EXPECT_EQ(redis.get(key).value(), std::string("a\0\r\nb", 5));
    EXPECT_TRUE(redis.exists(key).value());
    EXPECT_FALSE(redis.set_if_absent(key, "other", Ttl{1min}).value());
    EXPECT_TRUE(redis.expire(key, Ttl{2min}).value());
    EXPECT_GT(redis.command({"PTTL", key}).value().integer(), 60'000);
    EXPECT_TRUE(redis.del(key).value());
    EXPECT_FALSE(redis.del(key).value());
    EXPECT_FALSE(redis.expire(key, Ttl{2min}).value());
    EXPECT_TRUE(redis.set_if_absent(key, "other", Ttl{1min}).value());
    EXPECT_EQ(redis.stats().opened, 1U);
    EXPECT_EQ(redis.stats().idle, 1U);
}

TEST(RedisClient, ACounterBeginsWithALifetimeAndKeepsIt) {
    Redis redis = client_of(shared_server());
    const Key key("client", "counter");
    EXPECT_EQ(redis.increment(key, 5, Ttl{1min}).value(), 5);
    EXPECT_EQ(redis.increment(key, -2, Ttl{1h}).value(), 3);
    const auto left = redis.command({"PTTL", key}).value().integer();
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 60'000);
}

TEST(RedisClient, RepliesOfAllShapesAndSizes) {
    Redis redis = client_of(shared_server(), patient());
    const std::string big(8 << 20, 'x');
    const Key key("client", "big");
    redis.set(key, big, Ttl{1min}).value();
    EXPECT_EQ(redis.get(key).value(), big);
    const Reply nested = redis.command({"EVAL", "return {1, {'a', false, {}}, redis.status_reply('FINE')}", 0}).value();
    ASSERT_EQ(nested.size(), 3U);
    EXPECT_EQ(nested[0].integer(), 1);
    EXPECT_EQ(nested[1][0].text(), "a");
    EXPECT_TRUE(nested[1][1].is_nil());
    EXPECT_EQ(nested[1][2].size(), 0U);
    EXPECT_EQ(nested[2].text(), "FINE");
    const Reply many = redis.command({"EVAL", "local t = {} for i = 1, 100000 do t[i] = i end return t", 0}).value();
    ASSERT_EQ(many.size(), 100000U);
    EXPECT_EQ(many[99999].integer(), 100000);
}

TEST(RedisClient, ServersErrorsAreSorted) {
    Redis redis = client_of(shared_server());
    const Key key("client", "list");
    (void)redis.command({"RPUSH", key, "a"}).value();
    (void)redis.expire(key, Ttl{1min}).value();
    const auto wrong = redis.get(key);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::misuse);
    EXPECT_EQ(wrong.error().detail.rfind("WRONGTYPE", 0), 0U) << wrong.error().detail;
    EXPECT_EQ(redis.command({"NOSUCHCOMMAND"}).error().code, ErrorCode::misuse);
    EXPECT_EQ(redis.command({"SUBSCRIBE", "x"}).error().code, ErrorCode::misuse);
    EXPECT_EQ(redis.stats().opened, 1U) << "an error reply keeps the connection";
}

TEST(RedisClient, ScriptsAreSentOnceAndAgainAfterAFlush) {
    RedisServer server;
    Redis redis = client_of(server);
    const Script script("return {KEYS[1], ARGV[1]}");
    const Key key("client", "script");
    for (int round = 0; round < 2; ++round) {
        const Reply reply = redis.eval(script, key, {"argument"}).value();
        EXPECT_EQ(reply[0].text(), key.str());
        EXPECT_EQ(reply[1].text(), "argument");
        EXPECT_EQ(redis.eval(script, key, {7}).value()[1].text(), "7");
        EXPECT_EQ(server.ask({"SCRIPT", "EXISTS", script.sha1()}), "1\n");
        (void)server.ask({"SCRIPT", "FLUSH"});
    }
    const auto failed = redis.eval(Script("redis.call('SET', KEYS[1], 'x', 'PX', 1000) error('stop')"), key);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::misuse);
    EXPECT_TRUE(failed.error().maybe_applied);
    EXPECT_TRUE(redis.exists(key).value()) << "as it says";
}

TEST(RedisClient, APipelineAnswersEachCommandInItsPlace) {
    Redis redis = client_of(shared_server());
    const Script script("return 'from ' .. KEYS[1]");
    const Key key("client", "pipeline");
    RedisPipeline pipeline = redis.pipeline();
    pipeline.add({"SET", key, "5", "PX", Ttl{1min}}).add({"LPUSH", key, "x"}).add({"SELECT", 1});
    pipeline.add(script, key).add({"INCR", key});
    EXPECT_EQ(pipeline.size(), 5U);
    auto results = pipeline.run();
    ASSERT_EQ(results.size(), 5U);
    EXPECT_EQ(results[0].value().text(), "OK");
    EXPECT_EQ(results[1].error().code, ErrorCode::misuse);
    EXPECT_EQ(results[1].error().detail.rfind("WRONGTYPE", 0), 0U);
    EXPECT_EQ(results[2].error().code, ErrorCode::misuse);
    EXPECT_EQ(results[3].value().text(), "from " + key.str());
    EXPECT_EQ(results[4].value().integer(), 6);
    EXPECT_EQ(pipeline.size(), 0U);
    EXPECT_TRUE(pipeline.run().empty());

    // More than the buffers of both sides hold, in both directions.
    const std::string value(10'000, 'v');
    for (int number = 0; number < 5000; ++number) pipeline.add({"SET", key, value, "PX", 60000}).add({"GET", key});
    results = pipeline.run(plenty);
    ASSERT_EQ(results.size(), 10'000U);
    for (std::size_t at = 1; at < results.size(); at += 2) ASSERT_EQ(results[at].value().text(), value);
}

TEST(RedisClient, DatabasesAndLogins) {
    RedisServer server(
        {"--requirepass", "top/secret", "--user", "app", "on", ">its:own~pw", "~app:*", "+@all", "-@admin"});
    const std::string address = "@127.0.0.1:" + std::to_string(server.port());
    const auto connect = [&](const std::string& login, const std::string& path = "") {
        RedisOptions options;
        options.call_timeout = Timeout{500ms};
        return Redis(RedisUrl::parse("redis://" + login + address + path).value(), options);
    };
    Redis root = connect(":top%2Fsecret", "/3"), app = connect("app:its%3Aown~pw"), wrong = connect("app:wrong");
    root.set(Key("x", "1"), "three", Ttl{1min}).value();
    EXPECT_EQ(connect(":top%2Fsecret", "/3").get(Key("x", "1")).value(), "three");
    EXPECT_FALSE(connect(":top%2Fsecret").get(Key("x", "1")).value());
    app.set(Key("app", "1"), "v", Ttl{1min}).value();
    const auto foreign = app.get(Key("x", "1"));
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, ErrorCode::misuse);
    EXPECT_EQ(foreign.error().detail.rfind("NOPERM", 0), 0U);
    const auto refused = wrong.get(Key("app", "1"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::misuse);
    EXPECT_NE(refused.error().detail.find("WRONGPASS"), std::string::npos) << refused.error().detail;
    const auto nobody = client_of(server).get(Key("app", "1"));
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().code, ErrorCode::misuse);
    EXPECT_NE(nobody.error().detail.find("NOAUTH"), std::string::npos);
}

TEST(RedisClient, TlsVerifiesWhomItTalksTo) {
    const testing::Certificates certificates;
    const std::uint16_t port = testing::free_port();
    RedisServer server({"--tls-port", std::to_string(port), "--tls-cert-file", certificates.certificate(),
                        "--tls-key-file", certificates.key(), "--tls-ca-cert-file", certificates.ca(),
                        "--tls-auth-clients", "optional"});
    const auto connect = [&](const std::string& host, const RedisTls& tls) {
        RedisOptions options = patient();
        options.tls = tls;
        return Redis(RedisUrl::parse("rediss://" + host + ":" + std::to_string(port)).value(), options);
    };
    RedisTls ours;
    ours.ca_file = certificates.ca();
    const Key key("tls", "1");
    for (const char* host : {"localhost", "127.0.0.1"}) {
        Redis redis = connect(host, ours);
        const std::string big(1 << 20, 't');
        redis.set(key, big, Ttl{1min}).value();
        EXPECT_EQ(redis.get(key).value(), big);
        std::this_thread::sleep_for(20ms);
        EXPECT_TRUE(redis.exists(key).value());
        EXPECT_EQ(redis.stats().opened, 1U) << "an idle session is used again";
        RedisPipeline pipeline = redis.pipeline();
        for (int number = 0; number < 50; ++number) pipeline.add({"SET", key, big, "PX", 60000}).add({"GET", key});
        for (const auto& result : pipeline.run(plenty)) EXPECT_TRUE(result);
    }
    RedisTls other = ours, misnamed = ours, unverified, with_certificate = ours;
    other.ca_file = certificates.other_ca();
    misnamed.server_name = "redis.example";
    unverified.unverified_because = "the test wants to see that it can be";
    with_certificate.certificate_file = certificates.certificate();
    with_certificate.key_file = certificates.key();
    for (const RedisTls& bad : {other, misnamed, RedisTls{}}) {
        const auto refused = connect("localhost", bad).get(key);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::misuse);
        EXPECT_NE(refused.error().detail.find("certificate"), std::string::npos) << refused.error().detail;
    }
    EXPECT_TRUE(connect("localhost", unverified).get(key));
    EXPECT_TRUE(connect("localhost", with_certificate).get(key));
    // TLS where there is none.
    RedisOptions options;
    options.tls = ours;
    options.call_timeout = Timeout{300ms};
    Redis plain(RedisUrl::parse("rediss://127.0.0.1:" + std::to_string(server.port())).value(), options);
    EXPECT_FALSE(plain.get(key));
}

TEST(RedisClient, WrongOptionsAreRefusedAtOnce) {
    const RedisUrl plain = RedisUrl::parse("redis://localhost").value(), tls = RedisUrl::parse("rediss://x").value();
    const auto refused = [](const RedisUrl& url, auto change) {
        RedisOptions options;
        change(options);
        EXPECT_THROW(Redis(url, options), std::invalid_argument);
    };
    refused(plain, [](RedisOptions& options) { options.size = 0; });
    refused(plain, [](RedisOptions& options) { options.connecting_at_once = 0; });
    refused(plain, [](RedisOptions& options) { options.failures_until_open = 0; });
    refused(plain, [](RedisOptions& options) { options.tls.ca_file = "/etc/ssl/cert.pem"; });
    refused(tls, [](RedisOptions& options) { options.tls.ca_file = "/nowhere/ca.pem"; });
    refused(tls, [](RedisOptions& options) { options.tls.key_file = "/nowhere/key.pem"; });
}

TEST(RedisClient, ManyThreadsShareFewConnections) {
    RedisOptions options;
    options.size = 4;
    options.call_timeout = Timeout{10s};
    Redis redis = client_of(shared_server(), options);
    const Key key("client", "many");
    (void)redis.del(key);
    std::vector<std::thread> threads;
    std::atomic<int> failed{0};
    for (int thread = 0; thread < 16; ++thread)
        threads.emplace_back([&, mine = redis]() mutable {
            for (int call = 0; call < 500; ++call)
                if (!mine.increment(key, 1, Ttl{1min})) ++failed;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(redis.get(key).value(), "8000");
    EXPECT_LE(redis.stats().opened, 4U);
    EXPECT_EQ(redis.stats().in_use, 0U);
}

TEST(RedisClient, WaitersAreBoundedAndToldHowItStands) {
    RedisOptions options;
    options.size = 1;
    options.most_waiting = 1;
    Redis redis = client_of(shared_server(), options);
    const Key list("client", "nothing");
    std::thread holder([&] { (void)redis.command({"BLPOP", list, 1}, Timeout{5s}); });
    ASSERT_TRUE(eventually([&] { return redis.stats().in_use == 1; }));
    std::thread waiter([&] { EXPECT_TRUE(redis.command({"PING"}, Timeout{5s})); });
    ASSERT_TRUE(eventually([&] { return redis.stats().waiting == 1; }));
    const auto began = Clock::now();
    const auto refused = redis.command({"PING"});
    EXPECT_LT(Clock::now() - began, 100ms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_NE(refused.error().detail.find("in_use=1 idle=0"), std::string::npos) << refused.error().detail;
    EXPECT_NE(refused.error().detail.find("waiting=1"), std::string::npos);
    holder.join();
    waiter.join();
}

TEST(RedisClient, ConnectionsAreReplacedWithAgeAndDisuse) {
    RedisOptions young;
    young.longest_life = Ttl{100ms};
    RedisOptions busy;
    busy.longest_idle = Ttl{50ms};
    for (const RedisOptions& options : {young, busy}) {
        Redis redis = client_of(shared_server(), options);
        EXPECT_TRUE(redis.command({"PING"}));
        std::this_thread::sleep_for(120ms);
        EXPECT_TRUE(redis.command({"PING"}));
        EXPECT_EQ(redis.stats().opened, 2U);
        EXPECT_EQ(redis.stats().idle, 1U);
    }
}

TEST(RedisClient, ALargeReplyIsNotReadToItsEnd) {
    RedisOptions options;
    options.largest_reply = 1 << 20;
    Redis redis = client_of(shared_server(), options);
    const Key key("client", "large");
    redis.set(key, std::string(2 << 20, 'l'), Ttl{1min}).value();
    const auto large = redis.get(key);
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().detail.find("too large"), std::string::npos) << large.error().detail;
    EXPECT_TRUE(redis.exists(key).value());
}

}  // namespace
}  // namespace stateless
