// What a cluster says about its slots, and what it may say wrongly.
#include <gtest/gtest.h>

#include "redis/slot_map.h"

namespace stateless::redis {
namespace {

const RedisUrl::Host asked{"10.0.0.9", 7000};

Reply range(std::int64_t first, std::int64_t last, const Reply& name, std::int64_t port) {
    return Reply::of_array({Reply::of_integer(first), Reply::of_integer(last),
                            Reply::of_array({name, Reply::of_integer(port), Reply::of_text("id")}),
                            Reply::of_array({Reply::of_text("replica"), Reply::of_integer(1)})});
}

TEST(RedisSlotMap, NamesTheMasterOfEachSlot) {
    const auto map = SlotMap::read(
        Reply::of_array({range(0, 99, Reply::of_text("a"), 1), range(200, 200, Reply(), 2),
                         range(300, 16383, Reply::of_text("a"), 1), range(100, 150, Reply::of_text(""), 7000)}),
        asked);
    ASSERT_TRUE(map);
    EXPECT_EQ(map->masters.size(), 3U);
    EXPECT_EQ(map->masters[map->owner[0]].name, "a");
    EXPECT_EQ(map->owner[99], map->owner[16383]);
    EXPECT_EQ(map->masters[map->owner[200]], (RedisUrl::Host{"10.0.0.9", 2}));
    EXPECT_EQ(map->masters[map->owner[100]], asked);
    EXPECT_EQ(map->owner[151], SlotMap::nobody);
    EXPECT_EQ(map->owner[201], SlotMap::nobody);
}

TEST(RedisSlotMap, RefusesWhatIsNone) {
    const Reply name = Reply::of_text("a");
    for (const Reply& bad :
         {Reply(), Reply::of_array({}), Reply::of_text("x"), Reply::of_array({Reply::of_integer(1)}),
          Reply::of_array({range(-1, 5, name, 1)}), Reply::of_array({range(0, 16384, name, 1)}),
          Reply::of_array({range(5, 4, name, 1)}), Reply::of_array({range(0, 5, name, 0)}),
          Reply::of_array({range(0, 5, name, 65536)}),
          Reply::of_array({Reply::of_array({Reply::of_integer(0), Reply::of_integer(1), Reply::of_text("a")})})})
        EXPECT_FALSE(SlotMap::read(bad, asked));
}

TEST(RedisSlotMap, ReadsRedirections) {
    const auto moved = Redirection::read("MOVED 3999 10.0.0.1:6381", asked);
    ASSERT_TRUE(moved);
    EXPECT_FALSE(moved->asking);
    EXPECT_EQ(moved->slot, 3999);
    EXPECT_EQ(moved->host, (RedisUrl::Host{"10.0.0.1", 6381}));
    EXPECT_TRUE(Redirection::read("ASK 1 a:1", asked)->asking);
    EXPECT_EQ(Redirection::read("MOVED 1 fe80::1:6381", asked)->host, (RedisUrl::Host{"fe80::1", 6381}));
    EXPECT_EQ(Redirection::read("MOVED 1 :6381", asked)->host, (RedisUrl::Host{"10.0.0.9", 6381}));
    EXPECT_EQ(Redirection::read("MOVED 1 ?:6381", asked)->host, (RedisUrl::Host{"10.0.0.9", 6381}));
    for (const char* bad : {"", "MOVED", "MOVED 1", "MOVED x a:1", "MOVED 16384 a:1", "MOVED -1 a:1", "MOVED 1 a",
                            "MOVED 1 a:", "MOVED 1 a:0", "MOVED 1 a:65536", "ERR MOVED 1 a:1"})
        EXPECT_FALSE(Redirection::read(bad, asked)) << bad;
}

}  // namespace
}  // namespace stateless::redis
