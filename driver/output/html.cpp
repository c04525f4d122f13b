// The report as one page for people who do not run the tool. All of it is plain HTML, so that it reads without its
// script. What it says comes from code that may be a stranger's: it is escaped, and the page's policy lets nothing run
// or load but the style and the script that are compiled in.
#include <set>

#include "output/html_path.h"
#include "output/markup.h"
#include "output/page_assets.h"
#include "output/report.h"
#include "output/source_lines.h"

namespace stateless::lint {
namespace {

std::string base64_of_hex(std::string_view hex) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
    std::string result;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char character : hex) {
        held = held << 4 | digit(character);
        bits += 4;
        if (bits < 6) continue;
        bits -= 6;
        result += letters[held >> bits & 63];
        held &= (1u << bits) - 1;
    }
    if (bits != 0) result += letters[held << (6 - bits) & 63];
    while (result.size() % 4 != 0) result += '=';
    return result;
}

std::string folder_of(const Report& report, const Finding& finding) {
    const std::string file = shown_file(report, finding.span.file);
    const std::size_t end = file.rfind('/');
    return end == std::string::npos ? "." : file.substr(0, end);
}

class Page {
public:
    Page(const Report& report, const Catalog& catalog, const SourceReader& sources)
        : report_(report), catalog_(catalog), lines_(sources) {
        for (const Finding& finding : report.findings) {
            if (finding.suppressed && !report.show_suppressed) continue;
            shown_.push_back(&finding);
            ++rules_[finding.rule];
            ++folders_[folder_of(report, finding)];
            severities_.insert(severity_of(catalog, finding.rule));
        }
    }

    std::string write() {
        head();
        sums();
        out_ += "<main>\n";
        tables();
        if (const std::string map = route_map(shown_, report_); !map.empty())
            out_ += "<h2>Where requests lead</h2>\n" + map;
        findings();
        gaps_and_remarks();
        out_ += "</main>\n<footer class=\"hint\">stateless-lint " + markup_escaped(report_.version) +
                "</footer>\n<script>" + std::string(page_script.text) + "</script>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    void head() {
        out_ = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" +
               base64_of_hex(page_style.sha256) + "'; script-src 'sha256-" + base64_of_hex(page_script.sha256) +
               "'; base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<title>stateless-lint report</title>\n<style>" +
               std::string(page_style.text) + "</style>\n</head>\n<body>\n";
    }

    void sum(std::size_t count, const std::string& noun) {
        out_ += "<li><b>" + std::to_string(count) + "</b> " + noun + (count == 1 ? "" : "s") + "</li>\n";
    }

    void sums() {
        const std::size_t open = open_findings(report_);
        out_ += "<header>\n<div class=\"top\"><h1>stateless-lint report</h1>"
                "<button id=\"theme\" type=\"button\">Dark or light</button></div>\n<ul class=\"sums\">\n";
        sum(open, "finding");
        sum(report_.units, "unit");
        sum(report_.findings.size() - open, "suppressed finding");
        if (report_.known != 0) sum(report_.known, "known finding");
        if (report_.unchanged != 0) sum(report_.unchanged, "unchanged finding");
        sum(report_.gaps.size(), "gap");
        out_ += "</ul>\n";
        if (breaks_clean(report_)) {
            out_ += std::string("<p class=\"alarm\">Not everything could be read, so ") +
                    (open == 0 ? "this is no clean result." : "there may be more findings.") + "</p>\n";
        }
        out_ += "</header>\n";
    }

    void table(const char* caption, const char* field, const std::map<std::string, std::size_t>& counts) {
        out_ += std::string("<table><thead><tr><th scope=\"col\">") + caption +
                "</th><th scope=\"col\">findings</th></tr></thead><tbody>\n";
        for (const auto& [name, count] : counts) {
            const std::string text = markup_escaped(name);
            out_ += std::string("<tr><td><button type=\"button\" data-filter=\"") + field + "\" data-value=\"" + text +
                    "\">" + text + "</button></td><td>" + std::to_string(count) + "</td></tr>\n";
        }
        out_ += "</tbody></table>\n";
    }

    void tables() {
        if (shown_.empty()) return;
        out_ += "<h2>By rule and by folder</h2>\n<div class=\"tables\">\n";
        table("rule", "rule", rules_);
        table("folder", "folder", folders_);
        out_ += "</div>\n";
    }

