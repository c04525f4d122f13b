// clangd reads a file's headers once, without the bodies of their functions. The facts of a unit are also in those, so
// that a finding would come and go with the host: here they are read as the command-line program reads them. The linker
// puts this in the place of the function that makes such a precompiled preamble (--wrap).
#include "clang/Frontend/PrecompiledPreamble.h"

#include "extract/needless_bodies.h"
#include "model/misuse.h"
#include "tidy/host.h"
#include "tidy/project.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/PPCallbacks.h"

namespace stateless::lint {

using Built = llvm::ErrorOr<clang::PrecompiledPreamble>;
using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using Containers = std::shared_ptr<clang::PCHContainerOperations>;

Built build(const clang::CompilerInvocation& invocation, const llvm::MemoryBuffer* main_file,
            clang::PreambleBounds bounds, clang::DiagnosticsEngine& diagnostics, Files files, Containers containers,
            bool in_memory, llvm::StringRef storage,
            clang::PreambleCallbacks& callbacks) asm("__real__ZN5clang19PrecompiledPreamble5BuildERKNS_"
                                                     "18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsE"
                                                     "RNS_17DiagnosticsEngineENS4_18IntrusiveRefCntPtrINS4_"
                                                     "3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperation"
                                                     "sEEbNS4_9StringRefERNS_17PreambleCallbacksE");

namespace {

/// clangd's own, except for the bodies.
class Callbacks : public clang::PreambleCallbacks {
public:
    Callbacks(clang::PreambleCallbacks& inner, const ExtractOptions& options) : inner_(inner), needless_(options) {}

    void BeforeExecute(clang::CompilerInstance& compiler) override { inner_.BeforeExecute(compiler); }
    void AfterExecute(clang::CompilerInstance& compiler) override { inner_.AfterExecute(compiler); }
    void AfterPCHEmitted(clang::ASTWriter& writer) override { inner_.AfterPCHEmitted(writer); }
    void HandleTopLevelDecl(clang::DeclGroupRef declarations) override { inner_.HandleTopLevelDecl(declarations); }
    std::unique_ptr<clang::PPCallbacks> createPPCallbacks() override { return inner_.createPPCallbacks(); }
    clang::CommentHandler* getCommentHandler() override { return inner_.getCommentHandler(); }
    bool shouldSkipFunctionBody(clang::Decl* declaration) override {
        return inner_.shouldSkipFunctionBody(declaration) && needless_.contains(declaration);
    }

private:
    clang::PreambleCallbacks& inner_;
    NeedlessBodies needless_;
};

}  // namespace

Built build_with_bodies(
    const clang::CompilerInvocation& invocation, const llvm::MemoryBuffer* main_file, clang::PreambleBounds bounds,
    clang::DiagnosticsEngine& diagnostics, Files files, Containers containers, bool in_memory, llvm::StringRef storage,
    clang::PreambleCallbacks& callbacks) asm("__wrap__ZN5clang19PrecompiledPreamble5BuildERKNS_"
                                             "18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsE"
                                             "RNS_17DiagnosticsEngineENS4_18IntrusiveRefCntPtrINS4_"
                                             "3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperation"
                                             "sEEbNS4_9StringRefERNS_17PreambleCallbacksE");

Built build_with_bodies(const clang::CompilerInvocation& invocation, const llvm::MemoryBuffer* main_file,
                        clang::PreambleBounds bounds, clang::DiagnosticsEngine& diagnostics, Files files,
                        Containers containers, bool in_memory, llvm::StringRef storage,
                        clang::PreambleCallbacks& callbacks) {
    std::shared_ptr<const Project> project;
    const auto& inputs = invocation.getFrontendOpts().Inputs;
    const std::string name = inputs.empty() || !inputs.front().isFile() ? "" : inputs.front().getFile().str();
    try {
        project = host::projects().of(name);
    } catch (const std::exception&) {
        // The checks say so.
    }
    if (!project)
        return build(invocation, main_file, bounds, diagnostics, files, containers, in_memory, storage, callbacks);
    const auto program = host::last_program(name, project->models.digest());
    const std::optional<Scope> scope = scope_of(name, project->config, program.get());
    ExtractOptions options;
    options.models = &project->models;
    if (scope) options.is_user_file = [&](const std::string& file) { return scope->judges(file); };
    Callbacks ours(callbacks, options);
    return build(invocation, main_file, bounds, diagnostics, files, containers, in_memory, storage, ours);
}

}  // namespace stateless::lint
