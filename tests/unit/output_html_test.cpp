// The HTML report: complete in itself, and deaf to what the code under judgement would make it do.
#include <gtest/gtest.h>

#include "output/page_assets.h"
#include "output_samples.h"

namespace stateless::lint {
namespace {

std::string rendered(const Report& report) { return render_html(report, sample_catalog(), sample_sources()); }

/// The page without the style and the script that are ours.
std::string own_words(std::string page) {
    for (const PageAsset& asset : {page_style, page_script}) {
        const std::size_t at = page.find(asset.text);
        if (at == std::string::npos) return "the page lacks a part of it";
        page.erase(at, asset.text.size());
    }
    return page;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
    return count;
}

TEST(HtmlOutput, ShowsThePathWithItsSourceLines) {
    const std::string page = own_words(rendered(sample_report()));
    EXPECT_NE(page.find("<b>1</b> finding<"), std::string::npos);
    EXPECT_NE(page.find("<li class=\"route\"><span class=\"kind\">request</span> <span class=\"what\">GET /hit</span>"),
              std::string::npos);
    EXPECT_NE(page.find("<mark>hits</mark> = 0;"), std::string::npos);
    EXPECT_NE(page.find("<li class=\"state\">"), std::string::npos);
    EXPECT_EQ(count_of(page, "<article"), 1u);
    EXPECT_EQ(count_of(page, "<svg"), 1u);
    EXPECT_EQ(count_of(page, "<path data-from=\"a0\" data-to=\"b0\""), 1u);
}

TEST(HtmlOutput, NeedsNothingElse) {
    const std::string page = rendered(sample_report());
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    for (const char* load : {" src=", " href=", "@import", "url(", "fetch(", "http:", "https:"})
        EXPECT_EQ(own_words(page).find(load), std::string::npos) << load;
}

TEST(HtmlOutput, SaysWhatCouldNotBeRead) {
    Report report = sample_report();
    report.findings.clear();
    EXPECT_EQ(rendered(report).find("no clean result"), std::string::npos);
    report.gaps = {sample_gap()};
    const std::string page = rendered(report);
    EXPECT_NE(page.find("this is no clean result"), std::string::npos);
    EXPECT_NE(page.find("<code>broken.cpp:3</code> &#39;missing.h&#39; file not found"), std::string::npos);
}

TEST(HtmlOutput, LetsNoTextBecomeMarkup) {
    const std::string page = own_words(rendered(hostile_report()));
    EXPECT_EQ(count_of(page, "<script"), 1u);
    EXPECT_EQ(count_of(page, "</script"), 1u);
    EXPECT_EQ(page.find("alert(1)<"), std::string::npos);
    for (const char* mark : {"\x1B", "\xFF", "\x01", "\xE2\x80\xAE"}) EXPECT_EQ(page.find(mark), std::string::npos);
    EXPECT_EQ(count_of(page, "<article"), 2u);
}

TEST(HtmlOutput, CutsLongLinesAndDrawsOnlyWhatFits) {
    Report report = sample_report();
    const std::string line = std::string(5000, 'x') + "hits" + std::string(5000, 'y');
    report.findings[0].span = {"/src/shop/a b.cpp", 1, 5001, 1, 5005};
    const std::string page = render_html(report, sample_catalog(), MemorySources("/src/shop/a b.cpp", line));
    EXPECT_NE(page.find("x<mark>hits</mark>y"), std::string::npos);
    EXPECT_EQ(page.find(std::string(600, 'x')), std::string::npos);
    report.findings.assign(100, sample_finding());
    for (std::size_t index = 0; index < 100; ++index)
        report.findings[index].path[0].label = "GET /" + std::to_string(index);
    EXPECT_NE(rendered(report).find("60 ways more than the drawing holds"), std::string::npos);
}

}  // namespace
}  // namespace stateless::lint
