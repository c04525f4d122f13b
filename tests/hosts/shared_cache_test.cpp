// The cache that machines share, against real servers: it saves work where it can, and else nobody notices but for a
// line that says so.
#include <chrono>

#include "hosts/project.h"
#include "hosts/redis_process.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using lint::testing::Outcome;
using lint::testing::RedisProcess;
using lint::testing::SilentServer;

class SharedCache : public lint::testing::Project {
protected:
    void SetUp() override {
        Project::SetUp();
        add("counter.cpp", counter);
    }

    static std::string at(int port, const std::string& rest = "?ttl=1h", const std::string& scheme = "redis") {
        return scheme + "://127.0.0.1:" + std::to_string(port) + rest;
    }

    /// As on a machine that has nothing of its own yet.
    Outcome on_new_machine(const std::string& url, const Words& more = {}) {
        fs::remove_all(folder.path() / "cache");
        Words arguments{"--cache-dir", "cache", "--cache-stats", "--cache", url, "--format", "json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = lint(arguments);
        EXPECT_EQ(outcome.out, plain()) << outcome.err;
        EXPECT_EQ(outcome.status, 1);
        return outcome;
    }
    std::string plain() { return lint({"--no-cache", "--format", "json"}).out; }

    static bool had(const Outcome& outcome, const std::string& units) {
        return outcome.err.find(" had " + units + " more\n") != std::string::npos;
    }
    static bool gave_up(const Outcome& outcome) { return outcome.err.find(" was given up: ") != std::string::npos; }
};

TEST_F(SharedCache, HasWhatAnotherMachineExtracted) {
    const RedisProcess redis;
    EXPECT_TRUE(had(on_new_machine(at(redis.port())), "0"));
    const Outcome second = on_new_machine(at(redis.port()));
    EXPECT_TRUE(had(second, "2")) << second.err;
    EXPECT_FALSE(gave_up(second)) << second.err;
    write("counter.cpp", std::string("\n") + counter);
    EXPECT_TRUE(had(on_new_machine(at(redis.port()), {"-j2"}), "1"));
}

TEST_F(SharedCache, LeavesACopyInTheFolder) {
    const RedisProcess redis;
    on_new_machine(at(redis.port()));
    on_new_machine(at(redis.port()));
    const Outcome local = lint({"--cache-dir", "cache", "--cache-stats"});
    EXPECT_NE(local.err.find(" had 2 of 2 units;"), std::string::npos) << local.err;
}

TEST_F(SharedCache, KeepsNothingWithoutAnEnd) {
    const RedisProcess redis;
    on_new_machine(at(redis.port(), "?ttl=5400"));
    EXPECT_EQ(redis.command({"DBSIZE"}), "4\n");
    const std::string longest =
        redis.command({"EVAL",
                       "local t={} for _,k in ipairs(redis.call('KEYS','*')) do t[#t+1]=redis.call('TTL',k) end "
                       "table.sort(t) return t[1]*100000+t[#t]",
                       "0"});
    EXPECT_GE(std::stoll(longest) / 100000, 5300) << longest;
    EXPECT_LE(std::stoll(longest) % 100000, 5400) << longest;
}

TEST_F(SharedCache, IsAClusterToo) {
    const RedisProcess redis(
        {"--cluster-enabled", "yes", "--cluster-port", std::to_string(lint::testing::free_port())});
    redis.command({"CLUSTER", "ADDSLOTSRANGE", "0", "16383"});
    for (int tries = 0; tries < 200 && redis.command({"CLUSTER", "INFO"}).find("state:ok") == std::string::npos;
         ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const std::string url = at(redis.port(), "?ttl=1d", "redis+cluster");
    on_new_machine(url);
    const Outcome second = on_new_machine(url);
    EXPECT_TRUE(had(second, "2")) << second.err;
}

TEST_F(SharedCache, TakesThePasswordFromTheEnvironmentAndNeverPrintsIt) {
    const RedisProcess redis({"--requirepass", "open@sesame"});
    const Outcome without = on_new_machine(at(redis.port()));
    EXPECT_TRUE(gave_up(without)) << without.err;
    setenv("STATELESS_CACHE_PASSWORD", "open@sesame", 1);
    on_new_machine(at(redis.port()));
    const Outcome second = on_new_machine(at(redis.port()));
    EXPECT_TRUE(had(second, "2")) << second.err;
    redis.command({"-a", "open@sesame", "ACL", "SETUSER", "lint", "on", ">open@sesame", "~stateless-lint:*", "+@all"});
    const std::string named = "redis://lint@127.0.0.1:" + std::to_string(redis.port()) + "?ttl=1h";
    EXPECT_TRUE(had(on_new_machine(named), "2"));
    setenv("STATELESS_CACHE_PASSWORD", "wrong", 1);
    const Outcome wrong = on_new_machine(at(redis.port()));
    unsetenv("STATELESS_CACHE_PASSWORD");
    EXPECT_TRUE(gave_up(wrong)) << wrong.err;
    EXPECT_EQ((second.err + wrong.err).find("sesame"), std::string::npos);
}

TEST_F(SharedCache, IsGivenUpWhereNobodyListens) {
    const Outcome dead = on_new_machine(at(lint::testing::free_port()));
    EXPECT_TRUE(gave_up(dead)) << dead.err;
    EXPECT_TRUE(had(dead, "0"));
}

TEST_F(SharedCache, CostsNoMoreThanItsDeadlineHoweverManyUnitsThereAre) {
    for (int number = 0; number < 60; ++number)
        add("part" + std::to_string(number) + ".cpp", "int part" + std::to_string(number) + ";\n");
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const std::string report = plain();
    const auto without = Clock::now() - start;
    const auto expect_in_time = [&](const std::string& url) {
        fs::remove_all(folder.path() / "cache");
        const auto begin = Clock::now();
        const Outcome outcome = lint({"-j4", "--cache-dir", "cache", "--cache", url, "--format", "json"});
        EXPECT_LT(Clock::now() - begin, without * 2 + std::chrono::seconds(5));
        EXPECT_EQ(outcome.out, report);
        EXPECT_EQ(outcome.status, 1);
        EXPECT_TRUE(gave_up(outcome)) << outcome.err;
    };
    expect_in_time(at(SilentServer().port()));
    const SilentServer silent;
    expect_in_time(at(silent.port()));
    const RedisProcess redis;
    on_new_machine(at(redis.port()));
    redis.freeze();
    expect_in_time(at(redis.port()));
}

TEST_F(SharedCache, TakesNothingThatIsNotWhatItKept) {
    const RedisProcess redis;
    on_new_machine(at(redis.port()));
    for (const char* change : {"redis.call('SET',k,'nonsense')", "redis.call('SETRANGE',k,40,'xxxx')",
                               "redis.call('SET',k,string.sub(redis.call('GET',k),1,30))",
                               "redis.call('DEL',k) redis.call('LPUSH',k,'a')"}) {
        redis.command({"EVAL", std::string("for _,k in ipairs(redis.call('KEYS','*')) do ") + change + " end", "0"});
        const Outcome outcome = on_new_machine(at(redis.port()));
        EXPECT_TRUE(had(outcome, "0")) << change << outcome.err;
        redis.command({"FLUSHALL"});
        on_new_machine(at(redis.port()));
    }
}

TEST_F(SharedCache, RefusesUrlsThatSayTooLittle) {
    const auto refused = [&](const std::string& url, const std::string& reason) {
        const Outcome outcome = lint({"--cache", url});
        EXPECT_EQ(outcome.status, 2) << url;
        EXPECT_NE(outcome.err.find(reason), std::string::npos) << outcome.err;
    };
    refused("redis://h", "?ttl=7d");
    refused("redis://h?ttl=0d", "no time");
    refused("redis://h?ttl=7w", "no time");
    refused("redis://h?ttl=99999999", "no time");
    refused("redis://h?ttl=400d", "no time");
    refused("redis://h?ttl=99999999999999999999d", "no time");
    refused("http://h?ttl=7d", "--cache: ");
    refused("redis://:secret@h?ttl=", "no time");
    EXPECT_EQ(lint({"--cache", "redis://:secret@h"}).err.find("secret"), std::string::npos);
    const Outcome both = lint({"--cache", "redis://h?ttl=60", "--no-cache"});
    EXPECT_EQ(both.status, 2);
}

TEST_F(SharedCache, NeedsAFolderAndSaysSo) {
    const char* before = getenv("XDG_CACHE_HOME");
    const std::string restored = before ? before : "";
    setenv("XDG_CACHE_HOME", "/proc/none", 1);
    const Outcome outcome = lint({"--cache", at(lint::testing::free_port()), "--format", "json"});
    if (before) setenv("XDG_CACHE_HOME", restored.c_str(), 1);
    else unsetenv("XDG_CACHE_HOME");
    EXPECT_EQ(outcome.out, plain());
    EXPECT_NE(outcome.err.find(" is not used: "), std::string::npos) << outcome.err;
}

TEST_F(SharedCache, KeepsWhatSeveralBranchesHave) {
    const RedisProcess redis;
    write("first.h", "static int hits = 0;\n");
    write("second.h", "static int hits = 1;\n");
    const std::string with_first = "#include \"first.h\"\nvoid bump() { ++hits; }\n";
    const std::string with_second = "#include \"second.h\"\nvoid bump() { ++hits; }\n";
    write("counter.cpp", with_first);
    on_new_machine(at(redis.port()));
    write("counter.cpp", with_second);
    EXPECT_TRUE(had(on_new_machine(at(redis.port())), "1"));
    write("counter.cpp", with_first);
    EXPECT_TRUE(had(on_new_machine(at(redis.port())), "2"));
}

}  // namespace
}  // namespace stateless::lint
