// A report with one of everything, and a source held in memory: what the tests of the output formats are given.
#pragma once

#include <string>

#include "output/report.h"

namespace stateless::lint {

class MemorySources : public SourceReader {
public:
    MemorySources(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {}
    std::optional<std::string> read(const std::string& file) const override {
        return file == file_ ? std::optional(text_) : std::nullopt;
    }

private:
    std::string file_;
    std::string text_;
};

inline const Catalog& sample_catalog() {
    static const Catalog catalog = Catalog::load(STATELESS_SOURCE_DIR "/rules/catalog");
    return catalog;
}

/// "/src/shop/a b.cpp": line 2 declares 'hits' behind two characters outside ASCII and a tab; line 4 changes it.
inline MemorySources sample_sources() {
    return MemorySources("/src/shop/a b.cpp", "// caf\xC3\xA9\n"
                                              "\t/*\xC3\xA9\xF0\x9F\x98\x80*/ int hits = 0;\n"
                                              "void bump() {\n"
                                              "    ++hits;\n"
                                              "}\n");
}

inline Finding sample_finding() {
    Finding finding;
    finding.rule = "mutable-global";
    finding.span = {"/src/shop/a b.cpp", 2, 17, 2, 21};
    finding.entity = "hits";
    finding.message = "'hits' is changed while serving GET /hit; keep it in a shared store";
    finding.confidence = Confidence::medium;
    finding.path = {{"GET /hit", {"/src/shop/main.cpp", 7, 5, 7, 8}},
                    {"bump[]", {}},
                    {"changes 'hits' with ++", {"/src/shop/a b.cpp", 4, 7, 4, 11}}};
    return finding;
}

inline Report sample_report() {
    Report report;
    report.source_root = "/src/shop";
    report.working_folder = "/src";
    report.version = "1.2.3";
    report.units = 2;
    report.seconds = 1.25;
    report.findings = {sample_finding()};
    return report;
}

inline Finding suppressed_finding() {
    Finding finding = sample_finding();
    finding.suppressed = true;
    finding.suppression = "NOLINT";
    finding.suppression_reason = "one per replica is meant";
    finding.suppression_span = {"/src/shop/a b.cpp", 2, 1, 2, 1};
    return finding;
}

inline Gap sample_gap() {
    Gap gap;
    gap.kind = Gap::Kind::unit_not_parsed;
    gap.unit = "/src/shop/broken.cpp";
    gap.span = {"/src/shop/broken.cpp", 3, 2, 3, 2};
    gap.detail = "'missing.h' file not found";
    return gap;
}

inline Remark sample_remark() {
    Remark remark;
    remark.span = {"/src/shop/a b.cpp", 4, 1, 4, 1};
    remark.text = "NOLINT(stateless-zero-ttl) silences nothing; take it away";
    remark.removable = true;
    return remark;
}

/// One of everything, in names and texts that try to be more than text in each of the formats.
inline Report hostile_report() {
    const std::string evil =
        "\r\n::error::x%0A</script><script>alert(1)</script>]]><b>`|@all #1 [x](y) ::,\x01\x1B[2J\xFF\xE2\x80\xAE";
    Report report = sample_report();
    report.findings[0].message += evil;
    report.findings[0].entity += evil;
    report.findings[0].span.file = "/src/shop/" + evil + ".cpp";
    report.findings[0].path[0].label += evil;
    report.findings[0].path[2].span.file = "/src/shop/" + evil + ".cpp";
    report.findings.push_back(suppressed_finding());
    report.findings[1].suppression_reason = evil;
    report.gaps = {sample_gap()};
    report.gaps[0].detail += evil;
    report.remarks = {sample_remark()};
    report.remarks[0].text += evil;
    report.show_suppressed = true;
    return report;
}

}  // namespace stateless::lint
