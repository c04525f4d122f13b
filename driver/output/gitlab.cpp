// GitLab's Code Quality report: the part of the Code Climate format that GitLab reads. It compares the fingerprints of
// two branches, so they rest on no line.
#include <nlohmann/json.hpp>

#include "output/fingerprint.h"
#include "output/report.h"
#include "output/unicode.h"

namespace stateless::lint {
namespace {

using Json = nlohmann::ordered_json;

Json issue(const Report& report, const Span& span, const std::string& check, const std::string& severity,
           const std::string& text, const std::string& fingerprint) {
    return {{"description", valid_utf8(text)},
            {"check_name", check},
            {"fingerprint", fingerprint},
            {"severity", severity},
            {"location",
             {{"path", span.file.empty() ? "." : shown_file(report, span.file)},
              {"lines", {{"begin", span.valid() ? span.line : 1}}}}}};
}

}  // namespace

std::string render_gitlab(const Report& report, const Catalog& catalog, const SourceReader&) {
    const std::vector<std::string> keys = line_free_keys(report.findings, report.source_root);
    Json issues = Json::array();
    for (std::size_t index = 0; index < report.findings.size(); ++index) {
        const Finding& finding = report.findings[index];
        if (finding.suppressed) continue;
        const std::string level = severity_of(catalog, finding.rule);
        const std::string severity = level == "error" ? "critical" : level == "note" ? "info" : "major";
        std::string text = finding.message;
        if (const std::string path = path_text(finding); !path.empty()) text += " (" + path + ")";
        issues.push_back(issue(report, finding.span, "stateless-" + finding.rule, severity, text, keys[index]));
    }
    for (const Gap& gap : report.gaps) {
        if (!gap.breaks_clean) continue;
        const Span span = place_of(gap);
        const std::string name = gap_name(gap.kind);
        issues.push_back(issue(report, span, name, "blocker", gap.detail, name + ":" + shown_file(report, span.file)));
    }
    return issues.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stateless::lint