    template <typename Values>
    void choice(const char* id, const char* label, const Values& values) {
        out_ += std::string("<label for=\"") + id + "\">" + label + "<select id=\"" + id +
                "\"><option value=\"\">all</option>";
        for (const auto& value : values) {
            const std::string text = markup_escaped(value);
            out_ += "<option value=\"" + text + "\">" + text + "</option>";
        }
        out_ += "</select></label>\n";
    }

    static std::vector<std::string> names_of(const std::map<std::string, std::size_t>& counts) {
        std::vector<std::string> names;
        for (const auto& [name, count] : counts) names.push_back(name);
        return names;
    }

    void findings() {
        out_ += "<h2 id=\"findings\">Findings</h2>\n";
        if (shown_.empty()) {
            out_ += "<p>There are none.</p>\n";
            return;
        }
        out_ += "<div class=\"filters\">\n<label for=\"search\">Search<input id=\"search\" type=\"search\"></label>\n";
        choice("rule", "Rule", names_of(rules_));
        choice("folder", "Folder", names_of(folders_));
        choice("severity", "Severity", severities_);
        out_ +=
            "<button id=\"reset\" type=\"button\">Show all</button>\n<button id=\"open\" "
            "type=\"button\">Unfold</button>"
            "\n<button id=\"close\" type=\"button\">Fold</button>\n<span id=\"count\" role=\"status\"></span>\n</div>\n"
            "<p class=\"hint\">Keys: <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous finding, "
            "<kbd>Enter</kbd> unfolds it, <kbd>/</kbd> searches.</p>\n";
        for (std::size_t index = 0; index < shown_.size(); ++index) finding(*shown_[index], index + 1);
    }

    void finding(const Finding& finding, std::size_t number) {
        const std::string severity = severity_of(catalog_, finding.rule);
        out_ += "<article class=\"finding\" id=\"f" + std::to_string(number) + "\" data-rule=\"" +
                markup_escaped(finding.rule) + "\" data-folder=\"" + markup_escaped(folder_of(report_, finding)) +
                "\" data-severity=\"" + severity + "\"><details><summary><span class=\"severity " + severity + "\">" +
                severity + "</span> " + markup_escaped(finding.message) + " <span class=\"place\">" +
                markup_escaped(shown_place(report_, finding.span)) + "</span> <span class=\"rule\">stateless-" +
                markup_escaped(finding.rule) + "</span></summary>\n<div class=\"body\">\n";
        if (finding.suppressed) {
            const std::string& reason = finding.suppression_reason;
            out_ += "<p>Suppressed by " + markup_escaped(finding.suppression + (reason.empty() ? "" : ": " + reason)) +
                    "</p>\n";
        }
        out_ += path_graph(finding, report_, lines_);
        if (const RuleText* rule = catalog_.find(finding.rule)) {
            out_ += "<p><b>Why it breaks.</b> " + markup_escaped(rule->why) + "</p>\n<p><b>How to fix it.</b> " +
                    markup_escaped(rule->fix) + "</p>\n<pre>" + markup_escaped(rule->fix_code) + "</pre>\n";
        }
        out_ += "<p class=\"hint\">Confidence: " + confidence_name(finding.confidence) +
                "</p>\n</div></details></article>\n";
    }

    void gaps_and_remarks() {
        if (!report_.gaps.empty()) {
            out_ += "<h2>What could not be seen</h2>\n<ul>\n";
            for (const Gap& gap : report_.gaps) {
                out_ += "<li><code>" + markup_escaped(shown_place(report_, place_of(gap))) + "</code> " +
                        markup_escaped(gap.detail) + " <span class=\"hint\">" + gap_name(gap.kind) + "</span></li>\n";
            }
            out_ += "</ul>\n";
        }
        if (report_.remarks.empty()) return;
        out_ += "<h2>Suppressions and baseline</h2>\n<ul>\n";
        for (const Remark& remark : report_.remarks) {
            out_ += "<li><code>" + markup_escaped(shown_place(report_, remark.span)) + "</code> " +
                    markup_escaped(remark.text) + "</li>\n";
        }
        out_ += "</ul>\n";
    }

    const Report& report_;
    const Catalog& catalog_;
    SourceLines lines_;
    std::vector<const Finding*> shown_;
    std::map<std::string, std::size_t> rules_;
    std::map<std::string, std::size_t> folders_;
    std::set<std::string> severities_;
    std::string out_;
};

}  // namespace

std::string render_html(const Report& report, const Catalog& catalog, const SourceReader& sources) {
    return Page(report, catalog, sources).write();
}

}  // namespace stateless::lint
