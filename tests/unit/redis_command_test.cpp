// Redis commands: cutting a format into words, and where the time to live stands.
#include "rules/support/redis_command.h"

#include <gtest/gtest.h>

namespace stateless::lint {
namespace {

/// "EX@4": the option, or the command where it has none, and the number of the token with the time.
std::string expiry(const std::vector<std::string>& tokens) {
    const auto found = find_expiry(tokens);
    if (!found) return "none";
    return (found->option.empty() ? found->command : found->option) + "@" + std::to_string(found->token);
}

TEST(CommandTokens, AreCutAtTheBlanksOfTheFormat) {
    const auto tokens = command_tokens("SET  user:%s %b EX %d");
    ASSERT_EQ(tokens.size(), 5u);
    EXPECT_EQ(tokens[0].text, "SET");
    EXPECT_EQ(tokens[1].text, "user:\x01");
    EXPECT_FALSE(tokens[1].argument);
    EXPECT_EQ(tokens[2].argument, 1u);
    EXPECT_EQ(tokens[4].argument, 3u);  // %b takes a pointer and a length
}

TEST(CommandTokens, KnowWhereTheyStand) {
    const std::string format = "SETEX k 0 v";
    const auto tokens = command_tokens(format);
    ASSERT_EQ(tokens.size(), 4u);
    EXPECT_EQ(tokens[2].offset, format.find('0'));
}

TEST(CommandTokens, AnArgumentWithTextAroundIsNotTheArgumentAlone) {
    const auto tokens = command_tokens("EXPIRE k %d0 %s");
    ASSERT_EQ(tokens.size(), 4u);
    EXPECT_EQ(tokens[2].text, "\x01"
                              "0");
    EXPECT_FALSE(tokens[2].argument);
    EXPECT_EQ(tokens[3].argument, 1u);
}

TEST(RedisExpiry, StandsAfterTheOptionOfSet) {
    EXPECT_EQ(expiry({"SET", "k", "v", "EX", "0"}), "EX@4");
    EXPECT_EQ(expiry({"set", "k", "v", "nx", "px", "0"}), "PX@5");
    EXPECT_EQ(expiry({"SET", "k", "v", "XX", "GET", "EXAT", "1"}), "EXAT@6");
    EXPECT_EQ(expiry({"GETEX", "k", "EX", "0"}), "EX@3");
}

TEST(RedisExpiry, StandsAtAFixedPlace) {
    EXPECT_EQ(expiry({"SETEX", "k", "0", "v"}), "SETEX@2");
    EXPECT_EQ(expiry({"psetex", "k", "0", "v"}), "PSETEX@2");
    EXPECT_EQ(expiry({"EXPIRE", "k", "0"}), "EXPIRE@2");
    EXPECT_EQ(expiry({"PEXPIRE", "k", "0", "NX"}), "PEXPIRE@2");
}

TEST(RedisExpiry, IsNotThere) {
    EXPECT_EQ(expiry({"SET", "k", "v"}), "none");
    EXPECT_EQ(expiry({"SET", "k", "v", "KEEPTTL"}), "none");
    EXPECT_EQ(expiry({"SET", "EX", "0"}), "none");  // a key named EX
    EXPECT_EQ(expiry({"SET", "k", "EX"}), "none");
    EXPECT_EQ(expiry({"SET", "k", "v", "EX"}), "none");
    EXPECT_EQ(expiry({"GETEX", "k", "PERSIST"}), "none");
    EXPECT_EQ(expiry({"SETEX", "k"}), "none");
    EXPECT_EQ(expiry({"HSET", "k", "EX", "0"}), "none");
    EXPECT_EQ(expiry({}), "none");
}

}  // namespace
}  // namespace stateless::lint
