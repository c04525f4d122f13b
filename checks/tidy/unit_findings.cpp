// The stages behind the checks: extract the unit that clang-tidy has parsed, link it with the rest of the program where
// that is known, reach and judge.
#include "tidy/unit_findings.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "extract/extract.h"
#include "model/misuse.h"
#include "rules/rule.h"
#include "tidy/host.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return a == b || (fs::path(a).filename() == fs::path(b).filename() && fs::equivalent(a, b, ignored));
}

/// The rest of the program, without what the unit at hand says anew.
std::vector<UnitFacts> other_units(const KnownProgram& program, const std::string& main_file) {
    std::vector<UnitFacts> units;
    for (const auto& unit : program.units)
        if (!same_file(unit->main_file, main_file)) units.push_back(*unit);
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
    const std::shared_ptr<const Project> project = projects_.of(main_file);
    const std::shared_ptr<const KnownProgram> whole =
        program_file_.empty() ? host::last_program(main_file, project->models.digest())
                              : projects_.program(program_file_, main_file, project->models);
    std::vector<UnitFacts> units;
    if (whole) units = other_units(*whole, main_file);
    const std::optional<Scope> scope = scope_of(main_file, project->config, whole.get());

    ExtractOptions options;
    options.models = &project->models;
    if (whole) options.source_root = whole->source_root;
    if (scope) options.is_user_file = [&](const std::string& file) { return scope->judges(file); };
    UnitFacts unit = extract_context(context, options);
    const std::set<std::string> files = host::is_editor() ? std::set{unit.main_file} : files_of(unit);
    units.push_back(std::move(unit));
    const Program program = Program::link(std::move(units), project->models);
    suppressions_ = program.facts().suppressions;
    std::vector<Finding> findings =
        judge(analyse(program), projects_.catalog(), {}, overlaid(project->config.options, options_));
    const std::vector<std::string>& disabled = project->config.disabled_rules;
    std::erase_if(findings, [&](const Finding& finding) {
        const bool is_off =
            host::is_editor() && std::find(disabled.begin(), disabled.end(), finding.rule) != disabled.end();
        return is_off || (finding.suppressed && finding.suppression != "NOLINT") || !files.contains(finding.span.file);
    });
    return findings;
}

}  // namespace stateless::lint
