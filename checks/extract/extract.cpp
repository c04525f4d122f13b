// One unit from end to end: parse as told, walk what the user wrote, collect suppressions, and say what did not parse.
#include "extract/extract.h"

#include <algorithm>
#include <filesystem>

#include <time.h>

#include "extract/clang_pch.h"
#include "extract/needless_bodies.h"
#include "extract/suppressions.h"
#include "extract/walker.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"

namespace stateless::lint {

using namespace clang;

namespace {

double thread_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Finds what the user wrote, instantiations of templates included, and hands each body to a Walker.
class Finder : public RecursiveASTVisitor<Finder> {
public:
    explicit Finder(Unit& unit) : unit_(unit) {}

    /// All of it, whatever the host's traversal scope is: clangd leaves out what comes from headers.
    void traverse_unit(TranslationUnitDecl* unit) {
        for (Decl* declaration : unit->decls())
            if (auto* record = dyn_cast<CXXRecordDecl>(declaration); !record || !is_lambda(record))
                TraverseDecl(declaration);
    }

    bool shouldVisitTemplateInstantiations() const { return true; }
    bool shouldVisitLambdaBody() const { return false; }

    bool TraverseDecl(Decl* declaration) {
        if (!declaration) return true;
        bool container = isa<TranslationUnitDecl>(declaration) || isa<NamespaceDecl>(declaration) ||
                         isa<LinkageSpecDecl>(declaration);
        if (container ? in_system_header(declaration) : !unit_.is_user(declaration)) return true;
        return RecursiveASTVisitor::TraverseDecl(declaration);
    }
    bool TraverseStmt(Stmt*) { return true; }  // bodies are the Walker's

    bool VisitFunctionDecl(FunctionDecl* function) {
        if (function->isDependentContext() || function->isImplicit() || function->isDeleted()) return true;
        if (auto* method = dyn_cast<CXXMethodDecl>(function); method && is_lambda(method->getParent())) return true;
        if (isa_and_nonnull<FunctionDecl>(function->getParentFunctionOrMethod())) return true;
        unit_.add_function(function, {});
        if (!function->doesThisDeclarationHaveABody()) return true;
        Walker(unit_, unit_.id(function), function).function_body(function);
        return true;
    }

    bool VisitCXXRecordDecl(CXXRecordDecl* record) {
        if (record->isImplicit() || !record->isThisDeclarationADefinition() || is_lambda(record)) return true;
        if (isa_and_nonnull<FunctionDecl>(record->getParentFunctionOrMethod())) return true;
        unit_.add_record(record);
        if (record->isDependentContext()) return true;
        for (auto* field : record->fields())
            if (auto* initial = field->getInClassInitializer()) Walker(unit_, {}, nullptr).initialiser(field, initial);
        return true;
    }

    bool VisitVarDecl(VarDecl* variable) {
        if (variable->isLocalVarDeclOrParm() || variable->getDeclContext()->isDependentContext()) return true;
        if (variable->getType()->isDependentType() || isa<VarTemplatePartialSpecializationDecl>(variable)) return true;
        unit_.add_variable(variable);
        if (const Expr* initial = variable->getInit(); initial && !initial->isTypeDependent() && variable->hasInit())
            Walker(unit_, {}, nullptr).initialiser(variable, initial);
        return true;
    }

private:
    /// A namespace there is not looked into: with a precompiled header, that would load all of it.
    bool in_system_header(const Decl* declaration) const {
        return declaration->getLocation().isValid() && unit_.sources.isInSystemHeader(declaration->getLocation());
    }

