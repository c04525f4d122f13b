// Reports for GitLab, reviewdog and JUnit readers.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/json_document.h"
#include "output/source_lines.h"
#include "output_samples.h"

namespace stateless::lint {
namespace {

nlohmann::json checked(const std::string& text, const std::string& schema) {
    const JsonDocument document = JsonDocument::parse(text, "report.json");
    document.check(JsonDocument::read(STATELESS_SOURCE_DIR "/tests/unit/schemas/" + schema));
    return document.value();
}
nlohmann::json gitlab(const Report& report) {
    return checked(render_gitlab(report, sample_catalog(), sample_sources()), "gitlab-code-quality.schema.json");
}
nlohmann::json rdjson(const Report& report, const MemorySources& sources = sample_sources()) {
    return checked(render_rdjson(report, sample_catalog(), sources), "rdjson.schema.json");
}

TEST(GitlabOutput, KeepsTheFormatAndLeavesOutWhatIsSuppressed) {
    Report report = sample_report();
    report.findings.push_back(suppressed_finding());
    report.gaps = {sample_gap()};
    report.show_suppressed = true;
    const nlohmann::json issues = gitlab(report);
    ASSERT_EQ(issues.size(), 2u);
    EXPECT_EQ(issues[0]["check_name"], "stateless-mutable-global");
    EXPECT_EQ(issues[0]["severity"], "major");
    EXPECT_EQ(issues[0]["location"]["path"], "a b.cpp");
    EXPECT_EQ(issues[0]["location"]["lines"]["begin"], 2);
    EXPECT_EQ(issues[1]["severity"], "blocker");
    EXPECT_EQ(gitlab(hostile_report()).size(), 2u);
}

TEST(GitlabOutput, KeepsFingerprintsApartAndOverMovedLines) {
    Report report = sample_report();
    report.findings.push_back(sample_finding());
    const nlohmann::json before = gitlab(report);
    EXPECT_NE(before[0]["fingerprint"], before[1]["fingerprint"]);
    report.findings[0].span.line += 7;
    EXPECT_EQ(gitlab(report)[0]["fingerprint"], before[0]["fingerprint"]);
}

TEST(RdjsonOutput, KeepsTheFormatWithColumnsInBytes) {
    Report report = sample_report();
    report.gaps = {sample_gap()};
    const nlohmann::json diagnostics = rdjson(report)["diagnostics"];
    ASSERT_EQ(diagnostics.size(), 2u);
    EXPECT_EQ(diagnostics[0]["location"]["range"], nlohmann::json::parse(R"({"start": {"line": 2, "column": 17},
                                                                             "end": {"line": 2, "column": 21}})"));
    EXPECT_EQ(diagnostics[0]["severity"], "WARNING");
    EXPECT_FALSE(diagnostics[0].contains("suggestions"));
    EXPECT_EQ(diagnostics[1]["severity"], "ERROR");
    EXPECT_EQ(rdjson(hostile_report())["diagnostics"].size(), 3u);
}

/// The source after the suggestion for a comment on line 1 is applied; the source as it is, if there is none.
std::string after_removal(const std::string& source) {
    Report report = sample_report();
    report.findings.clear();
    report.remarks = {sample_remark()};
    report.remarks[0].span = {"/src/shop/x.cpp", 1, 1, 1, 1};
    const nlohmann::json diagnostic = rdjson(report, MemorySources("/src/shop/x.cpp", source))["diagnostics"][0];
    if (!diagnostic.contains("suggestions")) return source;
    const nlohmann::json& range = diagnostic["suggestions"][0]["range"];
    const auto offset = [&](const nlohmann::json& position) {
        std::size_t at = 0;
        for (int line = 1; line < position["line"].get<int>(); ++line) at = source.find('\n', at) + 1;
        return at + position["column"].get<std::size_t>() - 1;
    };
    std::string result = source;
    const std::size_t start = offset(range["start"]);
    return result.replace(start, offset(range["end"]) - start, diagnostic["suggestions"][0]["text"]);
}

TEST(RdjsonOutput, SuggestsToRemoveACommentThatSilencesNothing) {
    EXPECT_EQ(after_removal("int a;  // NOLINT(stateless-zero-ttl): why\nint b;\n"), "int a;\nint b;\n");
    EXPECT_EQ(after_removal("  // NOLINTNEXTLINE(stateless-zero-ttl)\nint b;\n"), "int b;\n");
    EXPECT_EQ(after_removal("auto u = \"http://x\";  //NOLINT(stateless-zero-ttl)\n"), "auto u = \"http://x\";\n");
}

TEST(RdjsonOutput, SuggestsNothingWhereTheCommentSaysMore) {
    for (const char* source : {"int a;  // counts; NOLINT(stateless-zero-ttl)\n", "int a; /* NOLINT(x) */\n", "\n"})
        EXPECT_EQ(after_removal(source), source);
}

TEST(JunitOutput, CountsRulesThatPassAndFindingsThatFail) {
    Report report = sample_report();
    report.rules = {"mutable-global", "zero-ttl"};
    report.gaps = {sample_gap()};
    const std::string text = render_junit(report, sample_catalog(), sample_sources());
    EXPECT_NE(text.find("<testsuites tests=\"3\" failures=\"1\" errors=\"1\">"), std::string::npos) << text;
    EXPECT_NE(text.find("<testcase classname=\"stateless-zero-ttl\" name=\""), std::string::npos);
    EXPECT_NE(text.find("name=\"hits in a b.cpp:2\" file=\"a b.cpp\" line=\"2\">\n      <failure type=\"warning\""),
              std::string::npos);
    EXPECT_NE(text.find("<error type=\"unit-not-parsed\" message=\"&#39;missing.h&#39; file not found\">"),
              std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
