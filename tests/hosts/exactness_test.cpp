// Whatever is done for speed changes no finding: fixtures of all rules, and the shop, plainly on one hand, and with
// everything that is skipped, kept and done at once on the other. Facts are compared, too: equal facts have equal
// findings in any program.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "fixtures/fixture.h"
#include "hosts/project.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using lint::testing::Outcome;
using lint::testing::read_file;
using lint::testing::run_program;
using lint::testing::TemporaryFolder;
using Words = std::vector<std::string>;

const fs::path fixture_folder = STATELESS_SOURCE_DIR "/test-fixtures";

struct Result {
    Outcome outcome;
    std::map<std::string, std::string> facts;  // by file name
};

Result run(const TemporaryFolder& folder, const Words& what, const Words& how) {
    Words words{STATELESS_LINT_BINARY, "--format", "json", "--dump-facts", "facts"};
    words.insert(words.end(), what.begin(), what.end());
    words.insert(words.end(), how.begin(), how.end());
    Result result{run_program(words, folder.path()), {}};
    for (const auto& file : fs::directory_iterator(folder.path() / "facts"))
        result.facts[file.path().filename().string()] = read_file(file.path());
    return result;
}

void expect_exact(const TemporaryFolder& folder, const Words& what) {
    const Result plain = run(folder, what, {"--no-skip", "--no-cache", "-j1"});
    EXPECT_EQ(plain.outcome.status, 1) << plain.outcome.err;
    EXPECT_GT(plain.facts.size(), 2u);
    const Words fast{"-j2", "--cache-dir", "cache", "--cache-stats"};
    const auto expect_same = [&](const Result& other, const std::string& had) {
        EXPECT_EQ(other.outcome.status, plain.outcome.status);
        EXPECT_EQ(other.outcome.out, plain.outcome.out);
        EXPECT_TRUE(other.facts == plain.facts);
        EXPECT_NE(other.outcome.err.find(" had " + had + " units;"), std::string::npos) << other.outcome.err;
    };
    const std::string units = std::to_string(plain.facts.size() - 1);  // program.json is none
    expect_same(run(folder, what, fast), "0 of " + units);
    expect_same(run(folder, what, fast), units + " of " + units);

    Words link{STATELESS_LINT_BINARY, "link", "part2", "part3", "part1", "--format", "json"};
    for (const char* number : {"1", "2", "3"}) {
        Words extract{STATELESS_LINT_BINARY,        "extract",     "--shard", number + std::string("/3"), "-o",
                      std::string("part") + number, "--cache-dir", "cache"};
        extract.insert(extract.end(), what.begin(), what.end());
        const Outcome outcome = run_program(extract, folder.path());
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_EQ(outcome.out, "");
    }
    EXPECT_EQ(run_program(link, folder.path()).out, plain.outcome.out);
    link.erase(link.begin() + 3);
    const Outcome incomplete = run_program(link, folder.path());
    EXPECT_EQ(incomplete.status, 2);
    EXPECT_NE(incomplete.err.find("part 3/3 of the program is missing"), std::string::npos) << incomplete.err;
}

TEST(Exactness, FixturesOfAllRulesAsOneProgram) {
    std::set<std::string> rules;
    for (const auto& file : fs::directory_iterator(STATELESS_SOURCE_DIR "/rules/catalog"))
        rules.insert(file.path().stem().string());
    const TemporaryFolder folder;
    nlohmann::json database = nlohmann::json::array();
    for (const std::string& name : fixtures::discover_fixtures(fixture_folder)) {
        if (!name.ends_with("/bad.cpp")) continue;  // of all, it would take minutes
        for (const auto& section : fixtures::parse_fixture(name, read_file(fixture_folder / name), rules).sections) {
            const std::string file = "server/" + name.substr(0, name.rfind('.')) + "/" + section.name;
            folder.write(file, section.text);
            if (!section.is_unit()) continue;
            database.push_back(
                {{"directory", (folder.path() / "server").string()},
                 {"file", "../" + file},
                 {"arguments",
                  {"g++", "-std=c++20", "-isystem", (fixture_folder / "include").string(), "-c", "../" + file}}});
        }
    }
    folder.write("build/compile_commands.json", database.dump());
    expect_exact(folder, {"-p", "build"});
}

TEST(Exactness, TheShop) {
    const TemporaryFolder folder;
    expect_exact(folder, {"-p", STATELESS_BUILD_DIR, "--exclude", "*", "--exclude", "!examples/shop"});
}

class Declarations : public lint::testing::Project {};

TEST_F(Declarations, SayTheSameWhoeverNeedsTheirTypesWhole) {
    write("find.h", "#pragma once\n#include <memory>\nstruct Listener { int calls = 0; };\n"
                    "std::shared_ptr<Listener> find();\n");
    add("counter.cpp", "#include \"find.h\"\nvoid bump() { ++find()->calls; }\n");
    add("other.cpp", "#include \"find.h\"\nint other() { return 1; }\n");
    lint({"--no-cache", "--dump-facts", "facts"});
    std::vector<bool> said;
    for (const auto& file : fs::directory_iterator(folder.path() / "facts")) {
        const nlohmann::json facts = nlohmann::json::parse(read_file(file.path()));
        for (const auto& function : facts.value("functions", nlohmann::json::array()))
            if (function.at("name") == "find") said.push_back(function.value("returns_reference", false));
    }
    EXPECT_EQ(said, std::vector<bool>({true, true}));
}

}  // namespace
}  // namespace stateless::lint
