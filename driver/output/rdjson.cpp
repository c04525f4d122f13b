// reviewdog's Diagnostic Format. Its columns are bytes, as ours are. A suggestion is made where text alone mends it: a
// comment that silences nothing is taken away.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "output/report.h"
#include "output/source_lines.h"
#include "output/unicode.h"

namespace stateless::lint {
namespace {

using Json = nlohmann::ordered_json;

Json position(unsigned line, unsigned column) { return {{"line", line}, {"column", column}}; }

Json location(const Report& report, const Span& span) {
    Json result{{"path", shown_file(report, span.file)}};
    if (!span.valid()) return result;
    const unsigned column = std::max(span.column, 1u);
    result["range"] = {{"start", position(span.line, column)}};
    if (span.end_line >= span.line && span.end_column != 0)
        result["range"]["end"] = position(span.end_line, span.end_column);
    return result;
}

Json diagnostic(const Report& report, const Span& span, const char* severity, const std::string& code,
                const std::string& message) {
    return {{"message", valid_utf8(message)},
            {"location", location(report, span)},
            {"severity", severity},
            {"code", {{"value", code}}}};
}

/// Where the comment of a line stands, with the blanks before it; the whole line, if there is nothing else.
Json removal(SourceLines& lines, const Span& span) {
    const auto line = lines.line(span.file, span.line);
    if (!line) return nullptr;
    const std::size_t mark = line->find("NOLINT");
    const std::size_t comment = mark == std::string_view::npos ? mark : line->rfind("//", mark);
    if (comment == std::string_view::npos) return nullptr;
    // Words before it in the same comment are somebody else's.
    if (line->substr(comment, mark - comment).find_first_not_of("/ \t") != std::string_view::npos) return nullptr;
    const std::size_t code = line->find_last_not_of(" \t", comment == 0 ? std::string_view::npos : comment - 1);
    Json range;
    if (comment == 0 || code == std::string_view::npos || code >= comment) {
        range = {{"start", position(span.line, 1)}, {"end", position(span.line + 1, 1)}};
    } else {
        range = {{"start", position(span.line, static_cast<unsigned>(code) + 2)},
                 {"end", position(span.line, static_cast<unsigned>(line->size()) + 1)}};
    }
    return {{"range", std::move(range)}, {"text", ""}};
}

}  // namespace

std::string render_rdjson(const Report& report, const Catalog& catalog, const SourceReader& sources) {
    SourceLines lines(sources);
    Json diagnostics = Json::array();
    for (const Finding& finding : report.findings) {
        if (finding.suppressed) continue;
        const std::string level = severity_of(catalog, finding.rule);
        const char* severity = level == "error" ? "ERROR" : level == "note" ? "INFO" : "WARNING";
        std::string message = finding.message;
        for (const PathStep& step : finding.path) {
            message += "\n- " + step.label;
            if (step.span.valid()) message += " (" + shown_place(report, step.span) + ")";
        }
        diagnostics.push_back(diagnostic(report, finding.span, severity, "stateless-" + finding.rule, message));
    }
    for (const Gap& gap : report.gaps) {
        if (gap.breaks_clean)
            diagnostics.push_back(diagnostic(report, place_of(gap), "ERROR", gap_name(gap.kind), gap.detail));
    }
    for (const Remark& remark : report.remarks) {
        Json entry = diagnostic(report, remark.span, "INFO", remark_name(remark.kind), remark.text);
        if (remark.removable) {
            Json suggestion = removal(lines, remark.span);
            if (!suggestion.is_null()) entry["suggestions"] = Json::array({std::move(suggestion)});
        }
        diagnostics.push_back(std::move(entry));
    }
    const Json document{{"source", {{"name", "stateless-lint"}}}, {"diagnostics", std::move(diagnostics)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stateless::lint
