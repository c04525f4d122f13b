// JUnit's XML in the dialect that Jenkins, GitLab and others share. A test is a rule that ran: it has passed, or fails
// once for each finding. Code that could not be read is an error, never a pass.
#include <algorithm>

#include "output/markup.h"
#include "output/report.h"

namespace stateless::lint {
namespace {

class Suite {
public:
    explicit Suite(const Report& report) : report_(report) {}

    void add(const std::string& group, const std::string& name, const Span& span, const std::string& outcome) {
        cases_ += "    <testcase classname=\"" + markup_escaped(group) + "\" name=\"" + markup_escaped(name) + "\"";
        if (!span.file.empty()) cases_ += " file=\"" + markup_escaped(shown_file(report_, span.file)) + "\"";
        if (span.valid()) cases_ += " line=\"" + std::to_string(span.line) + "\"";
        cases_ += outcome.empty() ? "/>\n" : ">\n      " + outcome + "\n    </testcase>\n";
        ++tests_;
    }

    void fail(const char* element, const std::string& group, const std::string& name, const Span& span,
              const std::string& type, const std::string& message, const std::string& text) {
        add(group, name, span,
            std::string("<") + element + " type=\"" + type + "\" message=\"" + markup_escaped(message) + "\">" +
                markup_escaped(text) + "</" + element + ">");
        ++(std::string_view(element) == "error" ? errors_ : failures_);
    }

    void skip(const std::string& group, const std::string& name, const Span& span, const std::string& reason) {
        add(group, name, span, "<skipped message=\"" + markup_escaped(reason) + "\"/>");
        ++skipped_;
    }

    std::string write() const {
        const std::string counts = " tests=\"" + std::to_string(tests_) + "\" failures=\"" + std::to_string(failures_) +
                                   "\" errors=\"" + std::to_string(errors_) + "\"";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts +
               ">\n  <testsuite name=\"stateless-lint\"" + counts + " skipped=\"" + std::to_string(skipped_) + "\">\n" +
               cases_ + "  </testsuite>\n</testsuites>\n";
    }

private:
    const Report& report_;
    std::string cases_;
    std::size_t tests_ = 0, failures_ = 0, errors_ = 0, skipped_ = 0;
};

std::string details(const Report& report, const Finding& finding) {
    std::string text = shown_place(report, finding.span) + ": " + finding.message;
    for (const PathStep& step : finding.path) {
        text += "\n  " + step.label;
        if (step.span.valid()) text += " (" + shown_place(report, step.span) + ")";
    }
    return text;
}

}  // namespace

std::string render_junit(const Report& report, const Catalog& catalog, const SourceReader&) {
    Suite suite(report);
    const std::map<std::string, std::size_t> found = findings_by_rule(report);
    for (const RuleText& rule : catalog.rules()) {
        const auto& ran = report.rules;
        if (!ran.empty() && std::find(ran.begin(), ran.end(), rule.id) == ran.end()) continue;
        if (!found.contains(rule.id)) suite.add("stateless-" + rule.id, rule.summary, {}, "");
    }
    for (const Finding& finding : report.findings) {
        const std::string group = "stateless-" + finding.rule;
        const std::string name = finding.entity + " in " + shown_place(report, finding.span);
        if (!finding.suppressed) {
            suite.fail("failure", group, name, finding.span, severity_of(catalog, finding.rule), finding.message,
                       details(report, finding));
        } else if (report.show_suppressed) {
            const std::string& reason = finding.suppression_reason;
            suite.skip(group, name, finding.span, finding.suppression + (reason.empty() ? "" : ": " + reason));
        }
    }
    for (const Gap& gap : report.gaps) {
        if (!gap.breaks_clean) continue;
        const Span span = place_of(gap);
        const std::string place = shown_place(report, span);
        suite.fail("error", "stateless-lint", place, span, gap_name(gap.kind), gap.detail, place + ": " + gap.detail);
    }
    return suite.write();
}

}  // namespace stateless::lint
