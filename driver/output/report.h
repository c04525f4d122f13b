// What every output format is given, and the formats. A renderer is a function of values: the run's report, the rules'
// words and the source text it may quote. It touches no disk, no clock and no terminal.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/facts.h"
#include "model/finding.h"

namespace stateless::lint {

/// Something about the suppressions or the baseline that somebody should tidy up: neither a finding nor a gap, and of
/// no weight in the exit status.
struct Remark {
    enum class Kind { unused_suppression, suppression_without_reason, stale_baseline_entry };
    Kind kind = Kind::unused_suppression;
    Span span;  // the comment's line, the annotated name, the baseline's entry
    std::string text;
    /// Taking the whole comment away is all there is to do.
    bool removable = false;
    bool operator==(const Remark&) const = default;
};

struct Report {
    std::vector<Finding> findings;  // sorted; suppressed ones included
    std::vector<Gap> gaps;
    std::vector<Remark> remarks;  // sorted by place
    std::size_t known = 0;        // findings that the baseline lists and that are left out
    std::size_t unchanged = 0;    // findings that touch no changed line and are left out
    std::size_t units = 0;
    double seconds = 0;
    std::vector<std::string> rules;  // ids that were run; empty: all
    std::string source_root;         // absolute; SARIF's and JSON's paths are relative to it
    std::string working_folder;      // absolute; text shows paths below it relative to it
    std::string version;
    bool show_suppressed = false;  // full SARIF always has them, marked
};

/// Where a renderer gets source text from. nullopt: there is no such file (any more).
class SourceReader {
public:
    virtual ~SourceReader() = default;
    virtual std::optional<std::string> read(const std::string& file) const = 0;
};

/// Whom SARIF is for. `github` has what GitHub's code scanning takes and no more: it would open alerts for suppressed
/// results, and keeps 5,000 results of a run.
enum class SarifProfile { full, github };

std::string render_text(const Report& report, const Catalog& catalog, const SourceReader& sources, bool color);
std::string render_sarif(const Report& report, const Catalog& catalog, const SourceReader& sources,
                         SarifProfile profile = SarifProfile::full);
std::string render_json(const Report& report, const Catalog& catalog, const SourceReader& sources);
/// Workflow commands, which GitHub Actions turns into annotations.
std::string render_github(const Report& report, const Catalog& catalog, const SourceReader& sources);
/// GitLab's Code Quality report.
std::string render_gitlab(const Report& report, const Catalog& catalog, const SourceReader& sources);
/// reviewdog's rdjson.
std::string render_rdjson(const Report& report, const Catalog& catalog, const SourceReader& sources);
std::string render_junit(const Report& report, const Catalog& catalog, const SourceReader& sources);
/// For a comment on a change or a job's summary; never longer than a comment on GitHub may be.
std::string render_markdown(const Report& report, const Catalog& catalog, const SourceReader& sources);
/// One page that needs nothing else, neither files nor a network.
std::string render_html(const Report& report, const Catalog& catalog, const SourceReader& sources);

/// "unit-not-parsed": the name of a kind of gap in every format.
std::string gap_name(Gap::Kind kind);
std::string remark_name(Remark::Kind kind);
std::string confidence_name(Confidence confidence);
/// "error", "warning" or "note".
std::string severity_of(const Catalog& catalog, const std::string& rule);
/// Relative to the source root where it lies inside; valid UTF-8.
std::string shown_file(const Report& report, const std::string& file);
/// "src/a.cpp:12"; the file alone where the place is not known.
std::string shown_place(const Report& report, const Span& span);
/// Of the gap itself, or of its unit.
Span place_of(const Gap& gap);
/// "1 finding", "2 findings".
std::string counted(std::size_t count, const std::string& noun);
/// What the report counts: findings that are not suppressed.
std::size_t open_findings(const Report& report);
/// By rule, of what is not suppressed.
std::map<std::string, std::size_t> findings_by_rule(const Report& report);

/// True if a gap makes "no findings" untrue.
bool breaks_clean(const Report& report);

}  // namespace stateless::lint
