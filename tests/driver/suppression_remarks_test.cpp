// Suppressions that silence nothing, and those without a reason.
#include "cli/suppression_remarks.h"

#include <gtest/gtest.h>

namespace stateless::lint {
namespace {

class Suppressions : public ::testing::Test {
protected:
    const Catalog catalog = Catalog::load(STATELESS_SOURCE_DIR "/rules/catalog");
    std::vector<std::string> ran;
    UnitFacts facts;
    std::vector<Finding> findings;

    void SetUp() override {
        for (const RuleText& rule : catalog.rules()) ran.push_back(rule.id);
    }
    void comment(unsigned line, std::vector<std::string> checks, unsigned last = 0) {
        facts.suppressions.push_back({"/p/a.cpp", line, last == 0 ? line : last, std::move(checks), line, ""});
    }
    void find(const std::string& rule, unsigned line) {
        Finding finding;
        finding.rule = rule;
        finding.span = {"/p/a.cpp", line, 5, line, 9};
        findings.push_back(finding);
    }
    std::vector<Remark> remarks() { return unused_suppressions(facts, findings, catalog, ran); }
};

TEST_F(Suppressions, AreUnusedOnlyIfNothingIsThere) {
    find("zero-ttl", 3);
    comment(3, {"stateless-zero-ttl"});
    comment(4, {"stateless-zero-ttl"});
    comment(2, {"stateless-*"}, 9);
    const auto found = remarks();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span.line, 4u);
    EXPECT_EQ(found[0].text, "NOLINT(stateless-zero-ttl) silences nothing; take it away");
    EXPECT_TRUE(found[0].removable);
}

TEST_F(Suppressions, ArePartlyUnused) {
    find("zero-ttl", 3);
    comment(3, {"stateless-zero-ttl", "stateless-missing-ttl", "bugprone-x"});
    const auto found = remarks();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].text, "NOLINT(stateless-missing-ttl) silences nothing; take it away");
    EXPECT_FALSE(found[0].removable);
}

TEST_F(Suppressions, OfOthersAreNotOurs) {
    comment(3, {"*"});
    comment(4, {"bugprone-x", "cppcoreguidelines-*"});
    EXPECT_TRUE(remarks().empty());
}

TEST_F(Suppressions, OfRulesThatDidNotRunMayBeUsed) {
    ran = {"zero-ttl"};
    comment(3, {"stateless-missing-ttl"});
    comment(4, {"stateless-*"});
    EXPECT_TRUE(remarks().empty());
    comment(5, {"stateless-zero-ttl"});
    EXPECT_EQ(remarks().size(), 1u);
}

TEST_F(Suppressions, OfUnknownRulesSaySo) {
    comment(3, {"stateless-mutable-globals"});
    ASSERT_EQ(remarks().size(), 1u);
    EXPECT_NE(remarks()[0].text.find("there is no check 'stateless-mutable-globals'"), std::string::npos);
}

TEST_F(Suppressions, ByAnnotationAreUnusedToo) {
    Variable annotated;
    annotated.qualified = "shop::views";
    annotated.span = {"/p/a.cpp", 7, 5, 7, 9};
    annotated.per_replica_reason = "sampled";
    facts.variables.push_back(annotated);
    ASSERT_EQ(remarks().size(), 1u);
    EXPECT_EQ(remarks()[0].span, annotated.span);
    find("mutable-global", 7);
    EXPECT_TRUE(remarks().empty());
    findings.clear();
    ran.pop_back();
    EXPECT_TRUE(remarks().empty());
}

TEST_F(Suppressions, AreSaidOnceForAHeaderOfManyUnits) {
    comment(4, {"stateless-zero-ttl"});
    comment(4, {"stateless-zero-ttl"});
    EXPECT_EQ(remarks().size(), 1u);
}

TEST_F(Suppressions, WithoutAReasonAreVoidIfReasonsAreRequired) {
    for (const char* reason : {"", "sampled"}) {
        find("zero-ttl", 3);
        findings.back().suppressed = true;
        findings.back().suppression = "NOLINT";
        findings.back().suppression_reason = reason;
        findings.back().suppression_span = {"/p/a.cpp", 3, 1, 3, 1};
    }
    const auto found = refuse_without_reason(findings);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].text, "the NOLINT gives no reason, so it silences nothing");
    EXPECT_FALSE(findings[0].suppressed);
    EXPECT_TRUE(findings[1].suppressed);
}

}  // namespace
}  // namespace stateless::lint
