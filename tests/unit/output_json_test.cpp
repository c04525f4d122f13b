// Reports as JSON.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/json_document.h"
#include "output_samples.h"

namespace stateless::lint {
namespace {

nlohmann::json rendered(const Report& report) {
    const std::string text = render_json(report, sample_catalog(), sample_sources());
    const JsonDocument document = JsonDocument::parse(text, "report.json");
    document.check(JsonDocument::read(STATELESS_SOURCE_DIR "/rules/schema/report.schema.json"));
    return document.value();
}

TEST(JsonOutput, KeepsItsSchemaAndSaysEverything) {
    Report report = sample_report();
    report.findings.push_back(suppressed_finding());
    report.gaps = {sample_gap()};
    report.show_suppressed = true;
    const nlohmann::json json = rendered(report);
    ASSERT_EQ(json["findings"].size(), 2u);
    EXPECT_EQ(json["findings"][0]["place"]["file"], "a b.cpp");
    EXPECT_EQ(json["findings"][0]["place"]["column"], 17);
    EXPECT_EQ(json["findings"][0]["path"][0]["place"]["line"], 7);
    EXPECT_FALSE(json["findings"][0]["path"][1].contains("place"));
    EXPECT_EQ(json["findings"][1]["suppression"]["reason"], "one per replica is meant");
    EXPECT_EQ(json["summary"]["findings"]["mutable-global"], 1);
    EXPECT_EQ(json["summary"]["suppressed"], 1);
    EXPECT_EQ(json["gaps"][0]["kind"], "unit-not-parsed");
}

TEST(JsonOutput, IsCleanOnlyWithoutGaps) {
    Report report = sample_report();
    report.findings.clear();
    EXPECT_EQ(rendered(report)["summary"]["clean"], true);
    report.gaps = {sample_gap()};
    EXPECT_EQ(rendered(report)["summary"]["clean"], false);
}

TEST(JsonOutput, SurvivesNamesThatAreNoUtf8) {
    Report report = sample_report();
    report.findings[0].span.file = "/src/shop/caf\xE9.cpp";
    report.findings[0].message = "'\xFF' is changed";
    EXPECT_EQ(rendered(report)["findings"][0]["place"]["file"], "caf\xEF\xBF\xBD.cpp");
}

}  // namespace
}  // namespace stateless::lint
