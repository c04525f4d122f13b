// Changed lines: git's diffs read, and real repositories asked, some of which would run programs if they could.
#include "cli/changed_lines.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "hosts/program.h"

namespace stateless::lint {
namespace {

using lint::testing::refusal;
using lint::testing::TemporaryFolder;
using Words = std::vector<std::string>;

Span line(const std::string& file, unsigned number) { return {file, number, 1, number, 2}; }

TEST(ChangedLinesOfADiff, AreThoseOfTheNewSide) {
    ChangedLines lines;
    lines.add_diff("diff --git a/src/a.cpp b/src/a.cpp\n--- a/src/a.cpp\n+++ b/src/a.cpp\n"
                   "@@ -3 +3,2 @@ int f() {\n-x\n+++ b/other.cpp\n+@@ -1 +90 @@\n"
                   "@@ -10,2 +12,0 @@\n-x\n-+++ b/third.cpp\n"
                   "@@ -20,0 +21 @@\n+y\n\\ No newline at end of file\n"
                   "diff --git a/gone.cpp b/gone.cpp\n--- a/gone.cpp\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
                   "diff --git a/b b/b\n--- a/b\n+++ \"b/q\\303\\251\\t\\\"x.cpp\"\n@@ -1 +1 @@\n-x\n+y\n"
                   "diff --git a/c d.cpp b/c d.cpp\n--- a/c d.cpp\t\n+++ b/c d.cpp\t\n@@ -0,0 +1,9 @@\n+y\n",
                   "/p");
    for (unsigned number : {3u, 4u, 12u, 13u, 21u}) EXPECT_TRUE(lines.touched(line("/p/src/a.cpp", number))) << number;
    for (unsigned number : {1u, 2u, 5u, 11u, 14u, 20u, 22u, 90u})
        EXPECT_FALSE(lines.touched(line("/p/src/a.cpp", number))) << number;
    for (const char* file : {"/p/other.cpp", "/p/third.cpp", "/p/gone.cpp", "/dev/null"})
        EXPECT_FALSE(lines.touched(line(file, 1))) << file;
    EXPECT_TRUE(lines.touched(line("/p/q\xC3\xA9\t\"x.cpp", 1)));
    EXPECT_TRUE(lines.touched(line("/p/c d.cpp", 9)));
    EXPECT_TRUE(lines.touched(Span{"/p/src/a.cpp", 1, 1, 3, 1}));
    EXPECT_FALSE(lines.touched(Span{}));
}

TEST(ChangedLinesOfADiff, TouchAFindingAtItsStateItsWriteOrItsWay) {
    ChangedLines lines;
    lines.add_diff("--- a/h.h\n+++ b/h.h\n@@ -5 +5 @@\n-x\n+y\n", "/p");
    Finding finding;
    finding.span = line("/p/a.cpp", 1);
    finding.path = {{"GET /", line("/p/main.cpp", 2)}, {"f", {}}, {"writes", line("/p/a.cpp", 9)}};
    EXPECT_FALSE(lines.touched(finding));
    finding.path[1].span = line("/p/h.h", 5);
    EXPECT_TRUE(lines.touched(finding));
    finding.path.clear();
    finding.span = line("/p/h.h", 5);
    EXPECT_TRUE(lines.touched(finding));
}

TEST(ChangedLinesOfADiff, SurviveDamage) {
    for (const char* damaged :
         {"+++ b/a\n@@", "+++ b/a\n@@ -1 +1", "+++ b/a\n@@ -1,99999999999 +1 @@\n", "@@ -1 +1 @@\n", "+++ \"b/\\",
          "+++ \"b/\\9\"\n@@ -1 +1 @@", "+++ b/a\n@@ -1,4000000000 +1,4000000000 @@\n+"}) {
        ChangedLines lines;
        lines.add_diff(damaged, "/p");
        EXPECT_FALSE(lines.touched(line("/p/b", 1))) << damaged;
    }
}

class ChangedSince : public ::testing::Test {
protected:
    TemporaryFolder folder;
    std::string root = std::filesystem::canonical(folder.path()).string();

    void git(Words words) {
        words.insert(words.begin(), {"/usr/bin/git", "-c", "user.name=a", "-c", "user.email=a@b", "-c",
                                     "init.defaultBranch=main", "-C", root});
        const auto outcome = lint::testing::run_program(words, folder.path());
        ASSERT_EQ(outcome.status, 0) << outcome.err;
    }
    void commit(const std::string& name, const std::string& text) {
        folder.write(name, text);
        git({"add", "-A"});
        git({"commit", "-qm", "x"});
    }
    bool touched(const ChangedLines& lines, const std::string& name, unsigned number) const {
        return lines.touched(line(root + "/" + name, number));
    }

