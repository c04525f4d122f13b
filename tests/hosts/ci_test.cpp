// What CI systems run: the scripts of the GitHub action and of the GitLab template, and the hook for pre-commit.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "hosts/project.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using lint::testing::read_file;
using lint::testing::run_program;

class Ci : public lint::testing::Project {
protected:
    void SetUp() override {
        Project::SetUp();
        add("counter.cpp", counter);
        lint();  // writes the database
    }
    /// In the project's folder, with the program in PATH and these variables.
    Outcome with(Words variables, const Words& command) {
        const auto programs = std::filesystem::path(STATELESS_LINT_BINARY).parent_path().string();
        Words words{"/usr/bin/env", "-i", "PATH=" + programs + ":/usr/bin:/bin"};
        words.insert(words.end(), variables.begin(), variables.end());
        words.insert(words.end(), command.begin(), command.end());
        return run_program(words, folder.path());
    }
    Outcome action(Words variables) {
        variables.insert(variables.end(), {"GITHUB_STEP_SUMMARY=summary.md", "GITHUB_OUTPUT=output"});
        return with(variables, {STATELESS_SOURCE_DIR "/packaging/ci/github.sh"});
    }
};

TEST_F(Ci, ActionAnnotatesSumsUpAndWritesSarif) {
    const Outcome outcome = action({"LINT_BUILD=build", "LINT_SARIF=out put.sarif"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("::warning file=src/counter.cpp,line=1,")) << outcome.out;
    EXPECT_TRUE(read_file(folder.path() / "summary.md").starts_with("### stateless-lint: 1 finding in 2 units"));
    EXPECT_EQ(read_file(folder.path() / "output"), "sarif=out put.sarif\n");
    const auto sarif = nlohmann::json::parse(read_file(folder.path() / "out put.sarif"));
    EXPECT_EQ(sarif["runs"][0]["results"].size(), 1u);
}

TEST_F(Ci, ActionTakesItsInputsAsWords) {
    const Outcome evil = action({"LINT_BUILD=build; touch ran", "LINT_SINCE=$(touch ran)"});
    EXPECT_EQ(evil.status, 2);
    EXPECT_EQ(action({"LINT_OPTIONS=--rules\nzero-ttl", "LINT_PATHS=src"}).status, 0);
    EXPECT_EQ(action({"LINT_OPTIONS=`touch ran`"}).status, 2);
    EXPECT_EQ(action({"LINT_PATHS=--output=ran"}).status, 2);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "ran"));
}

TEST_F(Ci, ActionPutsNoInputIntoAScript) {
    std::istringstream lines(read_file(STATELESS_SOURCE_DIR "/action.yml"));
    bool in_script = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.find("run:") != std::string::npos) in_script = true;
        if (line.find("- name:") != std::string::npos) in_script = false;
        EXPECT_FALSE(in_script && line.find("${{") != std::string::npos) << line;
    }
}

TEST_F(Ci, GitlabsScriptWritesItsReport) {
    std::istringstream lines(read_file(STATELESS_SOURCE_DIR "/packaging/ci/gitlab.yml"));
    std::string script;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("    - ")) script += line.substr(6) + "\n";
    }
    const Outcome outcome = with({"STATELESS_BUILD=build", "STATELESS_OPTIONS="}, {"/bin/bash", "-ec", script});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    const auto issues = nlohmann::json::parse(read_file(folder.path() / "gl-code-quality-report.json"));
    EXPECT_EQ(issues.at(0)["location"]["path"], "src/counter.cpp");
}

TEST_F(Ci, PreCommitStopsACommitThatTouchesAFinding) {
    if (!std::filesystem::exists("/usr/bin/pre-commit")) GTEST_SKIP() << "there is no pre-commit";
    const auto git = [&](const std::string& words) {
        const Outcome outcome = with({"HOME=" + folder.path().string()},
                                     {"/bin/sh", "-c", "git -c user.name=a -c user.email=a@b " + words});
        EXPECT_EQ(outcome.status, 0) << words << outcome.err;
    };
    git("init -q . && git add src && git -c user.name=a -c user.email=a@b commit -qm x");
    // The hook as it is published, in a repository of its own, since pre-commit clones it.
    std::filesystem::create_directory(folder.path() / "hooks");
    std::filesystem::copy_file(STATELESS_SOURCE_DIR "/.pre-commit-hooks.yaml",
                               folder.path() / "hooks/.pre-commit-hooks.yaml");
    git("init -q hooks && git -C hooks add -A && git -C hooks -c user.name=a -c user.email=a@b commit -qm x");
    const auto hook = [&] {
        return with({"HOME=" + folder.path().string(), "LC_ALL=C.UTF-8"},
                    {"/usr/bin/pre-commit", "try-repo", "hooks", "stateless-lint", "--verbose"});
    };
    write("other.cpp", "int other = 0;\n");
    git("add src/other.cpp");
    const Outcome harmless = hook();
    EXPECT_EQ(harmless.status, 0) << harmless.out << harmless.err;
    write("counter.cpp", "static int hits = 0;\nvoid bump() { hits++; }\n");
    git("add src/counter.cpp");
    const Outcome stopped = hook();
    EXPECT_EQ(stopped.status, 1) << stopped.out << stopped.err;
    EXPECT_NE(stopped.out.find("[stateless-mutable-global]"), std::string::npos) << stopped.out;
}

}  // namespace
}  // namespace stateless::lint
