// Which bodies of functions a parse may skip, since no fact comes from them: those in library headers that no model
// knows. Templates and their members keep theirs, since only their bodies instantiate the generic lambdas and the
// templates that user code hands to them.
#pragma once

#include "extract/extract.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class Decl;
class SourceManager;
}  // namespace clang

namespace stateless::lint {

/// Of one parse, on its thread. `options` must outlive it.
class NeedlessBodies {
public:
    explicit NeedlessBodies(const ExtractOptions& options) : options_(options) {}

    /// The declaration is the function's, or the function template's, whose body comes next.
    bool contains(const clang::Decl* declaration);

private:
    bool is_unknown_library(const clang::SourceManager& sources, clang::FileID file) const;

    const ExtractOptions& options_;
    llvm::DenseMap<clang::FileID, bool> files_;
};

}  // namespace stateless::lint
