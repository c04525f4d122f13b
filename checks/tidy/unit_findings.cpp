// The stages behind the checks: extract the unit that clang-tidy has parsed, link it with the rest of the program where
// that is known, reach and judge.
#include "tidy/unit_findings.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/facts_folder.h"
#include "extract/extract.h"
#include "model/misuse.h"
#include "rules/rule.h"

namespace stateless::lint {

UnitFindings::UnitFindings(const std::string& rules_folder)
    : models_(Models::load(std::filesystem::path(rules_folder) / "models")),
      catalog_(Catalog::load(std::filesystem::path(rules_folder) / "catalog")) {}

namespace {

/// The rest of the program, without what the unit at hand says anew.
std::vector<UnitFacts> other_units(const std::string& program_file, const Models& models,
                                   const std::string& main_file) {
    std::filesystem::path folder = program_file;
    if (!std::filesystem::is_directory(folder)) folder = folder.parent_path();
    FactsProgram program = read_facts(folder, {extract_build_id(), models.digest()});
    std::erase_if(program.units, [&](const UnitFacts& unit) { return unit.main_file == main_file; });
    return std::move(program.units);
}

std::set<std::string> files_of(const UnitFacts& unit) {
    std::set<std::string> files{unit.main_file};
    for (auto& function : unit.functions) files.insert(function.span.file);
    for (auto& variable : unit.variables) files.insert(variable.span.file);
    for (auto& literal : unit.literals) files.insert(literal.value.span.file);
    return files;
}

}  // namespace

const std::vector<Finding>& UnitFindings::of(clang::ASTContext& context) {
    if (findings_) return *findings_;
    findings_.emplace();
    ExtractOptions options;
    options.models = &models_;
    UnitFacts unit = extract_context(context, options);
    std::set<std::string> files = files_of(unit);
    std::vector<UnitFacts> units;
    if (!program_file_.empty()) units = other_units(program_file_, models_, unit.main_file);
    units.push_back(std::move(unit));
    Program program = Program::link(std::move(units), models_);
    findings_ = judge(analyse(program), catalog_, {}, options_);
    std::erase_if(*findings_,
                  [&](const Finding& finding) { return finding.suppressed || !files.contains(finding.span.file); });
    return *findings_;
}

}  // namespace stateless::lint
