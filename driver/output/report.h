// What every output format is given, and the formats. A renderer is a function of values: the run's report, the rules'
// words and the source text it may quote. It touches no disk, no clock and no terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/facts.h"
#include "model/finding.h"

namespace stateless::lint {

struct Report {
    std::vector<Finding> findings;  // sorted; suppressed ones included
    std::vector<Gap> gaps;
    std::size_t units = 0;
    double seconds = 0;
    std::vector<std::string> rules;  // ids that were run; empty: all
    std::string source_root;         // absolute; SARIF's and JSON's paths are relative to it
    std::string working_folder;      // absolute; text shows paths below it relative to it
    std::string version;
    bool show_suppressed = false;  // text and JSON; SARIF always has them, marked
};

/// Where a renderer gets source text from. nullopt: there is no such file (any more).
class SourceReader {
public:
    virtual ~SourceReader() = default;
    virtual std::optional<std::string> read(const std::string& file) const = 0;
};

std::string render_text(const Report& report, const Catalog& catalog, const SourceReader& sources, bool color);
std::string render_sarif(const Report& report, const Catalog& catalog, const SourceReader& sources);
std::string render_json(const Report& report, const Catalog& catalog, const SourceReader& sources);

/// "unit-not-parsed": the name of a kind of gap in every format.
std::string gap_name(Gap::Kind kind);

/// True if a gap makes "no findings" untrue.
bool breaks_clean(const Report& report);

}  // namespace stateless::lint