    Unit& unit_;
};

UnitFacts collect(ASTContext& context, const ExtractOptions& options) {
    Unit unit(context, options);
    unit.facts.main_file = main_file_of(context);
    Finder(unit).traverse_unit(context.getTranslationUnitDecl());
    collect_suppressions(unit);
    unit.finish();
    return std::move(unit.facts);
}

/// Parses no bodies that no fact comes from.
class Consumer : public ASTConsumer {
public:
    Consumer(const ExtractOptions& options, UnitFacts& out) : options_(options), out_(out), needless_(options) {}
    void HandleTranslationUnit(ASTContext& context) override {
        const double start = thread_seconds();
        out_ = collect(context, options_);
        if (options_.times) options_.times->extract += thread_seconds() - start;
    }
    bool shouldSkipFunctionBody(Decl* declaration) override { return needless_.contains(declaration); }

private:
    const ExtractOptions& options_;
    UnitFacts& out_;
    NeedlessBodies needless_;
};

class Action : public ASTFrontendAction {
public:
    Action(const ExtractOptions& options, UnitFacts& out) : options_(options), out_(out) {}
    bool BeginInvocation(CompilerInstance& compiler) override {
        compiler.getFrontendOpts().SkipFunctionBodies = !options_.whole_headers;
        compiler.getPreprocessorOpts().SourceDateEpoch = 0;  // __DATE__ and __TIME__: the same facts on any day
        return true;
    }
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance&, llvm::StringRef) override {
        return std::make_unique<Consumer>(options_, out_);
    }

private:
    const ExtractOptions& options_;
    UnitFacts& out_;
};

/// Remembers the first errors; prints nothing.
class Errors : public DiagnosticConsumer {
public:
    void HandleDiagnostic(DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override {
        if (level < DiagnosticsEngine::Error) return;
        ++count;
        if (level == DiagnosticsEngine::Fatal) fatal = true;
        if (!first.empty()) return;
        llvm::SmallString<256> text;
        diagnostic.FormatDiagnostic(text);
        first = text.str().str();
        if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid()) return;
        auto presumed = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation(), false);
        if (presumed.isInvalid()) return;
        where.file = presumed.getFilename();
        where.line = where.end_line = presumed.getLine();
        where.column = where.end_column = presumed.getColumn();
    }
    unsigned count = 0;
    bool fatal = false;
    std::string first;
    Span where;
};

}  // namespace

std::string main_file_of(const ASTContext& context) {
    const SourceManager& sources = context.getSourceManager();
    return file_path(sources, sources.getMainFileID());
}

UnitFacts extract_context(ASTContext& context, const ExtractOptions& options) { return collect(context, options); }

UnitFacts extract_unit(const UnitCommand& command, const ExtractOptions& options,
                       const std::map<std::string, std::string>& memory_files) {
    UnitFacts facts;
    const double start = thread_seconds();
    const double extracting_before = options.times ? options.times->extract : 0;
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk(options.disk);
    if (!disk) disk = llvm::vfs::createPhysicalFileSystem();
    auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(disk));
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    overlay->pushOverlay(memory);
    for (auto& [path, text] : memory_files) memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text, path));
    if (!command.directory.empty()) {
        overlay->setCurrentWorkingDirectory(command.directory);
    }
    auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions{command.directory}, overlay);
    Errors errors;
    tooling::ToolInvocation invocation(command.arguments, std::make_unique<Action>(options, facts), files.get(),
                                       std::make_shared<PCHContainerOperations>());
    invocation.setDiagnosticConsumer(&errors);
    bool parsed = invocation.run();
    if (options.times) options.times->parse += thread_seconds() - start - (options.times->extract - extracting_before);
    if (facts.main_file.empty()) {
        facts.main_file = command.file;
        parsed = false;
    }
    if (!parsed || errors.count) {
        Gap gap;
        gap.kind = facts.functions.empty() && facts.variables.empty() ? Gap::Kind::unit_not_parsed
                                                                      : Gap::Kind::unit_parsed_with_errors;
        gap.unit = command.file;
        gap.span = errors.where;
        std::filesystem::path place = gap.span.file;
        bool named = !place.empty() && place.native().front() != '<';  // not <command line>
        if (named) gap.span.file = (std::filesystem::path(command.directory) / place).lexically_normal().string();
        gap.detail = errors.first.empty() ? "the compiler front end stopped" : errors.first;
        if (errors.count > 1) gap.detail += " (and " + std::to_string(errors.count - 1) + " more)";
        facts.gaps.push_back(std::move(gap));
    }
    return facts;
}

}  // namespace stateless::lint
