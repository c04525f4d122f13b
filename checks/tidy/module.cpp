// The clang-tidy module: one check per rule of the catalogue, each printing its own share of the unit's findings. Knows
// clang-tidy, and nothing of how a finding is made.
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "model/misuse.h"
#include "tidy/check_options.h"
#include "tidy/host.h"
#include "tidy/silence.h"
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
        : ClangTidyCheck(name, context), context_(*context), shared_(std::move(shared)), text_(text) {
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
        finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
    }

    void onStartOfTranslationUnit() override { shared_->start_unit(); }

    void check(const clang::ast_matchers::MatchFinder::MatchResult& result) override {
        start_of_file_ = result.SourceManager->getLocForStartOfFile(result.SourceManager->getMainFileID());
        for (const std::string& reason : std::exchange(refused_early_, {})) refuse(reason);
        try {
            for (const Finding& finding : shared_->of(*result.Context))
                if (finding.rule == text_.id) print(finding, *result.Context);
        } catch (const std::exception& trouble) {
            refuse(trouble.what());
        }
    }

private:
    ClangTidyContext& context_;
    std::shared_ptr<UnitFindings> shared_;
    const RuleText& text_;
    std::map<std::string, std::string> values_;
    std::string program_file_;
    clang::SourceLocation start_of_file_;
    std::vector<std::string> refused_early_;

    /// An error, so that clang-tidy's exit status tells that this is no clean result. clangd shows what has a place.
    void refuse(const std::string& reason) {
        if (!host::is_editor()) {
            configurationDiag("%0", clang::DiagnosticIDs::Error) << reason;
        } else if (start_of_file_.isValid()) {
            context_.diag("stateless-configuration", start_of_file_, "%0", clang::DiagnosticIDs::Error) << reason;
        } else {
            refused_early_.push_back(reason);
        }
    }

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

    void print(const Finding& finding, clang::ASTContext& context) {
        clang::SourceManager& sources = context.getSourceManager();
        clang::SourceLocation place = location_of(finding.span, sources);
        diag(place, "%0") << finding.message;
        for (const PathStep& step : finding.path) {
            clang::SourceLocation where;
            if (!shared_->is_nolint_line(text_.id, step.span)) where = location_of(step.span, sources);
            if (where.isValid()) diag(where, "%0", clang::DiagnosticIDs::Note) << step.label;
            else diag(place, "%0", clang::DiagnosticIDs::Note) << with_place(step);
        }
        if (host::is_editor()) offer_to_silence(place, context);
    }

    /// clangd makes a code action of a note with an edit, and the note's text is its name.
    void offer_to_silence(clang::SourceLocation place, const clang::ASTContext& context) {
        const std::string check = "stateless-" + text_.id;
        const auto comment = silencing_comment(check, place, context.getSourceManager(), context.getLangOpts());
        if (comment) diag(place, "silence %0 on this line", clang::DiagnosticIDs::Note) << check << *comment;
    }

    /// For a step that cannot be pointed at.
    static std::string with_place(const PathStep& step) {
        if (!step.span.valid()) return step.label;
        return step.label + " (" + step.span.file + ":" + std::to_string(step.span.line) + ")";
    }
};

/// The findings that the checks of one unit share. A context is of one unit at a time, in clangd of one at all.
class Units {
public:
    explicit Units(Projects& projects) : projects_(projects) {}

    std::shared_ptr<UnitFindings> of(const ClangTidyContext* context) {
        const std::lock_guard lock(mutex_);
        if (auto known = units_[context].lock()) return known;
        std::erase_if(units_, [](const auto& unit) { return unit.second.expired(); });
        auto fresh = std::make_shared<UnitFindings>(projects_);
        units_[context] = fresh;
        return fresh;
    }

private:
    Projects& projects_;
    std::mutex mutex_;
    std::map<const ClangTidyContext*, std::weak_ptr<UnitFindings>> units_;
};

class Module : public clang::tidy::ClangTidyModule {
public:
    void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
        try {
            add_checks(factories, host::projects());
        } catch (const std::exception& trouble) {
            llvm::errs() << "stateless: " << trouble.what() << "\n";
        }
    }

private:
    static void add_checks(clang::tidy::ClangTidyCheckFactories& factories, Projects& projects) {
        const auto units = std::make_shared<Units>(projects);
        for (const RuleText& rule : projects.catalog().rules()) {
            factories.registerCheckFactory(
                "stateless-" + rule.id, [units, &rule](llvm::StringRef name, ClangTidyContext* context) {
                    return std::make_unique<RuleCheck>(name, context, units->of(context), rule);
                });
        }
    }
};

}  // namespace

static clang::tidy::ClangTidyModuleRegistry::Add<Module> registration("stateless-module",
                                                                      "Finds what breaks when N replicas run.");

}  // namespace stateless::lint
