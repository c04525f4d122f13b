// The compile database as written: both forms of a command, relative places, and every complaint with its line.
#include <gtest/gtest.h>

#include "cli/compile_commands.h"
#include "cli/shell_words.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using lint::testing::refusal;
using lint::testing::TemporaryFolder;
using Words = std::vector<std::string>;

TEST(ShellWords, AreThoseOfAShell) {
    EXPECT_EQ(shell_words("  g++ -c\ta.cpp\n"), (Words{"g++", "-c", "a.cpp"}));
    EXPECT_EQ(shell_words(R"(g++ "-DA=\"x y\"" '-DB="z"' a\ b.cpp)"),
              (Words{"g++", "-DA=\"x y\"", "-DB=\"z\"", "a b.cpp"}));
    EXPECT_EQ(shell_words(R"('a\b' "c\d" "" e"f"'g')"), (Words{"a\\b", "c\\d", "", "efg"}));
    EXPECT_EQ(shell_words(""), Words{});
    EXPECT_EQ(shell_words("g++ 'a"), std::nullopt);
    EXPECT_EQ(shell_words("g++ \"a\\\""), std::nullopt);
}

class Database : public ::testing::Test {
protected:
    TemporaryFolder folder;

    CompileDatabase read(const std::string& text) {
        folder.write("build/compile_commands.json", text);
        return read_compile_commands(folder.path() / "build");
    }
    std::string refused(const std::string& text) {
        std::string reason = refusal([&] { read(text); });
        const std::string prefix = (folder.path() / "build/compile_commands.json").string();
        return reason.starts_with(prefix) ? reason.substr(prefix.size()) : reason;
    }
};

TEST_F(Database, ReadsBothFormsAndResolvesRelativePlaces) {
    const CompileDatabase database = read(R"([
        {"directory": "/b", "file": "../src/x.cpp", "command": "g++ '-DN=\"a\"' -c ../src/x.cpp"},
        {"directory": ".", "file": "/src/y.c", "arguments": ["cc", "-c", "/src/y.c"], "output": "y.o"}])");
    ASSERT_EQ(database.entries.size(), 2u);
    EXPECT_EQ(database.entries[0].file, "/src/x.cpp");
    EXPECT_EQ(database.entries[0].arguments, (Words{"g++", "-DN=\"a\"", "-c", "../src/x.cpp"}));
    EXPECT_EQ(database.entries[1].directory, (folder.path() / "build/").string());
    EXPECT_EQ(database.entries[1].file, "/src/y.c");
    EXPECT_EQ(database.file, folder.path() / "build/compile_commands.json");
}

TEST_F(Database, MayBeNamedItself) {
    const auto file = folder.write("db.json", R"([{"directory": "/b", "file": "x.cpp", "command": "g++ x.cpp"}])");
    EXPECT_EQ(read_compile_commands(file).entries[0].file, "/b/x.cpp");
}

TEST_F(Database, SaysWhereItIsBroken) {
    EXPECT_TRUE(refused("[\n  {,\n]").starts_with(":2: no valid JSON")) << refused("[\n  {,\n]");
    EXPECT_EQ(refused("{}"), ":1: a compile database is a list of entries");
    EXPECT_TRUE(refused("[]").starts_with(":1: the compile database is empty"));
    EXPECT_EQ(refused("[\n 7]"), ":2: an entry is no object");
    EXPECT_EQ(refused("[\n\n{\"file\": \"x\", \"command\": \"g++\"}]"), ":3: the entry has no \"directory\"");
    EXPECT_EQ(refused("[{\"directory\": \"/\",\n\"file\": 7, \"command\": \"g++\"}]"), ":2: \"file\" is no string");
    EXPECT_EQ(refused("[{\"directory\": \"/\", \"file\": \"x\"}]"),
              ":1: the entry has neither \"command\" nor \"arguments\"");
    EXPECT_EQ(refused("[{\"directory\": \"/\", \"file\": \"x\",\n\"command\": \"g++ 'x\"}]"),
              ":2: a quote in \"command\" is not closed");
    EXPECT_EQ(refused("[{\"directory\": \"/\", \"file\": \"x\", \"arguments\": []}]"),
              ":1: the entry's command is empty");
    EXPECT_EQ(refused("[{\"directory\": \"/\", \"file\": \"x\", \"arguments\":\n[\"g++\",\n7]}]"),
              ":3: an argument is no string");
}

TEST_F(Database, SaysHowToGetOne) {
    for (const std::string& reason : {refusal([&] { read_compile_commands(folder.path()); }),
                                      refusal([&] { find_compile_commands(folder.path()); })}) {
        EXPECT_NE(reason.find("CMAKE_EXPORT_COMPILE_COMMANDS"), std::string::npos) << reason;
        EXPECT_NE(reason.find("bear"), std::string::npos);
        EXPECT_NE(reason.find("Bazel"), std::string::npos);
        EXPECT_NE(reason.find("Meson"), std::string::npos);
    }
}

TEST_F(Database, IsFoundUpwardsAndInABuildFolder) {
    const auto file = folder.write("build/compile_commands.json", "[]");
    const auto source = folder.write("src/deep/x.cpp", "");
    EXPECT_EQ(find_compile_commands(source), file);
    EXPECT_EQ(find_compile_commands(folder.path()), file);
    const auto nearer = folder.write("src/compile_commands.json", "[]");
    EXPECT_EQ(find_compile_commands(source), nearer);
}

}  // namespace
}  // namespace stateless::lint
