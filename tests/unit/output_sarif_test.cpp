// Reports as SARIF 2.1.0: rules, regions, paths, suppressions, gaps.
#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "output/fingerprint.h"
#include "output_samples.h"

namespace stateless::lint {
namespace {

nlohmann::json run_of(const Report& report, const MemorySources& sources = sample_sources()) {
    return nlohmann::json::parse(render_sarif(report, sample_catalog(), sources))["runs"][0];
}

TEST(SarifOutput, DescribesEveryRuleForItsReaders) {
    const nlohmann::json rules = run_of(sample_report())["tool"]["driver"]["rules"];
    ASSERT_EQ(rules.size(), sample_catalog().rules().size());
    for (const auto& rule : rules) {
        SCOPED_TRACE(rule["id"]);
        EXPECT_LE(rule["fullDescription"]["text"].get<std::string>().size(), 1024u);
        EXPECT_FALSE(rule["help"]["text"].get<std::string>().empty());
        EXPECT_NE(rule["help"]["markdown"].get<std::string>().find("```cpp"), std::string::npos);
        EXPECT_LE(rule["properties"]["tags"].size(), 20u);
        EXPECT_FALSE(rule["properties"].contains("security-severity"));
        EXPECT_TRUE(rule["properties"].contains("precision"));
        EXPECT_TRUE(rule["properties"].contains("problem.severity"));
    }
    EXPECT_EQ(
        std::count_if(rules.begin(), rules.end(), [](const auto& rule) { return rule["name"] == "MutableGlobal"; }), 1);
}

TEST(SarifOutput, PlacesAResultAtItsIdentifierInUtf16Columns) {
    const nlohmann::json run = run_of(sample_report());
    ASSERT_EQ(run["results"].size(), 1u);
    const nlohmann::json& result = run["results"][0];
    EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
    EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
    ASSERT_EQ(result["locations"].size(), 1u);
    const nlohmann::json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "a%20b.cpp");
    EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    EXPECT_EQ(run["originalUriBaseIds"]["%SRCROOT%"]["uri"], "file:///src/shop/");
    EXPECT_EQ(place["region"]["startLine"], 2);
    EXPECT_EQ(place["region"]["startColumn"], 14);
    EXPECT_EQ(place["region"]["endLine"], 2);
    EXPECT_EQ(place["region"]["endColumn"], 18);
}

TEST(SarifOutput, ShowsThePathAsCodeFlowAndAsLinks) {
    const nlohmann::json result = run_of(sample_report())["results"][0];
    const nlohmann::json& steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
    ASSERT_EQ(steps.size(), 3u);
    EXPECT_EQ(steps[0]["location"]["message"]["text"], "GET /hit");
    EXPECT_EQ(steps[0]["location"]["physicalLocation"]["artifactLocation"]["uri"], "main.cpp");
    EXPECT_FALSE(steps[1]["location"].contains("physicalLocation"));
    EXPECT_EQ(
        result["message"]["text"],
        "'hits' is changed while serving [GET /hit](1); keep it in a shared store (here: [changes 'hits' with ++](2))");
    ASSERT_EQ(result["relatedLocations"].size(), 2u);
    EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
    EXPECT_EQ(result["relatedLocations"][1]["physicalLocation"]["region"]["startLine"], 4);
}

TEST(SarifOutput, NamesTheRootWhereTheMessageDoesNot) {
    Report report = sample_report();
    report.findings[0].message = "'hits' is lost";
    report.findings[0].path[0].label = "GET /[id]";
    EXPECT_EQ(run_of(report)["results"][0]["message"]["text"],
              "'hits' is lost (reached from [GET /\\[id\\]](1); here: [changes 'hits' with ++](2))");
}

TEST(SarifOutput, FingerprintsByLineAndWithoutLines) {
    const nlohmann::json prints = run_of(sample_report())["results"][0]["partialFingerprints"];
    const std::string text = *sample_sources().read("/src/shop/a b.cpp");
    EXPECT_EQ(prints["primaryLocationLineHash"], line_hashes(text)[1]);
    EXPECT_EQ(prints["stateless/v1"], line_free_keys(sample_report().findings, "/src/shop")[0]);
}

TEST(SarifOutput, MarksSuppressedResults) {
    Report report = sample_report();
    report.findings = {suppressed_finding()};
    const nlohmann::json result = run_of(report)["results"][0];
    ASSERT_EQ(result["suppressions"].size(), 1u);
    EXPECT_EQ(result["suppressions"][0]["kind"], "inSource");
    EXPECT_EQ(result["suppressions"][0]["justification"], "NOLINT: one per replica is meant");
    EXPECT_FALSE(run_of(sample_report())["results"][0].contains("suppressions"));
}

TEST(SarifOutput, ReportsGapsAsNotifications) {
    Report report = sample_report();
    EXPECT_EQ(run_of(report)["invocations"][0]["executionSuccessful"], true);
    report.gaps = {sample_gap()};
    const nlohmann::json invocation = run_of(report)["invocations"][0];
    EXPECT_EQ(invocation["executionSuccessful"], false);
    ASSERT_EQ(invocation["toolExecutionNotifications"].size(), 1u);
    const nlohmann::json& notification = invocation["toolExecutionNotifications"][0];
    EXPECT_EQ(notification["level"], "error");
    EXPECT_EQ(notification["descriptor"]["id"], "unit-not-parsed");
    EXPECT_EQ(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "broken.cpp");
    EXPECT_EQ(notification["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
}

TEST(SarifOutput, GivesGithubOnlyWhatItTakes) {
    Report report = sample_report();
    report.findings.push_back(suppressed_finding());
    report.findings.push_back(sample_finding());
    report.findings.back().span.file = "/usr/include/x.h";
    EXPECT_EQ(run_of(report)["results"].size(), 3u);
    const nlohmann::json run = nlohmann::json::parse(
        render_sarif(report, sample_catalog(), sample_sources(), SarifProfile::github))["runs"][0];
    ASSERT_EQ(run["results"].size(), 1u);
    EXPECT_FALSE(run["results"][0].contains("suppressions"));
    const nlohmann::json& notification = run["invocations"][0]["toolExecutionNotifications"][0];
    EXPECT_EQ(notification["descriptor"]["id"], "results-left-out");
    EXPECT_TRUE(notification["message"]["text"].get<std::string>().starts_with("1 result left out"));
    report.findings.assign(5001, sample_finding());
    EXPECT_EQ(nlohmann::json::parse(
                  render_sarif(report, sample_catalog(), sample_sources(), SarifProfile::github))["runs"][0]["results"]
                  .size(),
              5000u);
}

TEST(SarifOutput, ListsRemarksAsNotes) {
    Report report = sample_report();
    report.remarks = {sample_remark()};
    const nlohmann::json invocation = run_of(report)["invocations"][0];
    EXPECT_EQ(invocation["executionSuccessful"], true);
    EXPECT_EQ(invocation["toolExecutionNotifications"][0]["descriptor"]["id"], "unused-suppression");
    EXPECT_EQ(invocation["toolExecutionNotifications"][0]["level"], "note");
}

TEST(SarifOutput, SurvivesSourcesAndNamesThatAreNoUtf8) {
    Report report = sample_report();
    report.findings[0].span = {"/src/shop/caf\xE9.cpp", 1, 3, 1, 4};
    report.findings[0].message = "'\xFF' is changed while serving GET /hit";
    const nlohmann::json result =
        run_of(report, MemorySources("/src/shop/caf\xE9.cpp", "\xE9\xE9hits\n"))["results"][0];
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "caf%E9.cpp");
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startColumn"], 3);
    EXPECT_TRUE(result["message"]["text"].get<std::string>().starts_with("'\xEF\xBF\xBD'"));
}

}  // namespace
}  // namespace stateless::lint
