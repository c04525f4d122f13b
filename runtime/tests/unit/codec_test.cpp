// Values to bytes and back, and bytes that are no value.
#include <limits>
#include <map>

#include <gtest/gtest.h>

#include "stateless/json_codec.h"
#include "stateless/rate_limiter.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;

enum class Colour : std::uint8_t { red = 1, blue = 200 };

struct Room {
    std::string name;
    int members = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Room, name, members)

template <class T>
void comes_back(const T& value) {
    EXPECT_EQ(Codec<T>::decode(Codec<T>::encode(value)), value);
}

TEST(Codec, WhatGoesInComesOut) {
    for (const char* text : {"", "a", "\n\xff"}) comes_back(std::string(text));
    comes_back(std::string("\0x", 2));
    comes_back(true);
    comes_back(false);
    comes_back(std::numeric_limits<std::int64_t>::min());
    comes_back(std::numeric_limits<std::uint64_t>::max());
    comes_back(std::int8_t{-7});
    for (const double number : {0.1, -1e300, 5e-324, std::numeric_limits<double>::infinity()}) comes_back(number);
    comes_back(0.1F);
    comes_back(Colour::blue);
    EXPECT_EQ(Codec<int>::encode(-42), "-42");
}

TEST(Codec, WhatIsNoValueIsNothing) {
    for (const char* text : {"", " 1", "1 ", "1.5", "x", "99999999999999999999"})
        EXPECT_FALSE(Codec<int>::decode(text)) << text;
    EXPECT_FALSE(Codec<std::uint8_t>::decode("256"));
    EXPECT_FALSE(Codec<unsigned>::decode("-1"));
    EXPECT_FALSE(Codec<bool>::decode("true"));
    EXPECT_FALSE(Codec<double>::decode("1,5"));
    EXPECT_FALSE(Codec<Colour>::decode("300"));
}

TEST(Codec, JsonForWhatNlohmannsLibraryKnows) {
    const Room room{"lobby", 3};
    EXPECT_EQ(Codec<Room>::encode(room), R"({"members":3,"name":"lobby"})");
    EXPECT_EQ(Codec<Room>::decode(Codec<Room>::encode(room))->name, "lobby");
    comes_back(std::map<std::string, std::vector<int>>{{"a", {1, 2}}, {"b", {}}});
    for (const char* text : {"", "{", "[]", R"({"name": 5, "members": 1})"})
        EXPECT_FALSE(Codec<Room>::decode(text)) << text;
    EXPECT_TRUE(Codec<Room>::decode(Codec<Room>::encode({"\xff", 0}))) << "bad UTF-8 is replaced";
    EXPECT_EQ(Codec<std::string>::encode("as it is"), "as it is");
}

TEST(Quota, KnowsItsBounds) {
    EXPECT_EQ(Quota::from(5, 1min).per(), 60'000ms);
    EXPECT_THROW((void)Quota::from(0, 1min), std::invalid_argument);
    EXPECT_THROW((void)Quota::from(-1, 1min), std::invalid_argument);
    EXPECT_THROW((void)Quota::from(1, 0s), std::invalid_argument);
    EXPECT_THROW((void)Quota::from(1, 24h * 32), std::invalid_argument);
    EXPECT_THROW((void)Quota::from(std::int64_t{1} << 50, 1s), std::invalid_argument);
    EXPECT_THROW((void)RateLimit::token_bucket(Quota::from(1, 1h), 0), std::invalid_argument);
    EXPECT_THROW((void)RateLimit::token_bucket(Quota::from(1, 1h), 1000), std::invalid_argument);
    EXPECT_EQ(RateLimit::token_bucket(Quota::from(10, 1s), 50).limit(), 50);
}

}  // namespace
}  // namespace stateless
