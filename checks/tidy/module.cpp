// The clang-tidy module: one check per rule of the catalogue, each printing its own share of the unit's findings. Knows
// clang-tidy, and nothing of how a finding is made.
#include <exception>
#include <memory>

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "model/misuse.h"
#include "tidy/check_options.h"
#include "tidy/unit_findings.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

namespace stateless::lint {

namespace {

using clang::tidy::ClangTidyCheck;
using clang::tidy::ClangTidyContext;

constexpr const char* program_file_option = "stateless-ProgramFile";

/// A path may lead through files that this unit does not include; they are opened to show their lines.
clang::SourceLocation location_of(const Span& span, clang::SourceManager& sources) {
    if (!span.valid()) return {};
    auto file = sources.getFileManager().getOptionalFileRef(span.file);
    if (!file) return {};
    clang::FileID id = sources.getOrCreateFileID(*file, clang::SrcMgr::C_User);
    return sources.translateLineCol(id, span.line, span.column);
}

class RuleCheck : public ClangTidyCheck {
public:
    RuleCheck(llvm::StringRef name, ClangTidyContext* context, std::shared_ptr<UnitFindings> shared,
              const RuleText& text)
        : ClangTidyCheck(name, context), shared_(std::move(shared)), text_(text) {
        read_options();
        refuse_unknown_options(*context);
        program_file_ = Options.getLocalOrGlobal(program_file_option).value_or("").str();
        shared_->set_program_file(program_file_);
    }

    void storeOptions(clang::tidy::ClangTidyOptions::OptionMap& options) override {
        for (auto& [name, value] : values_) Options.store(options, name, value);
        options[program_file_option] = clang::tidy::ClangTidyOptions::ClangTidyValue(program_file_);
    }

    void registerMatchers(clang::ast_matchers::MatchFinder* finder) override {
        finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
    }

    void onStartOfTranslationUnit() override { shared_->start_unit(); }

    void check(const clang::ast_matchers::MatchFinder::MatchResult& result) override {
        try {
            for (const Finding& finding : shared_->of(*result.Context))
                if (finding.rule == text_.id) print(finding, *result.SourceManager);
        } catch (const std::exception& trouble) {
            refuse(trouble.what());
        }
    }

private:
    std::shared_ptr<UnitFindings> shared_;
    const RuleText& text_;
    std::map<std::string, std::string> values_;
    std::string program_file_;

    /// An error, so that clang-tidy's exit status tells that this is no clean result.
    void refuse(const std::string& reason) { configurationDiag("%0", clang::DiagnosticIDs::Error) << reason; }

    void read_options() {
        RuleOptions given;
        for (const RuleOption& option : text_.options) {
            auto value = Options.get(option.name);
            values_[option.name] = value ? value->str() : text_of_option(option, option.default_json);
            if (!value) continue;
            std::string json = json_of_option(option, value->str());
            try {
                check_option(text_, option.name, json);
                given[option.name] = std::move(json);
            } catch (const Misuse& misuse) {
                refuse(misuse.what());
            }
        }
        shared_->set_options(text_.id, given);
    }

    void refuse_unknown_options(const ClangTidyContext& context) {
        const std::string prefix = "stateless-" + text_.id + ".";
        for (const auto& given : context.getOptions().CheckOptions) {
            llvm::StringRef name = given.getKey();
            if (!name.consume_front(prefix) || values_.count(name.str())) continue;
            try {
                check_option(text_, name.str(), given.getValue().Value);
            } catch (const Misuse& misuse) {
                refuse(misuse.what());
            }
        }
    }

    void print(const Finding& finding, clang::SourceManager& sources) {
        clang::SourceLocation place = location_of(finding.span, sources);
        diag(place, "%0") << finding.message;
        for (const PathStep& step : finding.path) {
            clang::SourceLocation where;
            if (!shared_->is_nolint_line(text_.id, step.span)) where = location_of(step.span, sources);
            if (where.isValid()) diag(where, "%0", clang::DiagnosticIDs::Note) << step.label;
            else diag(place, "%0", clang::DiagnosticIDs::Note) << with_place(step);
        }
    }

    /// For a step that cannot be pointed at.
    static std::string with_place(const PathStep& step) {
        if (!step.span.valid()) return step.label;
        return step.label + " (" + step.span.file + ":" + std::to_string(step.span.line) + ")";
    }
};

class Module : public clang::tidy::ClangTidyModule {
public:
    void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
        std::shared_ptr<UnitFindings> shared;
        try {
            shared = std::make_shared<UnitFindings>(STATELESS_RULES_DIR);
        } catch (const std::exception& trouble) {
            llvm::errs() << "stateless: " << trouble.what() << "\n";
            return;
        }
        for (const RuleText& rule : shared->catalog().rules()) {
            factories.registerCheckFactory("stateless-" + rule.id,
                                           [shared, &rule](llvm::StringRef name, ClangTidyContext* context) {
                                               return std::make_unique<RuleCheck>(name, context, shared, rule);
                                           });
        }
    }
};

}  // namespace

static clang::tidy::ClangTidyModuleRegistry::Add<Module> registration("stateless-module",
                                                                      "Finds what breaks when N replicas run.");

}  // namespace stateless::lint
