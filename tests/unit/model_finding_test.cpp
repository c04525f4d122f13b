// The order of findings, what counts as the same finding, and the text of a path.
#include <algorithm>

#include <gtest/gtest.h>

#include "model/finding.h"

namespace stateless::lint {
namespace {

Finding finding(const std::string& rule, unsigned line, const std::string& entity) {
    Finding made;
    made.rule = rule;
    made.span = {"/src/a.cpp", line, 5, line, 9};
    made.entity = entity;
    return made;
}

std::vector<PathStep> path(std::initializer_list<const char*> labels) {
    std::vector<PathStep> steps;
    for (const char* label : labels) steps.push_back({label, {}});
    return steps;
}

TEST(PathText, LeavesOutTheAccess) {
    Finding found = finding("mutable-global", 1, "tokens");
    EXPECT_EQ(path_text(found), "");
    found.path = path({"writes 'tokens'"});
    EXPECT_EQ(path_text(found), "");
    found.path = path({"POST /login", "AuthService::login", "TokenStore::put", "writes 'tokens' with insert"});
    EXPECT_EQ(path_text(found), "POST /login > AuthService::login > TokenStore::put");
}

TEST(SortAndDeduplicate, OrdersByPlaceThenRuleThenEntity) {
    std::vector<Finding> findings{finding("b", 10, "x"), finding("a", 10, "y"), finding("a", 10, "x"),
                                  finding("z", 9, "x")};
    sort_and_deduplicate(findings);
    ASSERT_EQ(findings.size(), 4U);
    EXPECT_EQ(findings[0].span.line, 9U);  // as numbers, not as text
    EXPECT_EQ(findings[1].rule + findings[1].entity, "ax");
    EXPECT_EQ(findings[2].rule + findings[2].entity, "ay");
    EXPECT_EQ(findings[3].rule, "b");
}

TEST(SortAndDeduplicate, KeepsTheBestOfEqualsInAnyOrder) {
    Finding suppressed = finding("a", 1, "x");
    suppressed.suppressed = true;
    suppressed.path = path({"GET /", "f"});
    Finding unsure = finding("a", 1, "x");
    unsure.confidence = Confidence::low;
    unsure.path = path({"GET /", "f"});
    Finding long_way = finding("a", 1, "x");
    long_way.path = path({"GET /a", "f", "g", "h"});
    Finding later_name = finding("a", 1, "x");
    later_name.path = path({"GET /c", "f", "g"});
    Finding best = finding("a", 1, "x");
    best.path = path({"GET /b", "f", "g"});
    std::vector<Finding> all{suppressed, unsure, long_way, later_name, best};
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        std::vector<Finding> findings;
        for (const std::size_t i : order) findings.push_back(all[i]);
        sort_and_deduplicate(findings);
        ASSERT_EQ(findings.size(), 1U);
        EXPECT_EQ(path_text(findings[0]), "GET /b > f");
        EXPECT_EQ(findings[0].confidence, Confidence::high);
        EXPECT_FALSE(findings[0].suppressed);
    } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace stateless::lint
