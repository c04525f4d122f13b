// Our own format, for scripts: flat, complete, in the words of the analysis. rules/schema/report.schema.json defines
// it. Paths are relative to "root" where they lie inside it; lines and columns count from 1, columns are bytes.
#include <map>

#include <nlohmann/json.hpp>

#include "output/fingerprint.h"
#include "output/report.h"
#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

using Json = nlohmann::ordered_json;

Json place(const Span& span, const std::string& root) {
    return {{"file", valid_utf8(relative_to(span.file, root).value_or(span.file))},
            {"line", span.line},
            {"column", span.column},
            {"end_line", span.end_line},
            {"end_column", span.end_column}};
}

Json finding_json(const Finding& finding, const std::string& severity, const std::string& key,
                  const std::string& root) {
    Json result{{"rule", finding.rule},
                {"severity", severity},
                {"confidence", confidence_name(finding.confidence)},
                {"message", valid_utf8(finding.message)},
                {"entity", valid_utf8(finding.entity)},
                {"fingerprint", key},
                {"place", place(finding.span, root)},
                {"path", Json::array()}};
    for (const PathStep& step : finding.path) {
        Json entry{{"label", valid_utf8(step.label)}};
        if (step.span.valid()) entry["place"] = place(step.span, root);
        result["path"].push_back(std::move(entry));
    }
    if (finding.suppressed) {
        result["suppression"] = {{"by", valid_utf8(finding.suppression)},
                                 {"reason", valid_utf8(finding.suppression_reason)}};
        if (finding.suppression_span.valid()) result["suppression"]["place"] = place(finding.suppression_span, root);
    }
    return result;
}

}  // namespace

std::string render_json(const Report& report, const Catalog& catalog, const SourceReader&) {
    const std::vector<std::string> keys = line_free_keys(report.findings, report.source_root);
    Json findings = Json::array();
    const std::map<std::string, std::size_t> by_rule = findings_by_rule(report);
    for (std::size_t index = 0; index < report.findings.size(); ++index) {
        const Finding& finding = report.findings[index];
        if (finding.suppressed && !report.show_suppressed) continue;
        const std::string severity = severity_of(catalog, finding.rule);
        findings.push_back(finding_json(finding, severity, keys[index], report.source_root));
    }
    Json gaps = Json::array();
    for (const Gap& gap : report.gaps) {
        Json entry{{"kind", gap_name(gap.kind)},
                   {"unit", valid_utf8(relative_to(gap.unit, report.source_root).value_or(gap.unit))},
                   {"detail", valid_utf8(gap.detail)},
                   {"breaks_clean", gap.breaks_clean}};
        if (gap.span.valid()) entry["place"] = place(gap.span, report.source_root);
        gaps.push_back(std::move(entry));
    }
    Json remarks = Json::array();
    for (const Remark& remark : report.remarks) {
        remarks.push_back({{"kind", remark_name(remark.kind)},
                           {"text", valid_utf8(remark.text)},
                           {"place", place(remark.span, report.source_root)}});
    }
    const Json document{{"schema", "stateless-report/v1"},
                        {"version", report.version},
                        {"root", valid_utf8(report.source_root)},
                        {"summary",
                         {{"units", report.units},
                          {"clean", by_rule.empty() && !breaks_clean(report)},
                          {"findings", Json(by_rule)},
                          {"suppressed", report.findings.size() - open_findings(report)},
                          {"known", report.known},
                          {"unchanged", report.unchanged},
                          {"gaps", report.gaps.size()}}},
                        {"findings", std::move(findings)},
                        {"gaps", std::move(gaps)},
                        {"remarks", std::move(remarks)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stateless::lint
