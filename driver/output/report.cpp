// What the formats share in speaking of a report.
#include "output/report.h"

#include <algorithm>

#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {

std::string gap_name(Gap::Kind kind) {
    switch (kind) {
    case Gap::Kind::unit_not_parsed: return "unit-not-parsed";
    case Gap::Kind::unit_parsed_with_errors: return "unit-parsed-with-errors";
    case Gap::Kind::call_not_resolved: return "call-not-resolved";
    case Gap::Kind::command_not_usable: return "command-not-usable";
    }
    return "gap";
}

std::string remark_name(Remark::Kind kind) {
    switch (kind) {
    case Remark::Kind::unused_suppression: return "unused-suppression";
    case Remark::Kind::suppression_without_reason: return "suppression-without-reason";
    case Remark::Kind::stale_baseline_entry: return "stale-baseline-entry";
    }
    return "remark";
}

std::string confidence_name(Confidence confidence) {
    switch (confidence) {
    case Confidence::high: return "high";
    case Confidence::medium: return "medium";
    case Confidence::low: return "low";
    }
    return "low";
}

std::string severity_of(const Catalog& catalog, const std::string& rule) {
    const RuleText* text = catalog.find(rule);
    return text ? text->severity : "warning";
}

std::string shown_file(const Report& report, const std::string& file) {
    return valid_utf8(relative_to(file, report.source_root).value_or(file));
}

std::string shown_place(const Report& report, const Span& span) {
    const std::string file = shown_file(report, span.file);
    return span.valid() ? file + ":" + std::to_string(span.line) : file;
}

Span place_of(const Gap& gap) {
    Span span = gap.span;
    if (span.file.empty()) span.file = gap.unit;
    return span;
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::size_t open_findings(const Report& report) {
    const auto is_open = [](const Finding& finding) { return !finding.suppressed; };
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), is_open));
}

std::map<std::string, std::size_t> findings_by_rule(const Report& report) {
    std::map<std::string, std::size_t> result;
    for (const Finding& finding : report.findings) {
        if (!finding.suppressed) ++result[finding.rule];
    }
    return result;
}

bool breaks_clean(const Report& report) {
    return std::any_of(report.gaps.begin(), report.gaps.end(), [](const Gap& gap) { return gap.breaks_clean; });
}

}  // namespace stateless::lint
