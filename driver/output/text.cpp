// The report for a person at a terminal, in Clang's own form: place, message, rule, the source line with a caret, the
// path as notes; then a summary that says what was seen and what was not.
#include <algorithm>
#include <cstdio>
#include <map>

#include "output/report.h"
#include "output/source_lines.h"
#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

constexpr std::size_t widest_line = 160;

struct Style {
    const char* code;
};
constexpr Style bold{"\033[1m"}, magenta{"\033[1;35m"}, red{"\033[1;31m"}, cyan{"\033[1;36m"}, green{"\033[1;32m"};

class TextWriter {
public:
    TextWriter(const Report& report, const Catalog& catalog, const SourceReader& sources, bool color)
        : report_(report), catalog_(catalog), lines_(sources), color_(color) {}

    std::string write() {
        for (const Finding& finding : report_.findings) {
            if (!finding.suppressed || report_.show_suppressed) write_finding(finding);
        }
        for (const Gap& gap : report_.gaps) {
            if (gap.breaks_clean) write_gap(gap);
        }
        for (const Remark& remark : report_.remarks)
            diagnostic(remark.span, magenta, "warning", remark.text, " [" + remark_name(remark.kind) + "]");
        write_summary();
        return std::move(out_);
    }

private:
    std::string styled(Style style, const std::string& text) const {
        return color_ ? style.code + text + "\033[0m" : text;
    }

    std::string place(const Span& span) const {
        if (!span.valid()) return "stateless-lint: ";
        return printable(relative_to(span.file, report_.working_folder).value_or(span.file)) + ":" +
               std::to_string(span.line) + ":" + std::to_string(span.column) + ": ";
    }

    void diagnostic(const Span& span, Style style, const std::string& level, const std::string& text,
                    const std::string& tail) {
        const bool note = level == "note";
        out_ += styled(bold, place(span)) + styled(style, level + ": ");
        out_ += note ? printable(text) : styled(bold, printable(text));
        out_ += tail + "\n";
        snippet(span);
    }

    /// The line with tabs opened and control characters made visible, and where each of its bytes went.
    struct Shown {
        std::string text;
        std::size_t width = 0;
        std::vector<std::size_t> column_of_byte;
        std::vector<std::size_t> text_at_column;
    };

    static Shown shown(std::string_view line) {
        Shown result;
        const auto put = [&](std::string_view bytes) {
            result.text_at_column.push_back(result.text.size());
            result.text += bytes;
            ++result.width;
        };
        for (std::size_t at = 0; at < line.size();) {
            const CodePoint point = decode(line, at);
            result.column_of_byte.insert(result.column_of_byte.end(), point.length, result.width);
            if (point.value == '\t') {
                do put(" ");
                while (result.width % 8 != 0);
            } else {
                put(printable(line.substr(at, point.length)));
            }
            at += point.length;
        }
        result.column_of_byte.push_back(result.width);
        result.text_at_column.push_back(result.text.size());
        return result;
    }

    void snippet(const Span& span) {
        const auto line = span.valid() ? lines_.line(span.file, span.line) : std::nullopt;
        if (!line || span.column == 0) return;
        const Shown all = shown(*line);
        const auto column = [&](unsigned byte_column) {
            return all.column_of_byte[std::min<std::size_t>(byte_column - 1, all.column_of_byte.size() - 1)];
        };
        const std::size_t caret = column(span.column);
        std::size_t end = all.width;
        if (span.end_line == span.line) end = column(std::max(span.end_column, span.column));
        end = std::max(end, caret + 1);

        std::size_t first = 0;
        if (all.width > widest_line && caret > widest_line / 2) first = caret - widest_line / 2;
        const std::size_t last = std::min(all.width, first + widest_line);
        out_ += all.text.substr(all.text_at_column[first], all.text_at_column[last] - all.text_at_column[first]) + "\n";
        out_ += std::string(caret - first, ' ');
        const std::size_t tildes = std::min(end, std::max(last, caret + 1)) - caret - 1;
        out_ += styled(green, "^" + std::string(tildes, '~')) + "\n";
    }

    void write_finding(const Finding& finding) {
        const std::string level = severity_of(catalog_, finding.rule);
        const Style style = level == "error" ? red : level == "note" ? cyan : magenta;
        diagnostic(finding.span, style, level, finding.message, " [stateless-" + finding.rule + "]");
        for (const PathStep& step : finding.path) diagnostic(step.span, cyan, "note", step.label, "");
        if (!finding.suppressed) return;
        const std::string reason = finding.suppression_reason.empty() ? "" : ": " + finding.suppression_reason;
        diagnostic(finding.suppression_span, cyan, "note", "suppressed by " + finding.suppression + reason, "");
    }

    void write_gap(const Gap& gap) {
        Span span = gap.span;
        if (!span.valid() && !gap.unit.empty()) {
            out_ += styled(bold, printable(relative_to(gap.unit, report_.working_folder).value_or(gap.unit)) + ": ");
        } else {
            out_ += styled(bold, place(span));
        }
        out_ += styled(red, "gap: ") + styled(bold, printable(gap.detail)) + " [" + gap_name(gap.kind) + "]\n";
        if (!span.file.empty() && span.file.front() == '/') snippet(span);
    }

    void write_summary() {
        const std::map<std::string, std::size_t> by_rule = findings_by_rule(report_);
        const std::size_t open = open_findings(report_);
        std::map<std::string, std::size_t> by_gap;
        for (const Gap& gap : report_.gaps) ++by_gap[gap_name(gap.kind)];
        if (!out_.empty()) out_ += "\n";
        char seconds[32];
        std::snprintf(seconds, sizeof seconds, "%.1f s", report_.seconds);
        out_ += styled(bold, (open == 0 ? "no findings" : counted(open, "finding")) + " in " +
                                 counted(report_.units, "unit"));
        out_ += std::string(" (") + seconds + ")\n";
        for (const auto& [rule, count] : by_rule) out_ += "  " + std::to_string(count) + " " + rule + "\n";
        if (report_.known != 0) out_ += counted(report_.known, "known finding") + " of the baseline left out\n";
        if (report_.unchanged != 0)
            out_ += counted(report_.unchanged, "finding") + " that no change touches left out\n";
        const std::size_t suppressed = report_.findings.size() - open;
        if (suppressed != 0) {
            out_ += counted(suppressed, "suppressed finding");
            out_ += report_.show_suppressed ? "\n" : ", shown by --show-suppressed\n";
        }
        if (report_.gaps.empty()) return;
        out_ += counted(report_.gaps.size(), "gap") + ": what could not be seen";
        if (breaks_clean(report_))
            out_ += open == 0 ? ", so this is no clean result" : ", so there may be more findings";
        out_ += "\n";
        for (const auto& [kind, count] : by_gap) out_ += "  " + std::to_string(count) + " " + kind + "\n";
    }

    const Report& report_;
    const Catalog& catalog_;
    SourceLines lines_;
    bool color_;
    std::string out_;
};

}  // namespace

std::string render_text(const Report& report, const Catalog& catalog, const SourceReader& sources, bool color) {
    return TextWriter(report, catalog, sources, color).write();
}

}  // namespace stateless::lint
