// Cache-Control: what defeats a shared cache, by RFC 9111.
#include "rules/support/cache_control.h"

#include <gtest/gtest.h>

namespace stateless::lint {
namespace {

std::string defeats(const std::string& value) { return parse_cache_control(value).defeats(); }

TEST(CacheControl, NamesWhatDefeatsACache) {
    EXPECT_EQ(defeats("no-store"), "no-store");
    EXPECT_EQ(defeats("No-Cache, No-Store, must-revalidate"), "no-store");
    EXPECT_EQ(defeats(" public ,no-cache"), "no-cache");
    EXPECT_EQ(defeats("max-age=0"), "max-age=0");
    EXPECT_EQ(defeats("public, max-age = \"0\""), "max-age=0");
    EXPECT_EQ(defeats("max-age=-1"), "max-age=-1");
    EXPECT_EQ(defeats("max-age=60, s-maxage=0"), "s-maxage=0");
}

TEST(CacheControl, LetsCachesAnswer) {
    EXPECT_EQ(defeats(""), "");
    EXPECT_EQ(defeats("public, max-age=60"), "");
    EXPECT_EQ(defeats("max-age=0, s-maxage=60"), "");
    EXPECT_EQ(defeats("max-age=99999999999999999999"), "");
    EXPECT_EQ(defeats("no-cache=\"Set-Cookie, X-User\", max-age=60"), "");
    EXPECT_EQ(defeats("no-transform, must-revalidate"), "");
    EXPECT_EQ(defeats("extension=\"no-store, really\""), "");
}

TEST(CacheControl, PassesOverWhatIsNotKnown) {
    EXPECT_EQ(defeats("max-age=\x01"), "");
    EXPECT_EQ(defeats("max-age=\x01, no-store"), "no-store");
    EXPECT_EQ(defeats("max-age=soon"), "");
    EXPECT_EQ(defeats("max-age=60, max-age=0"), "");
}

TEST(CacheControl, SeesPrivate) {
    EXPECT_TRUE(parse_cache_control("private, max-age=0").is_private);
    EXPECT_FALSE(parse_cache_control("private=\"X-User\"").is_private);
}

}  // namespace
}  // namespace stateless::lint
