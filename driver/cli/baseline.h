// The findings that a project has decided to live with for now, in a file of its own: so that only what is new is
// reported. Decides which findings are the same as those of another day; knows nothing of why they are there.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "output/report.h"

namespace stateless::lint {

/// So many findings of a rule about one entity in one file. Where they stand in the file does not matter.
struct BaselineEntry {
    std::string rule;
    std::string file;  // relative to the source root where it lies inside
    std::string entity;
    unsigned count = 1;
    unsigned line = 0;  // of the entry in the baseline
};

struct Baseline {
    std::string file;
    std::vector<BaselineEntry> entries;
};

/// Throws Misuse with file:line for anything but a sound baseline of this version.
Baseline read_baseline(const std::filesystem::path& file, const std::filesystem::path& schema);

/// The entries of the findings that are not suppressed.
std::vector<BaselineEntry> baseline_entries(const std::vector<Finding>& findings, const std::string& source_root);
/// The file with these entries: sorted, an entry a line, so that branches merge.
std::string baseline_text(std::vector<BaselineEntry> entries);

struct BaselineMatch {
    std::size_t known = 0;            // findings that were taken out
    std::vector<BaselineEntry> kept;  // what of the baseline is still found, with its count and file as they are now
    std::vector<Remark> stale;        // what is not
};

/// Takes out of `findings` what the baseline lists. An entry whose file is gone follows its entity into another file.
/// Where there are more findings of an entry than it counts, all are left: nobody can tell which is new. Entries of
/// rules that did not run (`ran`) are kept.
BaselineMatch take_out_known(std::vector<Finding>& findings, const Baseline& baseline,
                             const std::vector<std::string>& ran, const std::string& source_root,
                             const std::function<bool(const std::string&)>& file_exists);

}  // namespace stateless::lint
