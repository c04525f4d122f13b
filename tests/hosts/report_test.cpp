// What is reported of a project over time: baselines, changes since a commit, suppressions, and the formats for review.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "hosts/project.h"
#include "model/json_document.h"

namespace stateless::lint {
namespace {

using lint::testing::Outcome;
using lint::testing::read_file;
using lint::testing::run_program;

class Reports : public lint::testing::Project {
protected:
    void SetUp() override {
        Project::SetUp();
        add("counter.cpp", counter);
    }
    void git(Words words) {
        words.insert(words.begin(), {"/usr/bin/git", "-c", "user.name=a", "-c", "user.email=a@b", "-C",
                                     (folder.path() / "src").string()});
        const Outcome outcome = run_program(words, folder.path());
        ASSERT_EQ(outcome.status, 0) << outcome.err;
    }
    static bool says(const Outcome& outcome, const std::string& text) {
        return (outcome.out + outcome.err).find(text) != std::string::npos;
    }
};

TEST_F(Reports, BaselineHidesWhatIsKnownAndShowsWhatIsNew) {
    const Outcome written = lint({"--write-baseline", "baseline.json"});
    EXPECT_EQ(written.status, 0) << written.out;
    EXPECT_TRUE(says(written, "baseline.json lists 1 finding"));
    write("counter.cpp", std::string("// moved\n\n") + counter);
    const Outcome known = lint({"--baseline", "baseline.json"});
    EXPECT_EQ(known.status, 0) << known.out;
    EXPECT_TRUE(says(known, "1 known finding of the baseline left out"));

    write("counter.cpp", "static int hits = 0;\nstatic int more = 0;\nvoid bump() { ++hits; ++more; }\n");
    const Outcome fresh = lint({"--baseline", "baseline.json"});
    EXPECT_EQ(fresh.status, 1);
    EXPECT_TRUE(says(fresh, "'more'"));
    EXPECT_FALSE(says(fresh, "'hits'"));
}

TEST_F(Reports, BaselineOnlyShrinks) {
    write("counter.cpp", "static int hits = 0;\nstatic int more = 0;\nvoid bump() { ++hits; ++more; }\n");
    lint({"--write-baseline", "baseline.json"});
    write("counter.cpp", "static int hits = 0;\nstatic int other = 0;\nvoid bump() { ++hits; ++other; }\n");
    const Outcome stale = lint({"--baseline", "baseline.json"});
    EXPECT_TRUE(
        says(stale, "baseline.json:5:1: warning: 'more' in src/counter.cpp [stateless-mutable-global] is no longer"))
        << stale.out;
    EXPECT_EQ(stale.status, 1);
    const Outcome updated = lint({"--baseline", "baseline.json", "--update-baseline"});
    EXPECT_EQ(updated.status, 1);
    EXPECT_TRUE(says(updated, "1 entry taken out or lowered"));
    const std::string text = read_file(folder.path() / "baseline.json");
    EXPECT_NE(text.find("hits"), std::string::npos);
    EXPECT_EQ(text.find("more"), std::string::npos);
    EXPECT_EQ(text.find("other"), std::string::npos);
}

TEST_F(Reports, BaselineIsNotShrunkOverWhatCouldNotBeRead) {
    lint({"--write-baseline", "baseline.json"});
    const std::string before = read_file(folder.path() / "baseline.json");
    write("counter.cpp", "#include <none.h>\nint broken = ;\n");
    const Outcome outcome = lint({"--baseline", "baseline.json", "--update-baseline"});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_TRUE(says(outcome, "the baseline is not updated"));
    EXPECT_EQ(read_file(folder.path() / "baseline.json"), before);
    EXPECT_FALSE(says(lint({"--baseline", "baseline.json"}), "no longer found"));
}

TEST_F(Reports, BrokenBaselineIsMisuseAndNeverClean) {
    for (const char* text : {"", "{", "[]", "{}", "{\"schema\": \"stateless-baseline/v1\", \"findings\": [{}]}"}) {
        folder.write("baseline.json", text);
        const Outcome outcome = lint({"--baseline", "baseline.json"});
        EXPECT_EQ(outcome.status, 2) << text;
        EXPECT_EQ(outcome.out, "");
        EXPECT_TRUE(outcome.err.starts_with("stateless-lint: baseline.json:1: ")) << outcome.err;
    }
    EXPECT_EQ(lint({"--baseline", "none.json"}).status, 2);
    EXPECT_EQ(lint({"--update-baseline"}).status, 2);
    EXPECT_EQ(lint({"--write-baseline", "none/b.json"}).status, 2);
    EXPECT_EQ(lint({"--write-baseline", "b.json", "src"}).status, 2);
}

TEST_F(Reports, SinceShowsWhatAChangeTouches) {
    git({"init", "-q"});
    write("state.h", "inline int visits = 0;\ninline void visit() { ++visits; }\n");
    write("counter.cpp", "#include \"state.h\"\nstatic int hits = 0;\nvoid bump() {\n    ++hits;\n    visit();\n}\n");
    git({"add", "-A"});
    EXPECT_EQ(places({"--since", "HEAD"}).size(), 2u);  // before the first commit
    git({"commit", "-qm", "x"});
    const Outcome nothing = lint({"--since", "HEAD"});
    EXPECT_EQ(nothing.status, 0) << nothing.out << nothing.err;
    EXPECT_TRUE(says(nothing, "2 findings that no change touches left out"));

    write("counter.cpp", "#include \"state.h\"\nstatic int hits = 0;\nvoid bump() {\n    hits++;\n    visit();\n}\n");
    EXPECT_EQ(places({"--since", "HEAD"}), Words{"counter.cpp:2:12 hits"});  // by its write
    git({"commit", "-qam", "x"});
    write("state.h", "inline int visits = 0;\ninline void visit() { visits++; }\n");
    EXPECT_EQ(places({"--since", "HEAD"}), Words{"state.h:1:12 visits"});  // in a header
    EXPECT_EQ(places({"--since", "HEAD~1"}).size(), 2u);
    const Outcome unknown = lint({"--since", "none"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_EQ(unknown.out, "");
    EXPECT_EQ(lint({"--since", ""}).status, 2);  // a variable of the CI that was not set
}

TEST_F(Reports, UnusedSuppressionsAreReportedWithoutCountingAsFindings) {
    write("counter.cpp", "static const int limit = 3;  // NOLINT(stateless-mutable-global): was not const once\n"
                         "static int hits = 0;  // NOLINT(stateless-mutable-global)\n"
                         "void bump() { hits += limit; }\n");
    const Outcome outcome = lint();
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_TRUE(says(outcome,
                     "counter.cpp:1:1: warning: NOLINT(stateless-mutable-global) silences nothing; take it away "
                     "[unused-suppression]"))
        << outcome.out;
    EXPECT_FALSE(says(lint({"--rules", "zero-ttl"}), "silences nothing"));
    const Outcome reasoned = lint({"--require-reason"});
    EXPECT_EQ(reasoned.status, 1);
    EXPECT_TRUE(says(reasoned, "counter.cpp:2:1: warning: the NOLINT gives no reason")) << reasoned.out;
    write("broken.cpp", "");
    add("broken.cpp", "int x = ;\n");
    EXPECT_FALSE(says(lint(), "silences nothing; take it away"));
}

TEST_F(Reports, ANolintbeginThatNothingEndsIsToldAsSuch) {
    write("counter.cpp", "// NOLINTBEGIN(stateless-mutable-global): meant\n"
                         "static int hits = 0;\n"
                         "// NOLINTBEGIN(bugprone-*)\n"
                         "void bump() { ++hits; }\n");
    const Outcome outcome = lint();
    EXPECT_EQ(outcome.status, 1) << outcome.out;
    EXPECT_TRUE(says(outcome, "counter.cpp:1:1: warning: NOLINTBEGIN without NOLINTEND silences nothing"))
        << outcome.out;
    EXPECT_FALSE(says(outcome, "counter.cpp:3:1")) << outcome.out;
    EXPECT_FALSE(says(outcome, "gap")) << outcome.out;
}

TEST_F(Reports, EveryFormatSaysTheSameFinding) {
    for (const char* format : {"github", "gitlab", "rdjson", "junit", "markdown", "html"}) {
        const Outcome outcome = lint({"--format", format});
        EXPECT_EQ(outcome.status, 1) << format;
        EXPECT_NE(outcome.out.find("hits"), std::string::npos) << format;
        EXPECT_EQ(outcome.err, "stateless-lint: 1 finding in 2 units\n");
    }
}

TEST_F(Reports, AReportThatCannotBeWrittenIsNotTakenForOne) {
    write("counter.cpp", "void bump() {}\n");
    EXPECT_EQ(lint().status, 0);
    const Outcome outcome = run_program(
        {"/bin/sh", "-c", "exec \"$0\" -p build --no-cache >/dev/full", STATELESS_LINT_BINARY}, folder.path());
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.err, "stateless-lint: standard output cannot be written\n");
}

TEST_F(Reports, JunitIsValidXml) {
    if (!std::filesystem::exists("/usr/bin/xmllint")) GTEST_SKIP() << "there is no xmllint";
    add("a<b>&\x01.cpp", "static int odd = 0;\nvoid strange() { ++odd; }\nvoid bump();\n");
    add("broken.cpp", "int x = ;\n");
    write("counter.cpp", std::string("void strange();\nstatic int hits = 0;  // NOLINT(stateless-*): \"<&>\"\n") +
                             "void bump() { ++hits; strange(); }\n");
    folder.write("report.xml", lint({"--format", "junit", "--show-suppressed"}).out);
    const Outcome verdict = run_program({"/usr/bin/xmllint", "--noout", "--nonet", "--schema",
                                         STATELESS_SOURCE_DIR "/tests/unit/schemas/junit.xsd", "report.xml"},
                                        folder.path());
    EXPECT_EQ(verdict.status, 0) << verdict.err;
}

}  // namespace
}  // namespace stateless::lint
