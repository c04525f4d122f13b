// Asked once per file, since a header has many functions.
#include "extract/needless_bodies.h"

#include "extract/unit.h"

namespace stateless::lint {

bool NeedlessBodies::contains(const clang::Decl* declaration) {
    if (clang::isa<clang::FunctionTemplateDecl>(declaration) ||
        declaration->getLexicalDeclContext()->isDependentContext())
        return false;
    const clang::SourceManager& sources = declaration->getASTContext().getSourceManager();
    const clang::FileID file = sources.getFileID(sources.getFileLoc(declaration->getLocation()));
    auto [entry, fresh] = files_.try_emplace(file, false);
    if (fresh) entry->second = is_unknown_library(sources, file);
    return entry->second;
}

bool NeedlessBodies::is_unknown_library(const clang::SourceManager& sources, clang::FileID file) const {
    const std::string name = file_path(sources, file);
    if (name.empty() || options_.models->is_library_file(name)) return false;
    return sources.isInSystemHeader(sources.getLocForStartOfFile(file)) ||
           (options_.is_user_file && !options_.is_user_file(name));
}

}  // namespace stateless::lint
