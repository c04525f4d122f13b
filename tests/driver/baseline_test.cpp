// Baselines: what counts as known, what as new, and what as gone.
#include "cli/baseline.h"

#include <gtest/gtest.h>

#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using lint::testing::refusal;
using lint::testing::TemporaryFolder;

constexpr const char* schema = STATELESS_SOURCE_DIR "/rules/schema/baseline.schema.json";

Finding found(const std::string& file, const std::string& entity, unsigned line = 1,
              const std::string& rule = "mutable-global") {
    Finding finding;
    finding.rule = rule;
    finding.entity = entity;
    finding.span = {"/p/" + file, line, 1, line, 5};
    return finding;
}

class BaselineFile : public ::testing::Test {
protected:
    TemporaryFolder folder;
    const std::vector<std::string> ran{"mutable-global", "zero-ttl"};
    std::vector<std::string> gone;  // files that are no longer there

    Baseline read(const std::string& text) { return read_baseline(folder.write("b.json", text), schema); }
    Baseline of(const std::vector<Finding>& findings) { return read(baseline_text(baseline_entries(findings, "/p"))); }
    BaselineMatch match(std::vector<Finding>& findings, const Baseline& baseline) {
        return take_out_known(findings, baseline, ran, "/p", [&](const std::string& file) {
            return std::find(gone.begin(), gone.end(), file) == gone.end();
        });
    }
    std::string refused(const std::string& text) {
        const std::string reason = refusal([&] { read(text); });
        const std::string prefix = (folder.path() / "b.json").string();
        return reason.starts_with(prefix) ? reason.substr(prefix.size()) : reason;
    }
};

TEST_F(BaselineFile, KnowsWhatItListsWhereverItStands) {
    const Baseline baseline = of({found("a.cpp", "hits"), found("a.cpp", "chat::users")});
    std::vector<Finding> now{found("a.cpp", "hits", 70), found("a.cpp", "chat::users", 3), found("a.cpp", "more")};
    const BaselineMatch matched = match(now, baseline);
    EXPECT_EQ(matched.known, 2u);
    ASSERT_EQ(now.size(), 1u);
    EXPECT_EQ(now[0].entity, "more");
    EXPECT_TRUE(matched.stale.empty());
}

TEST_F(BaselineFile, TellsRulesFilesAndEntitiesApart) {
    const Baseline baseline = of({found("a.cpp", "hits")});
    std::vector<Finding> now{found("b.cpp", "hits"), found("a.cpp", "hit"), found("a.cpp", "hits", 1, "zero-ttl")};
    const BaselineMatch matched = match(now, baseline);
    EXPECT_EQ(now.size(), 3u);
    ASSERT_EQ(matched.stale.size(), 1u);
    EXPECT_EQ(matched.stale[0].span.line, 4u);
    EXPECT_TRUE(matched.stale[0].text.starts_with("'hits' in a.cpp [stateless-mutable-global] is no longer found"));
}

TEST_F(BaselineFile, ShowsAllWhereThereAreMoreThanItCounts) {
    const Baseline baseline = of({found("a.cpp", "db", 1), found("a.cpp", "db", 9)});
    std::vector<Finding> three{found("a.cpp", "db", 1), found("a.cpp", "db", 5), found("a.cpp", "db", 9)};
    EXPECT_EQ(match(three, baseline).known, 0u);
    EXPECT_EQ(three.size(), 3u);
    std::vector<Finding> one{found("a.cpp", "db", 2)};
    const BaselineMatch matched = match(one, baseline);
    EXPECT_TRUE(one.empty());
    ASSERT_EQ(matched.stale.size(), 1u);
    EXPECT_NE(matched.stale[0].text.find("is found 1 times, not 2"), std::string::npos);
    ASSERT_EQ(matched.kept.size(), 1u);
    EXPECT_EQ(matched.kept[0].count, 1u);
}

