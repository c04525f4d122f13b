// The clang-tidy module: one check per rule of the catalogue, each printing its own share of the unit's findings. Knows
// clang-tidy, and nothing of how a finding is made.
#include <memory>

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "model/misuse.h"
#include "tidy/unit_findings.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

namespace stateless::lint {

namespace {

using clang::tidy::ClangTidyCheck;
using clang::tidy::ClangTidyContext;

clang::SourceLocation location_of(const Span& span, clang::SourceManager& sources) {
    auto file = sources.getFileManager().getOptionalFileRef(span.file);
    if (!file || !span.valid()) return {};
    return sources.translateFileLineCol(&file->getFileEntry(), span.line, span.column);
}

class RuleCheck : public ClangTidyCheck {
public:
    RuleCheck(llvm::StringRef name, ClangTidyContext* context, std::shared_ptr<UnitFindings> shared,
              const RuleText& text)
        : ClangTidyCheck(name, context), shared_(std::move(shared)), text_(text) {
        RuleOptions given;
        for (const RuleOption& option : text_.options) {
            auto value = Options.get(option.name);
            values_[option.name] = value ? value->str() : option.default_json;
            if (!value) continue;
            try {
                check_option(text_, option.name, value->str());
                given[option.name] = value->str();
            } catch (const Misuse& misuse) {
                configurationDiag("%0") << misuse.what();
            }
        }
        shared_->set_options(text_.id, given);
        auto& all = context->getOptions().CheckOptions;
        if (auto found = all.find("stateless-ProgramFile"); found != all.end())
            shared_->set_program_file(found->second.Value);
    }

    void storeOptions(clang::tidy::ClangTidyOptions::OptionMap& options) override {
        for (auto& [name, value] : values_) Options.store(options, name, value);
    }

    bool isLanguageVersionSupported(const clang::LangOptions& language) const override {
        return language.CPlusPlus || language.C99;
    }

    void registerMatchers(clang::ast_matchers::MatchFinder* finder) override {
        finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
    }

    void onStartOfTranslationUnit() override { shared_->start_unit(); }

    void check(const clang::ast_matchers::MatchFinder::MatchResult& result) override {
        try {
            for (const Finding& finding : shared_->of(*result.Context))
                if (finding.rule == text_.id) print(finding, *result.SourceManager);
        } catch (const Misuse& misuse) {
            configurationDiag("%0") << misuse.what();
        }
    }

private:
    std::shared_ptr<UnitFindings> shared_;
    const RuleText& text_;
    std::map<std::string, std::string> values_;

    void print(const Finding& finding, clang::SourceManager& sources) {
        clang::SourceLocation place = location_of(finding.span, sources);
        diag(place, "%0") << finding.message;
        for (const PathStep& step : finding.path) {
            clang::SourceLocation where = location_of(step.span, sources);
            if (where.isValid()) diag(where, "%0", clang::DiagnosticIDs::Note) << step.label;
            else if (step.span.valid())
                diag(place, "%0 (%1:%2)", clang::DiagnosticIDs::Note) << step.label << step.span.file << step.span.line;
        }
    }
};

class Module : public clang::tidy::ClangTidyModule {
public:
    void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
        std::shared_ptr<UnitFindings> shared;
        try {
            shared = std::make_shared<UnitFindings>(STATELESS_RULES_DIR);
        } catch (const Misuse& misuse) {
            llvm::errs() << "stateless: " << misuse.what() << "\n";
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