    void SetUp() override {
        if (!std::filesystem::exists("/usr/bin/git")) GTEST_SKIP() << "there is no git";
        git({"init", "-q"});
        commit("a.cpp", "1\n2\n3\n4\n");
    }
};

TEST_F(ChangedSince, CountsFromWhereTheBranchesPart) {
    git({"checkout", "-qb", "work"});
    commit("a.cpp", "1\n2\n3\nfour\n");
    git({"checkout", "-q", "main"});
    commit("a.cpp", "one\n2\n3\n4\n");
    git({"checkout", "-q", "work"});
    folder.write("a.cpp", "1\ntwo\n3\nfour\n");
    folder.write("sub dir/new.h", "x\n");
    folder.write("staged.h", "x\n");
    git({"add", "staged.h"});
    const ChangedLines lines = changed_since("main", root);
    EXPECT_FALSE(touched(lines, "a.cpp", 1));
    EXPECT_TRUE(touched(lines, "a.cpp", 2));
    EXPECT_FALSE(touched(lines, "a.cpp", 3));
    EXPECT_TRUE(touched(lines, "a.cpp", 4));
    EXPECT_TRUE(touched(lines, "sub dir/new.h", 900));
    EXPECT_TRUE(touched(lines, "staged.h", 1));
}

TEST_F(ChangedSince, FollowsARenamedFile) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += std::to_string(i) + "\n";
    commit("old.cpp", text);
    git({"mv", "old.cpp", "new.cpp"});
    commit("new.cpp", text + "more\n");
    const ChangedLines lines = changed_since("HEAD~1", root + "/");
    EXPECT_FALSE(touched(lines, "new.cpp", 30));
    EXPECT_TRUE(touched(lines, "new.cpp", 31));
}

TEST_F(ChangedSince, RefusesWhatIsNoCommit) {
    EXPECT_NE(refusal([&] { changed_since("nowhere", root); }).find("'nowhere' names no commit that is here"),
              std::string::npos);
    EXPECT_NE(refusal([&] { changed_since("--output=x", root); }).find("names no commit"), std::string::npos);
    EXPECT_NE(refusal([&] { changed_since("", root); }).find("names no commit"), std::string::npos);
    git({"checkout", "-q", "--orphan", "apart"});
    commit("b.cpp", "x\n");
    EXPECT_NE(refusal([&] { changed_since("main", root); }).find("no common ancestor"), std::string::npos);
    const TemporaryFolder elsewhere;
    EXPECT_NE(refusal([&] { changed_since("main", elsewhere.path()); }).find("not a git repository"),
              std::string::npos);
}

TEST_F(ChangedSince, RunsNoProgramOfTheRepository) {
    const std::string ran = root + "/ran";
    const auto evil = folder.write("evil", "#!/bin/sh\necho \"$0 $*\" >>'" + ran + "'\ncat\n");
    std::filesystem::permissions(evil, std::filesystem::perms::owner_all);
    for (const char* hook : {"post-index-change", "fsmonitor-watchman", "post-checkout"})
        std::filesystem::copy_file(evil, folder.path() / ".git/hooks" / hook);
    commit("x.cpp", "1\n2\n");
    commit(".gitattributes", "*.cpp filter=evil diff=evil\n*.h filter=evil2\n");
    const std::string program = evil.string();
    for (const Words& setting :
         {Words{"core.fsmonitor", program}, Words{"core.hooksPath", root + "/.git/hooks"}, Words{"core.pager", program},
          Words{"pager.diff", program}, Words{"diff.external", program}, Words{"diff.evil.command", program},
          Words{"diff.evil.textconv", program}, Words{"filter.evil.clean", program},
          Words{"filter.evil.smudge", program}, Words{"filter.evil.required", "true"},
          Words{"filter.evil2.process", program}, Words{"filter.evil2.required", "true"},
          Words{"core.sshCommand", program}, Words{"alias.diff", "!" + program}, Words{"credential.helper", program},
          Words{"core.editor", program}})
        git({"config", setting[0], setting[1]});
    folder.write("x.cpp", "1\ntwo\n");
    folder.write("y.h", "x\n");
    std::filesystem::remove(ran);
    const ChangedLines lines = changed_since("HEAD", root);
    EXPECT_FALSE(std::filesystem::exists(ran)) << lint::testing::read_file(ran);
    EXPECT_FALSE(touched(lines, "x.cpp", 1));
    EXPECT_TRUE(touched(lines, "x.cpp", 2));
    // The same question put plainly runs them, so that the above proves something.
    lint::testing::run_program({"/usr/bin/git", "-C", root, "diff", "HEAD"}, folder.path());
    EXPECT_TRUE(std::filesystem::exists(ran));
}

TEST_F(ChangedSince, SeesSourcesThatAnAttributeCallsBinary) {
    commit(".gitattributes", "*.cpp binary\n");
    folder.write("a.cpp", "1\n2\nthree\n4\n");
    const ChangedLines lines = changed_since("HEAD", root);
    EXPECT_TRUE(touched(lines, "a.cpp", 3));
    EXPECT_FALSE(touched(lines, "a.cpp", 2));
}

TEST_F(ChangedSince, DoesNotListenToGitsVariables) {
    const TemporaryFolder elsewhere;
    setenv("GIT_DIR", (elsewhere.path() / "none").c_str(), 1);
    folder.write("a.cpp", "1\n2\n3\nfour\n");
    EXPECT_TRUE(touched(changed_since("HEAD", root), "a.cpp", 4));
    unsetenv("GIT_DIR");
}

}  // namespace
}  // namespace stateless::lint
