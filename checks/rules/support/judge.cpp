// Runs the rules and silences what the code says is meant. Knows no rule: a rule's words come from the catalogue, its
// verdicts from its own file, and what silences it is a comment or an annotation that extraction found.
#include <algorithm>
#include <map>
#include <utility>

#include "model/misuse.h"
#include "rules/rule.h"

namespace stateless::lint {
namespace {

class Silencer {
public:
    explicit Silencer(const UnitFacts& facts) {
        for (const Suppression& suppression : facts.suppressions) by_file_[suppression.file].push_back(&suppression);
        for (const Variable& variable : facts.variables) {
            if (!variable.per_replica_reason.empty()) annotated_.emplace(variable.span, &variable);
        }
    }

    void apply(Finding& finding) const {
        if (const auto found = annotated_.find(finding.span); found != annotated_.end()) {
            finding.suppressed = true;
            finding.suppression = "per-replica annotation";
            finding.suppression_reason = found->second->per_replica_reason;
            finding.suppression_span = found->second->span;
        } else if (const Suppression* comment = comment_on(finding)) {
            finding.suppressed = true;
            finding.suppression = "NOLINT";
            finding.suppression_reason = comment->reason;
            finding.suppression_span = {comment->file, comment->comment_line, 1, comment->comment_line, 1};
        }
    }

private:
    const Suppression* comment_on(const Finding& finding) const {
        const auto found = by_file_.find(finding.span.file);
        if (found == by_file_.end()) return nullptr;
        const std::string check = "stateless-" + finding.rule;
        for (const Suppression* comment : found->second) {
            if (finding.span.line < comment->first_line || finding.span.line > comment->last_line) continue;
            const auto names_it = [&](const std::string& glob) { return glob_match(glob, check); };
            if (std::any_of(comment->checks.begin(), comment->checks.end(), names_it)) return comment;
        }
        return nullptr;
    }

    std::map<std::string, std::vector<const Suppression*>> by_file_;
    std::map<Span, const Variable*> annotated_;
};

RuleOptions complete_options(const RuleText& text, const std::map<std::string, RuleOptions>& options) {
    RuleOptions result = default_options(text);
    if (const auto given = options.find(text.id); given != options.end()) {
        for (const auto& [name, value] : given->second) {
            check_option(text, name, value);
            result[name] = value;
        }
    }
    return result;
}

}  // namespace

std::vector<Finding> judge(const Analysis& analysis, const Catalog& catalog, const std::vector<std::string>& enabled,
                           const std::map<std::string, RuleOptions>& options) {
    for (const std::string& id : enabled) {
        if (!catalog.find(id)) throw Misuse("there is no rule '" + id + "'");
    }
    const Silencer silencer(analysis.program.facts());
    std::vector<Finding> findings;
    for (const Rule& rule : all_rules()) {
        if (!enabled.empty() && std::find(enabled.begin(), enabled.end(), rule.id) == enabled.end()) continue;
        const RuleText* text = catalog.find(rule.id);
        if (!text)
            throw Misuse("the rule catalogue has no '" + rule.id +
                         "', which this build judges: it is of another version");
        const RuleOptions all_options = complete_options(*text, options);
        for (Finding& finding : rule.judge({analysis, *text, all_options})) {
            silencer.apply(finding);
            findings.push_back(std::move(finding));
        }
    }
    sort_and_deduplicate(findings);
    // A macro may put several entities in one place; a reader can act on that place only once.
    const auto same_place = [](const Finding& a, const Finding& b) { return a.span == b.span && a.rule == b.rule; };
    findings.erase(std::unique(findings.begin(), findings.end(), same_place), findings.end());
    return findings;
}

}  // namespace stateless::lint
