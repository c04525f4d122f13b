// GitHub Actions' workflow commands: a line of stdout per annotation. Whatever comes from the code under judgement is
// escaped, since a line break in it would begin a command of its own.
#include <algorithm>
#include <string_view>

#include "output/report.h"
#include "output/source_lines.h"
#include "output/unicode.h"

namespace stateless::lint {
namespace {

/// As the runner undoes it: '%' and line ends, and in a property what ends one.
std::string escaped(std::string_view text, bool property) {
    std::string result;
    for (const char character : valid_utf8(text)) {
        switch (character) {
        case '%': result += "%25"; break;
        case '\r': result += "%0D"; break;
        case '\n': result += "%0A"; break;
        case ':': result += property ? "%3A" : ":"; break;
        case ',': result += property ? "%2C" : ","; break;
        default: result += character;
        }
    }
    return result;
}

class Commands {
public:
    Commands(const Report& report, const SourceReader& sources) : report_(report), lines_(sources) {}

    void add(const std::string& severity, const Span& span, const std::string& title, const std::string& message) {
        std::string line = severity == "error" ? "::error " : severity == "note" ? "::notice " : "::warning ";
        if (!span.file.empty()) line += "file=" + escaped(shown_file(report_, span.file), true) + ",";
        if (span.valid()) line += region(span);
        text += line + "title=" + escaped(title, true) + "::" + escaped(message, false) + "\n";
    }

    std::string text;

private:
    /// Columns only where the region is in one line: the runner refuses them otherwise.
    std::string region(const Span& span) {
        const unsigned last = std::max(span.line, span.end_line);
        std::string result = "line=" + std::to_string(span.line) + ",endLine=" + std::to_string(last) + ",";
        if (span.column == 0 || last != span.line) return result;
        const std::string_view line = lines_.line(span.file, span.line).value_or("");
        const unsigned start = utf16_column(line, span.column);
        const unsigned end = std::max(start, utf16_column(line, std::max(span.column, span.end_column)));
        return result + "col=" + std::to_string(start) + ",endColumn=" + std::to_string(end) + ",";
    }

    const Report& report_;
    SourceLines lines_;
};

}  // namespace

std::string render_github(const Report& report, const Catalog& catalog, const SourceReader& sources) {
    Commands commands(report, sources);
    for (const Finding& finding : report.findings) {
        if (finding.suppressed && !report.show_suppressed) continue;
        std::string message = finding.message;
        for (const PathStep& step : finding.path) {
            message += "\n  " + step.label;
            if (step.span.valid()) message += " (" + shown_place(report, step.span) + ")";
        }
        if (finding.suppressed) message += "\nsuppressed by " + finding.suppression;
        const std::string severity = finding.suppressed ? "note" : severity_of(catalog, finding.rule);
        commands.add(severity, finding.span, "stateless-" + finding.rule, message);
    }
    for (const Gap& gap : report.gaps) {
        if (gap.breaks_clean) commands.add("error", place_of(gap), gap_name(gap.kind), gap.detail);
    }
    for (const Remark& remark : report.remarks)
        commands.add("note", remark.span, remark_name(remark.kind), remark.text);
    return std::move(commands.text);
}

}  // namespace stateless::lint
