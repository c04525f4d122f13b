// Puts findings into the one order in which they are shown. Decides nothing about what is a finding.
#include "model/finding.h"

#include <algorithm>
#include <tuple>

namespace stateless::lint {
namespace {

auto identity(const Finding& finding) { return std::tie(finding.span, finding.rule, finding.entity); }

bool path_less(const std::vector<PathStep>& a, const std::vector<PathStep>& b) {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const PathStep& x, const PathStep& y) { return std::tie(x.label, x.span) < std::tie(y.label, y.span); });
}

/// Among equals, what to keep comes first. A total order, so that the order of units does not show.
bool comes_before(const Finding& a, const Finding& b) {
    if (identity(a) != identity(b)) return identity(a) < identity(b);
    const auto rank = [](const Finding& f) { return std::make_tuple(f.suppressed, f.confidence, f.path.size()); };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    const auto words = [](const Finding& f) {
        return std::tie(f.message, f.suppression, f.suppression_reason, f.suppression_span);
    };
    if (words(a) != words(b)) return words(a) < words(b);
    return path_less(a.path, b.path);
}

}  // namespace

std::string path_text(const Finding& finding) {
    std::string text;
    for (std::size_t i = 0; i + 1 < finding.path.size(); ++i) text += (i == 0 ? "" : " > ") + finding.path[i].label;
    return text;
}

void sort_and_deduplicate(std::vector<Finding>& findings) {
    std::sort(findings.begin(), findings.end(), comes_before);
    const auto same = [](const Finding& a, const Finding& b) { return identity(a) == identity(b); };
    findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace stateless::lint
