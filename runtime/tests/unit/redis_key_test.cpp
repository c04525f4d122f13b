// Keys: that no two things share a name, and that what belongs together lies in one slot.
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "redis/slots.h"
#include "stateless/key.h"

namespace stateless {
namespace {

TEST(Key, HasItsPartsInTheirPlaces) {
    EXPECT_EQ(Key("cart", "42").str(), "cart:{42}");
    EXPECT_EQ(Key("cart", "42", {"items", "7"}).str(), "cart:{42}:items:7");
    EXPECT_EQ(Key("shop:cart", "42", {"items"}), Key("shop:cart", "42").with("items"));
}

TEST(Key, NoPartBreaksOutOfItsPlace) {
    EXPECT_EQ(Key("s", "a}b{c").str(), "s:{a%7Db%7Bc}");
    EXPECT_EQ(Key("s", "t", {"a:b"}).str(), "s:{t}:a%3Ab");
    EXPECT_EQ(Key("s", "100%").str(), "s:{100%25}");
    EXPECT_EQ(Key("s", std::string_view("\0\r\n ", 4)).str(), "s:{%00%0D%0A%20}");
    EXPECT_EQ(Key("s", "Zoë").str(), "s:{Zoë}");
}

TEST(Key, DifferentPartsGiveDifferentKeys) {
    const std::string_view tricky[] = {"", "%", ":", "{", "}", "a", "a:", ":a", "%3A", "~", "a~b", "{}", "}:{"};
    std::set<std::string> seen;
    int made = 0;
    for (const auto tag : tricky)
        for (const auto first : tricky) {
            seen.insert(Key("s", tag, {first}).str());
            ++made;
            for (const auto second : tricky) {
                seen.insert(Key("s", tag, {first, second}).str());
                ++made;
            }
        }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(made));
}

TEST(Key, AnEmptyTagIsStillATag) {
    EXPECT_EQ(Key("s", "").str(), "s:{%}");
    EXPECT_EQ(Key("s", "").slot(), Key("other", "", {"rest"}).slot());
}

TEST(Key, LongPartsAreCutAndStayApart) {
    const std::string longest(Key::longest_tag, 'x'), longer(Key::longest_tag + 1, 'x'), longer_y = longer + "y";
    EXPECT_EQ(Key("s", longest).str(), "s:{" + longest + "}");
    EXPECT_EQ(Key("s", longer).str().size(), 4 + Key::longest_tag);
    EXPECT_NE(Key("s", longer), Key("s", longer_y));
    // What a cut one looks like cannot be asked for by name.
    const std::string cut = Key("s", longer).str();
    EXPECT_NE(Key("s", cut.substr(3, cut.size() - 4)), Key("s", longer));
    Key chain("s", "t");
    for (int part = 0; part < 100; ++part) chain = chain.with("0123456789");
    EXPECT_LE(chain.str().size(), 5 + Key::longest_rest);
    EXPECT_NE(chain, chain.with(""));
}

TEST(Key, RefusesANamespaceThatIsNone) {
    for (const char* bad : {"", "a b", "a{b", "ä", "a%"}) EXPECT_THROW(Key(bad, "t"), std::invalid_argument) << bad;
    EXPECT_THROW(Key(std::string(65, 'a'), "t"), std::invalid_argument);
}

TEST(Slots, AreThoseOfTheClusterSpecification) {
    EXPECT_EQ(redis::slot_of("123456789"), 0x31C3 % redis::slot_count);
    EXPECT_EQ(redis::slot_of("{user1000}.following"), redis::slot_of("{user1000}.followers"));
    EXPECT_EQ(redis::slot_of("foo{{bar}}zap"), redis::slot_of("{bar"));
    EXPECT_EQ(redis::slot_of("foo{bar}{zap}"), redis::slot_of("bar"));
    EXPECT_NE(redis::slot_of("foo{}{bar}"), redis::slot_of("bar"));
    EXPECT_EQ(redis::slot_of("foo{"), redis::slot_of("foo{"));
    EXPECT_EQ(redis::slot_of(""), 0);
    EXPECT_EQ(Key("a", "42").slot(), Key("b", "42", {"c"}).slot());
}

}  // namespace
}  // namespace stateless
