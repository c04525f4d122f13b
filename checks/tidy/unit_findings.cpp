// The stages behind the checks: extract the unit that clang-tidy has parsed, link it with the rest of the program where
// that is known, reach and judge.
#include "tidy/unit_findings.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/scope.h"
#include "extract/extract.h"
#include "model/misuse.h"
#include "rules/rule.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return a == b || (fs::path(a).filename() == fs::path(b).filename() && fs::equivalent(a, b, ignored));
}

/// What of the source tree is the user's own, as the command-line program decides it. Where nothing tells where the
/// tree begins, all but system headers is.
std::optional<Scope> scope_of(const std::string& main_file, const Config& config, const FactsProgram* program) {
    std::string root = program ? program->source_root : git_top(fs::path(main_file).parent_path().string());
    if (root.empty()) root = config.folder;
    if (root.empty()) return std::nullopt;
    std::vector<Exclusion> exclusions;
    if (!config.folder.empty()) exclusions.emplace_back(config.folder, config.exclusions);
    return Scope(root, "", std::move(exclusions));
}

/// The rest of the program, without what the unit at hand says anew.
std::vector<UnitFacts> other_units(const FactsProgram& program, const std::string& main_file) {
    std::vector<UnitFacts> units;
    for (const UnitFacts& unit : program.units)
        if (!same_file(unit.main_file, main_file)) units.push_back(unit);
    if (units.size() == program.units.size() && !lies_in(main_file, program.source_root))
        throw Misuse(main_file + ": is no unit of the program in stateless-ProgramFile, whose sources are in " +
                     program.source_root);
    return units;
}

std::set<std::string> files_of(const UnitFacts& unit) {
    std::set<std::string> files{unit.main_file};
    for (auto& function : unit.functions) files.insert(function.span.file);
    for (auto& variable : unit.variables) files.insert(variable.span.file);
    for (auto& literal : unit.literals) files.insert(literal.value.span.file);
    return files;
}

std::map<std::string, RuleOptions> overlaid(std::map<std::string, RuleOptions> options,
                                            const std::map<std::string, RuleOptions>& above) {
    for (const auto& [rule, values] : above)
        for (const auto& [name, value] : values) options[rule][name] = value;
    return options;
}

}  // namespace

const std::vector<Finding>& UnitFindings::of(clang::ASTContext& context) {
    if (findings_) return *findings_;
    findings_.emplace();
    findings_ = judge_unit(context);
    return *findings_;
}

bool UnitFindings::is_nolint_line(const std::string& rule, const Span& span) const {
    return std::any_of(suppressions_.begin(), suppressions_.end(), [&](const Suppression& comment) {
        if (comment.file != span.file || span.line < comment.first_line || span.line > comment.last_line) return false;
        return std::any_of(comment.checks.begin(), comment.checks.end(),
                           [&](const std::string& glob) { return glob_match(glob, "stateless-" + rule); });
    });
}

std::vector<Finding> UnitFindings::judge_unit(clang::ASTContext& context) {
    const std::string main_file = main_file_of(context);
    const Project& project = projects_.of(main_file);
    const FactsProgram* whole =
        program_file_.empty() ? nullptr : &projects_.program(program_file_, main_file, project.models);
    std::vector<UnitFacts> units;
    if (whole) units = other_units(*whole, main_file);
    const std::optional<Scope> scope = scope_of(main_file, project.config, whole);

    ExtractOptions options;
    options.models = &project.models;
    if (whole) options.source_root = whole->source_root;
    if (scope) options.is_user_file = [&](const std::string& file) { return scope->judges(file); };
    UnitFacts unit = extract_context(context, options);
    const std::set<std::string> files = files_of(unit);
    units.push_back(std::move(unit));
    const Program program = Program::link(std::move(units), project.models);
    suppressions_ = program.facts().suppressions;
    std::vector<Finding> findings = judge(analyse(program), catalog(), {}, overlaid(project.config.options, options_));
    std::erase_if(findings, [&](const Finding& finding) {
        return (finding.suppressed && finding.suppression != "NOLINT") || !files.contains(finding.span.file);
    });
    return findings;
}

}  // namespace stateless::lint
