// TLS and a login of its own, where more than one server has to be reached: the nodes of a cluster, the sentinels and
// the master that they name. A server alone: see redis_client_test.cpp.
#include <gtest/gtest.h>

#include "stateless/counter.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using testing::Certificates;
using testing::eventually;
using testing::free_port;
using testing::RedisServer;

class RedisSecure : public ::testing::Test {
protected:
    // As words of a command line, or as lines of a file.
    [[nodiscard]] RedisServer::Settings tls() const {
        return {
            "--tls-port",       std::to_string(port), "--tls-cert-file", certificates.certificate(), "--tls-key-file",
            certificates.key(), "--tls-ca-cert-file", certificates.ca(), "--tls-auth-clients",       "optional"};
    }
    [[nodiscard]] static RedisServer::Settings with(RedisServer::Settings all, const RedisServer::Settings& more) {
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    [[nodiscard]] Redis client(const std::string& url, const std::string& authority) const {
        RedisOptions options;
        options.tls.ca_file = authority;
        options.call_timeout = Timeout{2s};
        return Redis(RedisUrl::parse(url).value(), options);
    }
    // All that goes through other nodes than the first, too.
    static void work(Redis redis) {
        for (int number = 0; number < 50; ++number) {
            const Key key("app", std::to_string(number));
            redis.set(key, std::to_string(number), Ttl{1min}).value();
            EXPECT_EQ(redis.get(key).value(), std::to_string(number));
        }
        Counter counter(redis, Key("app", "counter"), Ttl{1min});
        EXPECT_EQ((++counter).value(), 1);
        const auto foreign = redis.get(Key("other", "1"));
        ASSERT_FALSE(foreign);
        EXPECT_EQ(foreign.error().detail.rfind("NOPERM", 0), 0U) << foreign.error().detail;
    }

    const Certificates certificates;
    const std::uint16_t port = free_port(), sentinel_port = free_port();
    const RedisServer::Settings app{"--user", "app", "on", ">its:own~pw", "~app:*", "+@all"};
};

TEST_F(RedisSecure, ACluster) {
    RedisServer server(with(with(tls(), app), {"--cluster-enabled", "yes", "--cluster-port",
                                                   std::to_string(free_port()), "--tls-cluster", "yes"}));
    EXPECT_EQ(server.ask({"CLUSTER", "ADDSLOTSRANGE", "0", "16383"}), "OK");
    ASSERT_TRUE(
        eventually([&] { return server.ask({"CLUSTER", "INFO"}).find("cluster_state:ok") != std::string::npos; }));
    const std::string address = "127.0.0.1:" + std::to_string(port);
    work(client("rediss+cluster://app:its%3Aown~pw@" + address, certificates.ca()));
    const Key key("app", "1");
    for (const auto& refused :
         {client("rediss+cluster://app:wrong@" + address, certificates.ca()).get(key),
          client("rediss+cluster://app:its%3Aown~pw@" + address, certificates.other_ca()).get(key)}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::misuse) << refused.error().detail;
    }
}

TEST_F(RedisSecure, Sentinels) {
    RedisServer master(with(tls(), app));
    RedisServer sentinel({"tls-port " + std::to_string(sentinel_port), "tls-cert-file " + certificates.certificate(),
                          "tls-key-file " + certificates.key(), "tls-ca-cert-file " + certificates.ca(),
                          "tls-auth-clients optional", "tls-replication yes",
                          "user watch on >of:its~own allchannels +@all",
                          "sentinel monitor shop 127.0.0.1 " + std::to_string(port) + " 1"},
                         true);
    ASSERT_TRUE(eventually(
        [&] { return sentinel.ask({"SENTINEL", "MASTER", "shop"}).find("flags\nmaster\n") != std::string::npos; }));
    const std::string hosts = "app:its%3Aown~pw@127.0.0.1:" + std::to_string(sentinel_port) + "/shop",
                      login = "?sentinel_user=watch&sentinel_password=of%3Aits~own";
    work(client("rediss+sentinel://" + hosts + login, certificates.ca()));
    const Key key("app", "1");
    EXPECT_FALSE(client("rediss+sentinel://" + hosts + "?sentinel_password=wrong", certificates.ca()).get(key));
    EXPECT_FALSE(client("rediss+sentinel://" + hosts + login, certificates.other_ca()).get(key));
}

}  // namespace
}  // namespace stateless
