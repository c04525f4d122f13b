// One pass over what stands at namespace scope, when the first file with a library's name is asked about.
#include "extract/library_files.h"

namespace stateless::lint {

using namespace clang;

void LibraryFiles::look_through(const DeclContext* scope, const std::string& outer, bool of_library) {
    for (const Decl* declaration : scope->decls()) {
        if (declaration->isImplicit() || declaration->getLocation().isInvalid()) continue;
        if (auto* linkage = dyn_cast<LinkageSpecDecl>(declaration))
            look_through(linkage, outer, of_library || linkage->getLanguage() == LinkageSpecLanguageIDs::C);
        else if (auto* space = dyn_cast<NamespaceDecl>(declaration)) look_into(space, outer, of_library);
        else if (auto* named = dyn_cast<NamedDecl>(declaration)) look_at(named, outer, of_library);
    }
}

void LibraryFiles::look_into(const NamespaceDecl* space, const std::string& outer, bool of_library) {
    const bool transparent = space->isAnonymousNamespace() || space->isInline();
    const std::string name = transparent ? outer : outer + space->getName().str();
    if (name == "std") return;
    look_through(space, transparent ? outer : name + "::", of_library || models_.is_library_name(name));
}

/// Only definitions count: own code may well announce a library's class.
void LibraryFiles::look_at(const NamedDecl* declaration, const std::string& outer, bool of_library) {
    const Decl* thing = declaration;
    if (auto* made_from = dyn_cast<TemplateDecl>(declaration)) thing = made_from->getTemplatedDecl();
    auto* record = dyn_cast_or_null<TagDecl>(thing);
    if (!(record && record->isThisDeclarationADefinition()) && !isa_and_nonnull<FunctionDecl, VarDecl>(thing)) return;
    if (!of_library && declaration->getDeclName().isIdentifier())
        of_library = models_.is_library_name(outer + declaration->getName().str());
    const SourceManager& sources = context_.getSourceManager();
    Declares& in_file = declares_[sources.getFileID(sources.getFileLoc(declaration->getLocation()))];
    (of_library ? in_file.of_library : in_file.own) = true;
}

bool LibraryFiles::contains(FileID file, const std::string& name, const std::string& real) {
    if (models_.is_generated_file(name) || models_.is_generated_file(real)) return true;
    if (!models_.is_library_file(name) && !models_.is_library_file(real)) return false;
    if (!looked_) look_through(context_.getTranslationUnitDecl(), "", false);
    looked_ = true;
    const Declares& found = declares_[file];
    return found.of_library || !found.own;
}

}  // namespace stateless::lint
