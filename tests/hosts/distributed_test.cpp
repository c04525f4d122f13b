// Extraction in parts, in other places: what docs/distributed.md shows, run as it stands there, and trees that are made
// of links or lie elsewhere when they are linked.
#include <algorithm>
#include <regex>

#include <gtest/gtest.h>

#include "hosts/project.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

using lint::testing::Outcome;
using lint::testing::read_file;
using lint::testing::run_program;

class Distributed : public lint::testing::Project {
protected:
    void SetUp() override {
        Project::SetUp();
        add("counter.cpp", "#include \"counter.h\"\nvoid bump() { ++hits; keep([] { static int n = 0; ++n; }); }\n");
        write("counter.h", "#pragma once\ninline int hits = 0;\ntemplate <typename F> void keep(F f) { f(); }\n");
        for (const char* name : {"a.cpp", "b.cpp"}) add(name, "int unused;\n");
    }

    Outcome shell(const std::string& commands, const fs::path& where) {
        const std::string program = fs::path(STATELESS_LINT_BINARY).parent_path().string();
        return run_program({"/usr/bin/env", "PATH=" + program + ":/usr/bin:/bin", "/bin/sh", "-ec", commands}, where);
    }

    /// The blocks of a language in docs/distributed.md.
    static Words blocks(const std::string& language) {
        const std::string page = read_file(STATELESS_SOURCE_DIR "/docs/distributed.md");
        Words result;
        for (std::size_t at = 0; (at = page.find("```" + language + "\n", at)) != page.npos;) {
            const std::size_t begin = page.find('\n', at) + 1;
            at = page.find("\n```", begin);
            result.push_back(page.substr(begin, at + 1 - begin));
        }
        return result;
    }
};

TEST_F(Distributed, TheCommandsOfThePageGiveWhatOneRunGives) {
    EXPECT_EQ(lint({"--source-root", ".", "--format", "sarif", "-o", "whole.sarif"}).status, 1);
    ASSERT_FALSE(blocks("sh").empty());
    const Outcome outcome = shell(blocks("sh")[0], folder.path());
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_EQ(read_file(folder.path() / "lint.sarif"), read_file(folder.path() / "whole.sarif"));
    EXPECT_NE(read_file(folder.path() / "lint.sarif").find("\"src/counter.h\""), std::string::npos);
}

TEST_F(Distributed, TheJobsOfThePageExtractInOneCheckoutAndLinkInAnother) {
    EXPECT_EQ(
        lint({"--source-root", ".", "--format", "sarif", "--sarif-profile", "github", "-o", "whole.sarif"}).status, 1);
    ASSERT_EQ(blocks("yaml").size(), 1u);
    const std::string jobs = blocks("yaml")[0];
    const std::string extract = jobs.substr(0, jobs.find("  link:")), link = jobs.substr(extract.size());
    const auto run_lines = [](const std::string& job, const std::string& part) {
        std::istringstream lines(job);
        std::string commands;
        for (std::string line; std::getline(lines, line);) {
            const std::size_t at = line.find("- run: stateless-lint");
            if (at != line.npos) commands += line.substr(at + 7) + "\n";
        }
        return std::regex_replace(commands, std::regex(R"(\$\{\{ matrix\.part \}\})"), part);
    };
    const fs::path other = folder.path() / "other checkout";
    fs::create_directories(other / "facts");
    fs::copy(folder.path() / "src", other / "src", fs::copy_options::recursive);
    for (const char* part : {"1", "2", "3"}) {
        fs::create_directories(folder.path() / "facts");
        const Outcome outcome = shell(run_lines(extract, part), folder.path());
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        // As the artefact of the part is called when it is downloaded.
        fs::rename(folder.path() / "facts" / part, other / "facts" / ("facts-" + std::string(part)));
    }
    const Outcome outcome = shell(run_lines(link, ""), other);
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    // Where the tree lies is all that is different.
    const std::string report = std::regex_replace(read_file(other / "lint.sarif"), std::regex("other%20checkout/"), "");
    EXPECT_EQ(report, read_file(folder.path() / "whole.sarif"));
}

