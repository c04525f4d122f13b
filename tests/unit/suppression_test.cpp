// judge(): what NOLINT and the per-replica annotation silence, and what the options and the list of rules decide. The
// findings are direct-db-port's, since that rule needs the fewest facts.
#include <gtest/gtest.h>

#include "rules/rule.h"
#include "unit/model_temporary_folder.h"
#include "unit/program_builder.h"

namespace stateless::lint {
namespace {

class Suppressions : public ::testing::Test {
protected:
    ProgramBuilder build;
    Catalog catalog = Catalog::load(STATELESS_SOURCE_DIR "/rules/catalog");
    Span place;  // of the finding

    Suppressions() {
        SinkModel sink;
        sink.call = "PQconnectdb";
        sink.kind = "db-connect";
        sink.system = "postgres";
        sink.dsn_argument = 0;
        build.model.sinks.push_back(sink);
        build.function("main").is_main = true;
        const Value dsn = build.text("postgres://db.internal:5432/app");
        place = dsn.span;
        build.calls("main", "PQconnectdb", {dsn});
    }

    std::vector<Finding> judged(const std::vector<std::string>& enabled = {},
                                const std::map<std::string, RuleOptions>& options = {}) {
        const Models models = build.models();
        const Program program = build.link(models);
        const Analysis analysis = analyse(program);
        return judge(analysis, catalog, enabled, options);
    }

    void comment(unsigned first, unsigned last, std::vector<std::string> checks) {
        build.facts.suppressions.push_back({place.file, first, last, std::move(checks), first, "behind a proxy"});
    }

    bool silenced() {
        const std::vector<Finding> findings = judged();
        EXPECT_EQ(findings.size(), 1u);
        return findings.size() == 1 && findings[0].suppressed;
    }
};

TEST_F(Suppressions, LeaveAFindingAloneThatNobodyMentions) { EXPECT_FALSE(silenced()); }

TEST_F(Suppressions, ByTheRulesName) {
    comment(place.line, place.line, {"stateless-direct-db-port"});
    const std::vector<Finding> findings = judged();
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_TRUE(findings[0].suppressed);
    EXPECT_EQ(findings[0].suppression, "NOLINT");
    EXPECT_EQ(findings[0].suppression_reason, "behind a proxy");
    EXPECT_EQ(findings[0].suppression_span.line, place.line);
}

TEST_F(Suppressions, ByGlobs) {
    comment(place.line, place.line, {"bugprone-*", "stateless-*"});
    EXPECT_TRUE(silenced());
}

TEST_F(Suppressions, ByABareComment) {
    comment(place.line, place.line, {"*"});
    EXPECT_TRUE(silenced());
}

TEST_F(Suppressions, NotByAnotherRulesNameOrTheBareId) {
    comment(place.line, place.line, {"stateless-mutable-global", "direct-db-port", "bugprone-*"});
    EXPECT_FALSE(silenced());
}

TEST_F(Suppressions, OnTheLinesOfTheRangeOnly) {
    comment(place.line + 1, place.line + 5, {"*"});
    EXPECT_FALSE(silenced());
    comment(1, place.line, {"*"});
    EXPECT_TRUE(silenced());
}

TEST_F(Suppressions, InTheFileOfTheCommentOnly) {
    build.facts.suppressions.push_back({"/src/other.cpp", place.line, place.line, {"*"}, place.line, ""});
    EXPECT_FALSE(silenced());
}

TEST_F(Suppressions, ByAnAnnotationOnTheVariableThatIsTheFinding) {
    Variable& variable = build.variable("dsn", Variable::Storage::global);
    variable.span = place;
    variable.per_replica_reason = "each replica has its own database";
    const std::vector<Finding> findings = judged();
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_TRUE(findings[0].suppressed);
    EXPECT_EQ(findings[0].suppression, "per-replica annotation");
    EXPECT_EQ(findings[0].suppression_reason, "each replica has its own database");
}

TEST_F(Suppressions, NotByAnAnnotationElsewhere) {
    build.variable("other", Variable::Storage::global).per_replica_reason = "meant";
    EXPECT_FALSE(silenced());
}

TEST_F(Suppressions, OnlyEnabledRulesRun) {
    EXPECT_EQ(judged({"direct-db-port"}).size(), 1u);
    EXPECT_EQ(judged({"zero-ttl"}).size(), 0u);
    EXPECT_EQ(lint::testing::refusal([&] { judged({"no-such-rule"}); }), "there is no rule 'no-such-rule'");
}

TEST_F(Suppressions, OptionsReplaceTheCataloguesDefaults) {
    const RuleText* rule = catalog.find("direct-db-port");
    ASSERT_NE(rule, nullptr);
    ASSERT_TRUE(default_options(*rule).contains("allowed-hosts"));
    EXPECT_EQ(judged({}, {{"direct-db-port", {{"allowed-hosts", "[\"db.internal\"]"}}}}).size(), 0u);
    EXPECT_NE(lint::testing::refusal([&] { judged({}, {{"direct-db-port", {{"allowed-hosts", "7"}}}}); }),
              "nothing was refused");
}

}  // namespace
}  // namespace stateless::lint
