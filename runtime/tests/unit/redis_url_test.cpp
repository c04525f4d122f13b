// Redis URLs: what is read, what is refused, and that no password is ever told.
#include <gtest/gtest.h>

#include "stateless/redis_url.h"

namespace stateless {
namespace {

RedisUrl read(const std::string& text) { return RedisUrl::parse(text).value(); }

TEST(RedisUrl, ReadsAStandaloneServer) {
    const RedisUrl plain = read("redis://cache");
    EXPECT_EQ(plain.mode(), RedisUrl::Mode::standalone);
    EXPECT_FALSE(plain.tls());
    ASSERT_EQ(plain.hosts().size(), 1U);
    EXPECT_EQ(plain.hosts()[0].name, "cache");
    EXPECT_EQ(plain.hosts()[0].port, 6379);
    EXPECT_EQ(plain.database(), 0U);

    const RedisUrl full = read("rediss://app:p%40ss%2Fword@[::1]:6380/3");
    EXPECT_TRUE(full.tls());
    EXPECT_EQ(full.login().user, "app");
    EXPECT_EQ(full.login().password, "p@ss/word");
    EXPECT_EQ(full.hosts()[0].name, "::1");
    EXPECT_EQ(full.hosts()[0].port, 6380);
    EXPECT_EQ(full.database(), 3U);

    EXPECT_EQ(read("redis://:secret@cache/").login().password, "secret");
    EXPECT_EQ(read("redis://:secret@cache/").login().user, "");
}

TEST(RedisUrl, ReadsClustersAndSentinels) {
    const RedisUrl cluster = read("redis+cluster://app:pw@a:7000,b,[fe80::1]:7002");
    EXPECT_EQ(cluster.mode(), RedisUrl::Mode::cluster);
    ASSERT_EQ(cluster.hosts().size(), 3U);
    EXPECT_EQ(cluster.hosts()[1].name, "b");
    EXPECT_EQ(cluster.hosts()[1].port, 6379);

    const RedisUrl sentinel =
        read("rediss+sentinel://:pw@s1,s2:26380/my%2Dmaster/2?sentinel_user=u&sentinel_password=x");
    EXPECT_EQ(sentinel.mode(), RedisUrl::Mode::sentinel);
    EXPECT_TRUE(sentinel.tls());
    EXPECT_EQ(sentinel.hosts()[0].port, 26379);
    EXPECT_EQ(sentinel.master_name(), "my-master");
    EXPECT_EQ(sentinel.database(), 2U);
    EXPECT_EQ(sentinel.sentinel_login().user, "u");
    EXPECT_EQ(sentinel.sentinel_login().password, "x");
}

TEST(RedisUrl, RefusesWhatIsAnythingElse) {
    for (const char* bad : {"",
                            "cache:6379",
                            "http://cache",
                            "REDIS://cache",
                            "redis:/cache",
                            "redis://",
                            "redis://:6379",
                            "redis://cache:",
                            "redis://cache:0",
                            "redis://cache:65536",
                            "redis://cache:6379x",
                            "redis://user@cache",
                            "redis://user:@cache",
                            "redis://a,b",
                            "redis://cache/x",
                            "redis://cache/-1",
                            "redis://cache/0/1",
                            "redis://cache?timeout=1",
                            "redis://cache#x",
                            "redis://[::1",
                            "redis://[cache]",
                            "redis://::1",
                            "redis://us%2:pw@cache",
                            "redis://u:p%zz@cache",
                            "redis+cluster://a,b/1",
                            "redis+cluster://a,,b",
                            "redis+sentinel://s1,s2",
                            "redis+sentinel://s1/",
                            "redis+sentinel://s/m?sentinel_user=u",
                            "redis+sentinel://s/m?x=1",
                            "redis://a b",
                            "redis://a@b@c",
                            "redis://caf\n"}) {
        const auto url = RedisUrl::parse(bad);
        ASSERT_FALSE(url) << bad;
        EXPECT_EQ(url.error().code, ErrorCode::misuse) << bad;
    }
    EXPECT_EQ(RedisUrl::parse(static_cast<const char*>(nullptr)).error().code, ErrorCode::misuse);
}

TEST(RedisUrl, NeverTellsAPassword) {
    for (const char* url : {"redis://app:hunter2@cache:x", "redis://app:hunter2@cache/x", "redis://app:hunter2@a,b",
                            "redis://app:hunter2@cache?hunter2=hunter2"})
        EXPECT_EQ(RedisUrl::parse(url).error().detail.find("hunter2"), std::string::npos) << url;
    EXPECT_EQ(read("redis+cluster://app:hunter2@a,[::1]:7").describe(), "redis+cluster://app@a:6379,[::1]:7");
    EXPECT_EQ(read("redis+sentinel://:hunter2@s/m/2").describe(), "redis+sentinel://s:26379/m/2");
}

}  // namespace
}  // namespace stateless
