// The baseline comes first, so that it means the same whatever else is asked for.
#include "cli/narrow.h"

#include <algorithm>
#include <ostream>

#include "cli/files.h"
#include "cli/load_program.h"
#include "cli/scope.h"
#include "cli/suppression_remarks.h"
#include "model/misuse.h"
#include "output/unicode.h"

namespace stateless::lint {

namespace fs = std::filesystem;

void check_output(const std::string& file, const std::string& option) {
    if (file.empty()) return;
    std::error_code ignored;
    const fs::path output = fs::absolute(file);
    if (fs::is_directory(output, ignored)) throw Misuse(file + ": is a folder; " + option + " takes a file");
    if (!fs::is_directory(output.parent_path(), ignored)) throw Misuse(file + ": its folder does not exist");
}

Narrowing::Narrowing(const Options& options, const fs::path& rules_folder) : options_(options) {
    if (!options.write_baseline.empty()) {
        check_output(options.write_baseline, "--write-baseline");
        if (!options.baseline.empty() || !options.since.empty() || !options.paths.empty() || !options.rules.empty())
            throw Misuse("--write-baseline lists all findings; it goes without --baseline, --since, --rules and PATH");
    }
    if (options.update_baseline && options.baseline.empty())
        throw Misuse("--update-baseline needs --baseline, which names the file");
    if (!options.baseline.empty())
        baseline_ = read_baseline(options.baseline, rules_folder / "schema" / "baseline.schema.json");
}

void Narrowing::look_for_changes(const std::string& source_root) {
    if (!options_.since.empty()) changes_ = changed_since(options_.since, source_root.empty() ? "." : source_root);
}

void Narrowing::apply_baseline(Report& report, std::ostream& err) const {
    if (!options_.write_baseline.empty()) {
        const std::vector<BaselineEntry> entries = baseline_entries(report.findings, report.source_root);
        write_atomically(options_.write_baseline, baseline_text(entries));
        report.known = std::erase_if(report.findings, [](const Finding& finding) { return !finding.suppressed; });
        err << "stateless-lint: " << printable(options_.write_baseline) << " lists " << counted(report.known, "finding")
            << "\n";
        return;
    }
    if (!baseline_) return;
    const auto exists = [&](const std::string& file) {
        std::error_code ignored;
        return fs::exists(fs::path(report.source_root) / file, ignored);
    };
    BaselineMatch match = take_out_known(report.findings, *baseline_, report.rules, report.source_root, exists);
    report.known = match.known;
    // What could not be read may well hold what is no longer found.
    if (breaks_clean(report)) {
        if (options_.update_baseline)
            err << "stateless-lint: the baseline is not updated, since not everything could be read\n";
        return;
    }
    if (!options_.update_baseline) {
        report.remarks.insert(report.remarks.end(), match.stale.begin(), match.stale.end());
        return;
    }
    write_atomically(options_.baseline, baseline_text(match.kept));
    err << "stateless-lint: " << printable(options_.baseline) << ": "
        << (match.stale.size() == 1 ? "1 entry" : std::to_string(match.stale.size()) + " entries")
        << " taken out or lowered\n";
}

void Narrowing::apply(Report& report, const UnitFacts& facts, bool is_server, const Catalog& catalog,
                      std::ostream& err) const {
    std::vector<Remark> remarks = unended_suppressions(report.gaps);
    // A path that could not be read may lead to what a suppression is for.
    if (is_server && !breaks_clean(report)) {
        const std::vector<Remark> unused = unused_suppressions(facts, report.findings, catalog, report.rules);
        remarks.insert(remarks.end(), unused.begin(), unused.end());
    }
    if (options_.require_reason) {
        std::vector<Remark> refused = refuse_without_reason(report.findings);
        remarks.insert(remarks.end(), refused.begin(), refused.end());
    }
    apply_baseline(report, err);

    std::vector<std::string> paths;
    for (const std::string& path : options_.paths) paths.push_back(absolute_path(path));
    const auto asked_for = [&](const Span& span) {
        return paths.empty() || std::any_of(paths.begin(), paths.end(),
                                            [&](const std::string& path) { return lies_in(span.file, path); });
    };
    std::erase_if(report.findings, [&](const Finding& finding) { return !asked_for(finding.span); });
    std::erase_if(remarks, [&](const Remark& remark) { return !asked_for(remark.span); });
    if (changes_) {
        report.unchanged = open_findings(report);
        std::erase_if(report.findings, [&](const Finding& finding) { return !changes_->touched(finding); });
        report.unchanged -= open_findings(report);
        std::erase_if(remarks, [&](const Remark& remark) { return !changes_->touched(remark.span); });
    }
    report.remarks.insert(report.remarks.end(), remarks.begin(), remarks.end());
    std::sort(report.remarks.begin(), report.remarks.end(),
              [](const Remark& a, const Remark& b) { return std::tie(a.span, a.text) < std::tie(b.span, b.text); });
}

}  // namespace stateless::lint
