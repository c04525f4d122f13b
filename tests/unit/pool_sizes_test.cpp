// The size of a pool in a connection string or in JSON, and in a name.
#include "rules/support/pool_sizes.h"

#include <gtest/gtest.h>

#include "unit/program_builder.h"

namespace stateless::lint {
namespace {

Models known() {
    ProgramBuilder build;
    build.model.pool_size_keys = {"maxpoolsize", "maxsize"};
    build.model.lexicon = {{"pool-size", {"size", "max+conn", "n"}}, {"no-pool-size", {"idle", "time"}}};
    return build.models();
}

TEST(PoolSizes, StandInUrlsAndJson) {
    const std::string url = "mongodb://db/shop?w=1&maxPoolSize=200";
    const auto in_url = pool_sizes_in(url, known());
    ASSERT_EQ(in_url.size(), 1u);
    EXPECT_EQ(in_url[0].number, 200);
    EXPECT_EQ(in_url[0].offset, url.find("maxPoolSize"));
    const auto in_json = pool_sizes_in("{\"pooling\": {\"maxSize\" : 30, \"queueTimeout\": 5000}}", known());
    ASSERT_EQ(in_json.size(), 1u);
    EXPECT_EQ(in_json[0].number, 30);
    EXPECT_TRUE(pool_sizes_in("maxPoolSize=many maxSize", known()).empty());
}

TEST(PoolSizes, AreTheNumbersWithSuchNames) {
    EXPECT_TRUE(names_pool_size(known(), "pool_size"));
    EXPECT_TRUE(names_pool_size(known(), "maxConn"));
    EXPECT_FALSE(names_pool_size(known(), "idle_size"));
    EXPECT_FALSE(names_pool_size(known(), "port"));
}

TEST(PoolSizes, AreNumbersOrTextsOfNumbers) {
    ProgramBuilder build;
    EXPECT_EQ(number_of(build.integer(8)), 8);
    EXPECT_EQ(number_of(build.text("32")), 32);
    EXPECT_FALSE(number_of(build.text("many")));
    EXPECT_FALSE(number_of(build.text("99999999999999999999")));
}

}  // namespace
}  // namespace stateless::lint