TEST_F(BaselineFile, FollowsAFileThatWasMoved) {
    const Baseline baseline = of({found("old.cpp", "hits")});
    std::vector<Finding> copied{found("new.cpp", "hits")};
    match(copied, baseline);
    EXPECT_EQ(copied.size(), 1u);  // old.cpp is still there, so this is another one
    gone = {"old.cpp"};
    std::vector<Finding> moved{found("new.cpp", "hits")};
    const BaselineMatch matched = match(moved, baseline);
    EXPECT_TRUE(moved.empty());
    EXPECT_TRUE(matched.stale.empty());
    EXPECT_EQ(matched.kept.at(0).file, "new.cpp");
}

TEST_F(BaselineFile, KeepsEntriesOfRulesThatDidNotRun) {
    const Baseline baseline = of({found("a.cpp", "x", 1, "missing-ttl")});
    std::vector<Finding> none;
    const BaselineMatch matched = match(none, baseline);
    EXPECT_TRUE(matched.stale.empty());
    EXPECT_EQ(matched.kept.size(), 1u);
}

TEST_F(BaselineFile, LeavesSuppressedFindingsAlone) {
    Finding quiet = found("a.cpp", "hits");
    quiet.suppressed = true;
    EXPECT_TRUE(baseline_entries({quiet}, "/p").empty());
    const Baseline baseline = of({found("a.cpp", "hits")});
    std::vector<Finding> now{quiet};
    EXPECT_EQ(match(now, baseline).stale.size(), 1u);
    EXPECT_EQ(now.size(), 1u);
}

TEST_F(BaselineFile, IsSortedAnEntryALine) {
    EXPECT_EQ(baseline_text(baseline_entries({found("b.cpp", "y"), found("a.cpp", "x"), found("a.cpp", "x")}, "/p")),
              "{\n  \"schema\": \"stateless-baseline/v1\",\n  \"findings\": [\n"
              "    {\"rule\":\"mutable-global\",\"file\":\"a.cpp\",\"entity\":\"x\",\"count\":2},\n"
              "    {\"rule\":\"mutable-global\",\"file\":\"b.cpp\",\"entity\":\"y\"}\n  ]\n}\n");
    EXPECT_TRUE(of({}).entries.empty());
}

TEST_F(BaselineFile, SurvivesNamesThatAreNoUtf8) {
    const std::vector<Finding> odd{found("caf\xE9.cpp", "\"\xFF\\")};
    std::vector<Finding> now = odd;
    EXPECT_EQ(match(now, of(odd)).known, 1u);
}

TEST_F(BaselineFile, IsRefusedWithTheLine) {
    EXPECT_TRUE(refused("").starts_with(":1: no valid JSON"));
    EXPECT_TRUE(refused("{\"schema\": \"stateless-baseline/v1\",\n\"findings\": [").starts_with(":2: no valid JSON"));
    EXPECT_TRUE(refused("[]").starts_with(":1: "));
    EXPECT_TRUE(refused("{\"findings\": []}").starts_with(":1: "));
    EXPECT_TRUE(refused("{\n\"schema\": \"stateless-baseline/v2\", \"findings\": []}").starts_with(":2: "));
    const std::string start = "{\"schema\": \"stateless-baseline/v1\", \"findings\": [\n";
    EXPECT_TRUE(refused(start + "{\"rule\": \"x\", \"file\": \"a\"}]}").starts_with(":2: "));
    EXPECT_TRUE(
        refused(start + "{\"rule\": \"x\", \"file\": \"a\", \"entity\": \"e\",\n\"count\": 0}]}").starts_with(":3: "));
    EXPECT_TRUE(refused(start + "{\"rule\": \"x\", \"file\": \"a\", \"entity\": \"e\", \"count\": 1e300}]}")
                    .starts_with(":2: "));
    const std::string entry = "{\"rule\": \"x\", \"file\": \"a\", \"entity\": \"e\"}";
    EXPECT_EQ(refused(start + entry + ",\n" + entry + "]}"), ":3: the same entry stands in line 2");
    EXPECT_NE(refusal([&] { read_baseline(folder.path() / "none.json", schema); }).find("cannot be read"),
              std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
