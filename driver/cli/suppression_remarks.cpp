// A suppression is judged by the places it covers, not by which of several was chosen for a finding: none of two that
// cover the same finding is unused.
#include "cli/suppression_remarks.h"

#include <algorithm>
#include <set>

#include "model/models.h"

namespace stateless::lint {
namespace {

bool covers(const Suppression& comment, const std::string& check, const Finding& finding) {
    return finding.span.file == comment.file && finding.span.line >= comment.first_line &&
           finding.span.line <= comment.last_line && glob_match(check, "stateless-" + finding.rule);
}

class Judge {
public:
    Judge(const std::vector<Finding>& findings, const Catalog& catalog, const std::vector<std::string>& ran)
        : findings_(findings), catalog_(catalog), ran_(ran.begin(), ran.end()) {}

    void look_at(const Suppression& comment) {
        std::vector<std::string> unused;
        std::string unknown;
        for (const std::string& check : comment.checks) {
            if (!check.starts_with("stateless-")) continue;
            const auto silences = [&](const Finding& finding) { return covers(comment, check, finding); };
            switch (rules_of(check)) {
            case Rules::none: unknown = check; break;
            case Rules::not_all_ran: continue;
            case Rules::all_ran:
                if (std::any_of(findings_.begin(), findings_.end(), silences)) continue;
            }
            unused.push_back(check);
        }
        if (unused.empty()) return;
        Remark remark;
        const bool is_range = comment.first_line != comment.last_line;
        const unsigned line = is_range ? comment.first_line : comment.comment_line;
        remark.span = {comment.file, line, 1, line, 1};
        remark.removable = !is_range && unused.size() == comment.checks.size();
        std::string names;
        for (const std::string& check : unused) names += (names.empty() ? "" : ", ") + check;
        remark.text = unknown.empty() ? "NOLINT(" + names + ") silences nothing; take it away"
                                      : "NOLINT(" + names + ") silences nothing: there is no check '" + unknown + "'";
        remarks.push_back(std::move(remark));
    }

    void look_at(const Variable& variable) {
        if (variable.per_replica_reason.empty() || !variable.defines || ran_.size() != catalog_.rules().size()) return;
        const auto is_here = [&](const Finding& finding) { return finding.span == variable.span; };
        if (std::any_of(findings_.begin(), findings_.end(), is_here)) return;
        Remark remark;
        remark.span = variable.span;
        remark.text = "nothing is found about '" + variable.qualified +
                      "', so STATELESS_PER_REPLICA silences nothing; take it away";
        remarks.push_back(std::move(remark));
    }

    std::vector<Remark> remarks;

private:
    enum class Rules { none, not_all_ran, all_ran };
    Rules rules_of(const std::string& check) const {
        Rules result = Rules::none;
        for (const RuleText& rule : catalog_.rules()) {
            if (!glob_match(check, "stateless-" + rule.id)) continue;
            if (!ran_.contains(rule.id)) return Rules::not_all_ran;
            result = Rules::all_ran;
        }
        return result;
    }

    const std::vector<Finding>& findings_;
    const Catalog& catalog_;
    const std::set<std::string> ran_;
};

void sort_and_deduplicate(std::vector<Remark>& remarks) {
    std::sort(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) {
        return std::tie(a.span, a.kind, a.text) < std::tie(b.span, b.kind, b.text);
    });
    remarks.erase(std::unique(remarks.begin(), remarks.end()), remarks.end());
}

}  // namespace

std::vector<Remark> unused_suppressions(const UnitFacts& facts, const std::vector<Finding>& findings,
                                        const Catalog& catalog, const std::vector<std::string>& ran) {
    Judge judge(findings, catalog, ran);
    for (const Suppression& comment : facts.suppressions) judge.look_at(comment);
    for (const Variable& variable : facts.variables) judge.look_at(variable);
    sort_and_deduplicate(judge.remarks);
    return std::move(judge.remarks);
}

std::vector<Remark> unended_suppressions(std::vector<Gap>& gaps) {
    std::vector<Remark> remarks;
    for (const Gap& gap : gaps) {
        if (gap.breaks_clean) continue;
        Remark remark;
        remark.span = gap.span;
        remark.text = gap.detail;
        remarks.push_back(std::move(remark));
    }
    std::erase_if(gaps, [](const Gap& gap) { return !gap.breaks_clean; });
    sort_and_deduplicate(remarks);
    return remarks;
}

std::vector<Remark> refuse_without_reason(std::vector<Finding>& findings) {
    std::vector<Remark> remarks;
    for (Finding& finding : findings) {
        if (!finding.suppressed || !finding.suppression_reason.empty()) continue;
        finding.suppressed = false;
        Remark remark;
        remark.kind = Remark::Kind::suppression_without_reason;
        remark.span = finding.suppression_span;
        remark.text = "the " + finding.suppression + " gives no reason, so it silences nothing";
        remarks.push_back(std::move(remark));
    }
    sort_and_deduplicate(remarks);
    return remarks;
}

}  // namespace stateless::lint
