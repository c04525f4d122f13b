// What the cache remembers of the last run for editors, and which checks they run.
#include "cache/last_program.h"

#include <fstream>

#include <gtest/gtest.h>

#include "clangd/check_globs.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

const std::string some_name(40, 'a');

fs::path remembered(const testing::TemporaryFolder& folder) {
    const std::vector<fs::path> files = remembered_programs(folder.path());
    EXPECT_EQ(files.size(), 1u);
    return files.empty() ? fs::path() : files.front();
}

TEST(LastProgram, IsReadAsItWasWritten) {
    const testing::TemporaryFolder folder;
    const LastProgram program{"/src", "build", "models", {{"/src/a.cpp", some_name}, {"/src/b.cpp", some_name}}};
    remember_program(folder.path(), "/src/build", program);
    EXPECT_EQ(read_remembered(remembered(folder)), program);
}

TEST(LastProgram, ReplacesTheOneBeforeAndIsNotWrittenForNothing) {
    const testing::TemporaryFolder folder;
    LastProgram program{"/src", "build", "models", {{"/src/a.cpp", some_name}}};
    remember_program(folder.path(), "/src/build", program);
    const fs::path file = remembered(folder);
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
    fs::last_write_time(file, long_ago);
    remember_program(folder.path(), "/src/build", program);
    EXPECT_EQ(fs::last_write_time(file), long_ago);
    program.units.clear();
    remember_program(folder.path(), "/src/build", program);
    EXPECT_EQ(read_remembered(remembered(folder)), program);
    remember_program(folder.path(), "/src/other-build", program);
    EXPECT_EQ(remembered_programs(folder.path()).size(), 2u);
}

TEST(LastProgram, IsNothingElse) {
    const testing::TemporaryFolder folder;
    remember_program(folder.path(), "/src/build", {"/src", "build", "models", {{"/src/a.cpp", some_name}}});
    const fs::path file = remembered(folder);
    std::ifstream stream(file);
    const std::string good{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto reads = [&](const std::string& text) {
        std::ofstream(file) << text;
        return read_remembered(file).has_value();
    };
    EXPECT_TRUE(reads(good));
    EXPECT_FALSE(reads(good.substr(0, good.size() / 2)));
    EXPECT_FALSE(reads("[]"));
    EXPECT_FALSE(reads(R"({"stateless_last_program": 1})"));
    std::string elsewhere = good;
    elsewhere.replace(elsewhere.find(some_name), 40, "../../../../../../../../../../etc/passwd.");
    EXPECT_FALSE(reads(elsewhere));
    EXPECT_FALSE(read_remembered(folder.path() / "none.program"));
    EXPECT_TRUE(remembered_programs(folder.path() / "none").empty());
}

TEST(CheckGlobs, TurnOursOnUnlessTheyAreNamed) {
    EXPECT_EQ(checks_with_ours(""), "stateless-*");
    EXPECT_EQ(checks_with_ours("bugprone-*,-bugprone-x"), "stateless-*,bugprone-*,-bugprone-x");
    EXPECT_EQ(checks_with_ours("-*"), "-*,stateless-*");
    EXPECT_EQ(checks_with_ours("-*,modernize-*,-stateless-zero-ttl"), "-*,stateless-*,modernize-*,-stateless-zero-ttl");
    EXPECT_EQ(checks_with_ours("a-*\n -* \nb-*,-stateless-*"), "a-*\n -* \nstateless-*,b-*,-stateless-*");
    EXPECT_EQ(checks_with_ours("b-*,-*,"), "b-*,-*,stateless-*");
}

}  // namespace
}  // namespace stateless::lint
