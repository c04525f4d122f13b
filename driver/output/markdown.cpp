// A comment on a change, or a job's summary: the sum in a line, a table of the rules, then each finding folded up. The
// report is cut at a whole finding where a comment would get too long, and says so.
#include "output/markup.h"
#include "output/report.h"

namespace stateless::lint {
namespace {

constexpr std::size_t longest_comment = 60000;  // GitHub refuses more than 65,536 characters

std::string heading(const Report& report) {
    const std::size_t open = open_findings(report);
    std::string text = "### stateless-lint: " + (open == 0 ? "no findings" : counted(open, "finding")) + " in " +
                       counted(report.units, "unit") + "\n\n";
    if (breaks_clean(report)) {
        text += open == 0 ? "**Not everything could be read, so this is no clean result.**\n\n"
                          : "**Not everything could be read, so there may be more findings.**\n\n";
    }
    return text;
}

std::string rule_table(const Report& report, const Catalog& catalog) {
    const std::map<std::string, std::size_t> by_rule = findings_by_rule(report);
    if (by_rule.empty()) return "";
    std::string text = "| findings | rule | finds |\n|---:|---|---|\n";
    for (const auto& [id, count] : by_rule) {
        const RuleText* rule = catalog.find(id);
        text +=
            "| " + std::to_string(count) + " | `" + id + "` | " + markdown_escaped(rule ? rule->summary : "") + " |\n";
    }
    return text + "\n";
}

/// In <code> rather than in backticks, whose number would depend on the name.
std::string place_in_code(const Report& report, const Span& span) {
    return "<code>" + markdown_escaped(shown_place(report, span)) + "</code>";
}

std::string block(const Report& report, const Finding& finding) {
    std::string text = "<details><summary>" + place_in_code(report, finding.span) + " " +
                       markdown_escaped(finding.message) + "</summary>\n\n`stateless-" + finding.rule +
                       "`, confidence: " + confidence_name(finding.confidence) + "\n\n";
    for (const PathStep& step : finding.path) {
        text += "1. " + markdown_escaped(step.label);
        if (step.span.valid()) text += " " + place_in_code(report, step.span);
        text += "\n";
    }
    if (finding.suppressed) text += "\nsuppressed by " + markdown_escaped(finding.suppression) + "\n";
    return text + "\n</details>\n\n";
}

std::string remaining(const Report& report) {
    std::string text;
    if (report.known != 0) text += counted(report.known, "known finding") + " of the baseline left out.  \n";
    if (report.unchanged != 0) text += counted(report.unchanged, "finding") + " that no change touches left out.  \n";
    const std::size_t suppressed = report.findings.size() - open_findings(report);
    if (suppressed != 0) text += counted(suppressed, "suppressed finding") + ".  \n";
    return text;
}

}  // namespace

std::string render_markdown(const Report& report, const Catalog& catalog, const SourceReader&) {
    std::string text = heading(report) + rule_table(report, catalog);
    std::vector<std::string> blocks;
    for (const Finding& finding : report.findings) {
        if (!finding.suppressed || report.show_suppressed) blocks.push_back(block(report, finding));
    }
    for (const Gap& gap : report.gaps) {
        if (!gap.breaks_clean) continue;
        blocks.push_back("- " + place_in_code(report, place_of(gap)) +
                         " could not be read: " + markdown_escaped(gap.detail) + "\n");
    }
    for (const Remark& remark : report.remarks)
        blocks.push_back("- " + place_in_code(report, remark.span) + " " + markdown_escaped(remark.text) + "\n");
    const std::string tail = remaining(report);
    for (std::size_t index = 0; index < blocks.size(); ++index) {
        if (text.size() + blocks[index].size() + tail.size() > longest_comment) {
            text += "\n" + std::to_string(blocks.size() - index) + " more do not fit in here.\n\n";
            break;
        }
        text += blocks[index];
    }
    return text + (blocks.empty() || tail.empty() ? "" : "\n") + tail;
}

}  // namespace stateless::lint