TEST_F(Distributed, TheTargetsOfThePageLintByParts) {
    ASSERT_EQ(blocks("cmake").size(), 1u);
    folder.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(server LANGUAGES CXX)\n"
                                   "set(CMAKE_EXPORT_COMPILE_COMMANDS ON)\n"
                                   "add_executable(server src/server.cpp src/counter.cpp src/a.cpp src/b.cpp)\n" +
                                       blocks("cmake")[0]);
    const Outcome configured =
        shell("cmake -S . -B made -G Ninja -DREMOTE='env;WHERE=elsewhere' -DSTATELESS_LINT=" STATELESS_LINT_BINARY
              " -Dstateless-lint_DIR=" STATELESS_SOURCE_DIR "/packaging/cmake",
              folder.path());
    EXPECT_EQ(configured.status, 0) << configured.err;
    const Outcome built = shell("cmake --build made --target lint-parts", folder.path());
    EXPECT_NE(built.status, 0);
    for (const char* finding : {"src/counter.h:2:12: warning: 'hits'", "src/counter.cpp:2:", "2 findings in 4 units"})
        EXPECT_NE(built.out.find(finding), std::string::npos) << finding << built.out << built.err;
}

/// As a build system's sandbox has it: real folders, links to files that lie anywhere. As without one: links to
/// folders.
TEST_F(Distributed, ATreeOfLinksHasTheNamesOfItsLinks) {
    const Words plain = places({"--source-root", "."});
    EXPECT_EQ(plain.size(), 2u);
    const auto facts_in = [&](const std::string& name, auto link_sources) {
        const fs::path tree = folder.path() / name;
        fs::create_directories(tree / "build");
        link_sources(tree);
        const fs::path real = fs::path("../..") / (name + "-database.json");
        auto moved = database;
        for (auto& entry : moved) entry["directory"] = (tree / "build").string();
        folder.write(name + "-database.json", moved.dump());
        fs::create_symlink(real, tree / "build/compile_commands.json");
        const Outcome outcome = shell("stateless-lint extract -p build --source-root . --no-cache -o facts", tree);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        Words texts;
        for (const auto& file : fs::directory_iterator(tree / "facts")) texts.push_back(read_file(file.path()));
        std::sort(texts.begin(), texts.end());
        return texts;
    };
    const Words of_files = facts_in("files", [&](const fs::path& tree) {
        fs::create_directories(tree / "src");
        for (const auto& file : fs::directory_iterator(folder.path() / "src"))
            fs::create_symlink(file.path(), tree / "src" / file.path().filename());
    });
    const Words of_folders = facts_in(
        "folders", [&](const fs::path& tree) { fs::create_directory_symlink(folder.path() / "src", tree / "src"); });
    EXPECT_EQ(of_files.size(), 5u);
    EXPECT_EQ(of_files, of_folders);
    for (const std::string& text : of_files) EXPECT_EQ(text.find(folder.path().string()), std::string::npos) << text;

    const Outcome linked = shell("stateless-lint link files/facts --source-root . --format json", folder.path());
    EXPECT_EQ(linked.status, 1) << linked.err;
    const auto report = nlohmann::json::parse(linked.out);
    EXPECT_EQ(report["findings"].size(), plain.size());
    for (const auto& finding : report["findings"])
        EXPECT_TRUE(finding["place"]["file"].get<std::string>().starts_with("src/counter.")) << finding;
}

TEST_F(Distributed, UnshardedFactsOfPartsMakeOneProgram) {
    const auto whole = lint({"--format", "json"});
    const auto parts = database;
    std::string folders;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        database = nlohmann::json::array({parts[index]});
        const std::string out = "facts-" + std::to_string(index);
        folder.write("build/compile_commands.json", database.dump());
        EXPECT_EQ(shell("stateless-lint extract -p build --source-root . -o " + out, folder.path()).status, 0);
        folders = out + " " + folders;
    }
    const Outcome linked = shell("stateless-lint link --format json " + folders + folders, folder.path());
    EXPECT_EQ(nlohmann::json::parse(linked.out)["findings"], nlohmann::json::parse(whole.out)["findings"]);
}

}  // namespace
}  // namespace stateless::lint
