// What SQL asks of a session: each statement's words, past texts, comments and quoted names.
#include "rules/support/session_features.h"

#include <gtest/gtest.h>

namespace stateless::lint {
namespace {

std::string features(const std::string& sql) {
    std::string result;
    for (const SessionFeature& feature : session_features(sql)) result += (result.empty() ? "" : "; ") + feature.words;
    return result;
}

TEST(SessionFeatures, TellTheSessionFromTheTransaction) {
    EXPECT_EQ(features("SET search_path TO shop"), "SET search_path");
    EXPECT_EQ(features("set timezone='UTC'"), "SET timezone");
    EXPECT_EQ(features("SET LOCAL search_path TO shop"), "");
    EXPECT_EQ(features("SET TRANSACTION READ ONLY"), "");
    EXPECT_EQ(features("select set_config('a.b', 'c', false)"), "a session's set_config");
    EXPECT_EQ(features("select set_config('a.b', 'c', true)"), "");
    EXPECT_EQ(features("select pg_advisory_lock(1)"), "a session's advisory lock");
    EXPECT_EQ(features("select pg_advisory_xact_lock(1)"), "");
    EXPECT_EQ(features("create temp table t (x int)"), "a temporary table");
    EXPECT_EQ(features("create temp table t (x int) on commit drop"), "");
    EXPECT_EQ(features("PREPARE TRANSACTION 'x'"), "");
}

TEST(SessionFeatures, AreNoWordsOfOtherStatements) {
    EXPECT_EQ(features("UPDATE users SET name = 'x'"), "");
    EXPECT_EQ(features("insert into t values ('x; SET a = b; LISTEN c')"), "");
    EXPECT_EQ(features("-- SET a = b\nselect 1"), "");
    EXPECT_EQ(features("/* LISTEN c; */ select 1"), "");
    EXPECT_EQ(features("select \"set\" from t"), "");
    EXPECT_EQ(features("LISTEN carefully to the rain"), "");
}

TEST(SessionFeatures, AreFoundInEveryStatementWithItsPlace) {
    const std::string sql = "BEGIN; SET a = 1; SET LOCAL b = 2; LISTEN \x01";
    const auto found = session_features(sql);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].offset, sql.find("SET"));
    EXPECT_EQ(found[1].words, "LISTEN");
}

TEST(SessionOptions, AreAKeywordOrAParameterWithAValue) {
    EXPECT_TRUE(has_session_options("host=db options='-c geqo=off'"));
    EXPECT_TRUE(has_session_options("postgresql://db/shop?sslmode=require&options=-c%20geqo%3Doff"));
    EXPECT_FALSE(has_session_options("host=db options=''"));
    EXPECT_FALSE(has_session_options("host=db application_name=options"));
    EXPECT_FALSE(has_session_options("postgresql://db/options"));
}

}  // namespace
}  // namespace stateless::lint
