// Reports as text, in the form of a compiler.
#include <gtest/gtest.h>

#include "output_samples.h"

namespace stateless::lint {
namespace {

TEST(TextOutput, IsClangsFormWithThePathAsNotes) {
    EXPECT_EQ(render_text(sample_report(), sample_catalog(), sample_sources(), false),
              "shop/a b.cpp:2:17: warning: 'hits' is changed while serving GET /hit; keep it in a shared store "
              "[stateless-mutable-global]\n"
              "        /*\xC3\xA9\xF0\x9F\x98\x80*/ int hits = 0;\n"
              "                   ^~~~\n"
              "shop/main.cpp:7:5: note: GET /hit\n"
              "stateless-lint: note: bump[]\n"
              "shop/a b.cpp:4:7: note: changes 'hits' with ++\n"
              "    ++hits;\n"
              "      ^~~~\n"
              "\n"
              "1 finding in 2 units (1.2 s)\n"
              "  1 mutable-global\n");
}

TEST(TextOutput, IsColouredOnRequestOnly) {
    const std::string coloured = render_text(sample_report(), sample_catalog(), sample_sources(), true);
    EXPECT_NE(coloured.find("\033[1;35mwarning: \033[0m"), std::string::npos);
    EXPECT_EQ(render_text(sample_report(), sample_catalog(), sample_sources(), false).find('\033'), std::string::npos);
}

TEST(TextOutput, HidesSuppressedFindingsUntilAsked) {
    Report report = sample_report();
    report.findings = {suppressed_finding()};
    EXPECT_EQ(render_text(report, sample_catalog(), sample_sources(), false),
              "no findings in 2 units (1.2 s)\n1 suppressed finding, shown by --show-suppressed\n");
    report.show_suppressed = true;
    const std::string shown = render_text(report, sample_catalog(), sample_sources(), false);
    EXPECT_NE(shown.find("shop/a b.cpp:2:1: note: suppressed by NOLINT: one per replica is meant\n"),
              std::string::npos);
    EXPECT_NE(shown.find("\nno findings in 2 units"), std::string::npos);
}

TEST(TextOutput, NeverCallsAResultWithGapsClean) {
    Report report = sample_report();
    report.findings.clear();
    Gap harmless = sample_gap();
    harmless.kind = Gap::Kind::call_not_resolved;
    harmless.breaks_clean = false;
    report.gaps = {sample_gap(), harmless};
    EXPECT_EQ(render_text(report, sample_catalog(), sample_sources(), false),
              "shop/broken.cpp:3:2: gap: 'missing.h' file not found [unit-not-parsed]\n"
              "\n"
              "no findings in 2 units (1.2 s)\n"
              "2 gaps: what could not be seen, so this is no clean result\n"
              "  1 call-not-resolved\n"
              "  1 unit-not-parsed\n");
}

TEST(TextOutput, CutsLongLinesAroundTheCaretAndShowsNoControlCharacters) {
    Report report = sample_report();
    report.findings[0].path.clear();
    report.findings[0].span = {"/src/x.cpp", 1, 1001, 1, 1005};
    const MemorySources sources("/src/x.cpp", std::string(1000, 'a') + "hits\033[2J" + std::string(1000, 'b'));
    const std::string text = render_text(report, sample_catalog(), sources, false);
    EXPECT_NE(text.find("\n" + std::string(80, 'a') + "hits\xEF\xBF\xBD[2J" + std::string(72, 'b') + "\n"),
              std::string::npos);
    EXPECT_NE(text.find("\n" + std::string(80, ' ') + "^~~~\n"), std::string::npos);
}

TEST(TextOutput, DoesNotNeedTheSource) {
    Report report = sample_report();
    report.findings[0].span = {"/gone.cpp", 9, 900, 9, 901};
    const std::string text = render_text(report, sample_catalog(), sample_sources(), false);
    EXPECT_TRUE(text.starts_with("/gone.cpp:9:900: warning: "));
}

}  // namespace
}  // namespace stateless::lint
