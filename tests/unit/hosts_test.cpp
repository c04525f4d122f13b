// Host names and regions in text: what names a machine, what only a private network knows, and what is tied to a
// region.
#include <gtest/gtest.h>

#include "rules/support/hosts.h"
#include "rules/support/regions.h"

namespace stateless::lint {
namespace {

TEST(Hosts, NamesAndAddressesAreHosts) {
    for (const char* host :
         {"localhost", "db", "db-1.internal", "10.0.0.5", "::1", "fe80::1", "users_service", "a.b.c"})
        EXPECT_TRUE(is_host(host)) << host;
}

TEST(Hosts, WildcardsWordsAndPathsAreNone) {
    for (const char* text : {"", "0.0.0.0", "::", "*", "two words", "/var/run/db", "1234", "a..b", ".internal", "db:1"})
        EXPECT_FALSE(is_host(text)) << text;
}

TEST(Hosts, OnlyAPrivateNetworkKnowsItsNames) {
    for (const char* host :
         {"localhost", "127.0.0.1", "8.8.8.8", "redis", "db.internal", "a.shop.svc.cluster.local", "printer.lan"})
        EXPECT_TRUE(is_local_host(host)) << host;
    for (const char* host : {"api.stripe.com", "internal.example.com", "local.example.org"})
        EXPECT_FALSE(is_local_host(host)) << host;
}

class RegionsInText : public testing::Test {
protected:
    const Regions regions{{"us-east-?", "eu-west-?", "europe-west?", "westeurope"}};

    std::string region_of(const std::string& text) const {
        const auto found = regions.in_host(text);
        return found ? found->region : "";
    }
};

TEST_F(RegionsInText, StandInTheLabelsOfAHost) {
    EXPECT_EQ(region_of("postgresql://app@shop.c9x.us-east-1.rds.amazonaws.com:6432/shop"), "us-east-1");
    EXPECT_EQ(region_of("host=aws-0-eu-west-2.pooler.example.com port=6543"), "eu-west-2");
    EXPECT_EQ(region_of("https://europe-west4-docker.pkg.dev/x"), "europe-west4");
    EXPECT_EQ(region_of("app-westeurope.azure.example.com"), "westeurope");
    EXPECT_EQ(region_of(".s3.eu-west-1.amazonaws.com/"), "eu-west-1");
}

TEST_F(RegionsInText, AreNoneInProseOrInOtherWords) {
    EXPECT_EQ(region_of("see report.eu-west-1.final.txt for details"), "");
    EXPECT_EQ(region_of("us-east-1"), "");
    EXPECT_EQ(region_of("https://west.europe.example.com"), "");
}

TEST_F(RegionsInText, AreNamesByThemselvesWithTheirZones) {
    EXPECT_TRUE(regions.is_region("us-east-1"));
    EXPECT_TRUE(regions.is_region("europe-west4-b"));
    EXPECT_FALSE(regions.is_region("us-east"));
    EXPECT_FALSE(regions.is_region("my-us-east-1"));
}

}  // namespace
}  // namespace stateless::lint
