// Reports as Markdown: what a reader sees, and that no text of the code under judgement becomes markup.
#include <gtest/gtest.h>

#include "output_samples.h"

namespace stateless::lint {
namespace {

std::string rendered(const Report& report) { return render_markdown(report, sample_catalog(), sample_sources()); }

TEST(MarkdownOutput, SumsUpAndFoldsTheRest) {
    const std::string text = rendered(sample_report());
    EXPECT_TRUE(text.starts_with("### stateless-lint: 1 finding in 2 units\n\n| findings | rule |")) << text;
    EXPECT_NE(text.find("\n| 1 | `mutable-global` | "), std::string::npos);
    EXPECT_NE(text.find("<details><summary><code>a b&#46;cpp&#58;2</code> 'hits' is changed"), std::string::npos);
    EXPECT_NE(text.find("\n1. GET /hit <code>main&#46;cpp&#58;7</code>\n"), std::string::npos);
    // What follows a list is no part of its last entry.
    Report remarked = sample_report();
    remarked.remarks = {sample_remark()};
    remarked.known = 3;
    EXPECT_NE(rendered(remarked).find("\n\n3 known findings"), std::string::npos) << rendered(remarked);
}

TEST(MarkdownOutput, NeverCallsAnUnreadProgramClean) {
    Report report = sample_report();
    report.findings.clear();
    EXPECT_EQ(rendered(report).find("no clean result"), std::string::npos);
    report.gaps = {sample_gap()};
    EXPECT_NE(rendered(report).find("no clean result"), std::string::npos);
}

TEST(MarkdownOutput, FitsInAComment) {
    Report report = sample_report();
    report.findings.assign(3000, sample_finding());
    const std::string text = rendered(report);
    EXPECT_LT(text.size(), 65536u);
    EXPECT_NE(text.find(" more do not fit in here."), std::string::npos);
}

TEST(MarkdownOutput, LetsNoTextBecomeMarkup) {
    const std::string text = rendered(hostile_report());
    for (const char* mark : {"<script", "<b>", "@all", " #1", "[x](", "\x1B", "\r", "\xFF", "\xE2\x80\xAE"})
        EXPECT_EQ(text.find(mark), std::string::npos) << mark;
}

}  // namespace
}  // namespace stateless::lint
