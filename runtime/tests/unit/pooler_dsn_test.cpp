// Which addresses are taken for a pooler's, and that the password stays out of messages.
#include "stateless/pooler_dsn.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace stateless {
namespace {

std::string refusal(const std::string& dsn) {
    const auto parsed = PoolerDsn::parse(dsn);
    if (parsed) return "";
    EXPECT_EQ(parsed.error().code, ErrorCode::misuse) << dsn;
    EXPECT_FALSE(parsed.error().retryable);
    return parsed.error().detail;
}

TEST(PoolerDsn, TakesAPoolersAddress) {
    for (const char* dsn :
         {"postgresql://app:secret@pooler:6432/shop", "postgres://pooler:6543/shop",
          "host=pooler port=6432 dbname=shop", "hostaddr=10.0.0.1 port=6543", "postgresql://one:6432,two:6543/shop",
          "host=one,two port=6432", "postgresql://app@[2001:db8::1]:6432/shop?sslmode=verify-full"})
        EXPECT_EQ(refusal(dsn), "") << dsn;
}

TEST(PoolerDsn, RefusesTheDatabasesOwnPortAndAMissingOne) {
    EXPECT_NE(refusal("postgresql://db:5432/shop").find("5432"), std::string::npos);
    EXPECT_NE(refusal("postgresql://db/shop").find("no port"), std::string::npos);
    EXPECT_NE(refusal("postgresql://one:6432,two/shop").find("no port"), std::string::npos);
    EXPECT_NE(refusal("postgresql://one:6432,two:5432/shop").find("5432"), std::string::npos);
    EXPECT_NE(refusal("host=a,b,c port=6432,6432").find("one port"), std::string::npos);
    EXPECT_NE(refusal("postgresql://pooler:7000/shop").find("7000"), std::string::npos);
    EXPECT_NE(refusal("host=pooler port=none").find("no port"), std::string::npos);
    EXPECT_NE(refusal("port=6432 dbname=shop").find("no host"), std::string::npos);
    EXPECT_NE(refusal("").find("no host"), std::string::npos);
    EXPECT_FALSE(PoolerDsn::parse("postgresql://db:5432/shop", {5432, 6432}));
    EXPECT_TRUE(PoolerDsn::parse("postgresql://pooler:7000/shop", {7000}));
}

TEST(PoolerDsn, RefusesWhatTheSessionWouldCarry) {
    EXPECT_NE(refusal("postgresql://pooler:6432/shop?options=-c%20work_mem%3D1GB").find("options="), std::string::npos);
    EXPECT_NE(refusal("host=pooler port=6432 replication=database").find("replication="), std::string::npos);
    setenv("PGOPTIONS", "-c statement_timeout=0", 1);
    EXPECT_NE(refusal("postgresql://pooler:6432/shop").find("PGOPTIONS"), std::string::npos);
    unsetenv("PGOPTIONS");
    setenv("PGSERVICE", "shop", 1);
    EXPECT_NE(refusal("postgresql://pooler:6432/shop").find("PGSERVICE"), std::string::npos);
    unsetenv("PGSERVICE");
}

TEST(PoolerDsn, RefusesWhatLibpqCannotReadWithoutQuotingIt) {
    EXPECT_NE(refusal("postgresql://app:hush%zz@pooler:6432/shop"), "");
    EXPECT_EQ(refusal("postgresql://app:hush%zz@pooler:6432/shop").find("hush"), std::string::npos);
    EXPECT_NE(refusal("nonsense"), "");
    EXPECT_NE(refusal(std::string("host=pooler port=6432\0 port=5432", 33)), "");
    EXPECT_FALSE(PoolerDsn::parse(static_cast<const char*>(nullptr)));
}

TEST(PoolerDsn, UnverifiedNeedsAReason) {
    const auto direct = PoolerDsn::unverified("postgresql://db:5432/shop", "migrations run outside the pooler");
    ASSERT_TRUE(direct);
    EXPECT_EQ(direct->describe(), "db:5432/shop");
    EXPECT_FALSE(PoolerDsn::unverified("postgresql://db:5432/shop", " "));
    EXPECT_FALSE(PoolerDsn::unverified("nonsense", "a reason"));
}

TEST(PoolerDsn, DescribesItselfWithoutThePassword) {
    EXPECT_EQ(PoolerDsn::parse("postgresql://app:secret@pooler:6432/shop")->describe(), "app@pooler:6432/shop");
}

}  // namespace
}  // namespace stateless
