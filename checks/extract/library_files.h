// Which files are a modelled library's: those that are named like its headers, unless they declare things of their own
// and nothing of the library's. A project may well have a folder called grpc, or a header called event.h.
#pragma once

#include <map>
#include <string>

#include "extract/clang_pch.h"
#include "model/models.h"

namespace stateless::lint {

/// Answers for one unit, from its whole AST; refers to the context and the models.
class LibraryFiles {
public:
    LibraryFiles(const clang::ASTContext& context, const Models& models) : context_(context), models_(models) {}

    /// `name` as the code names the file, `real` without symbolic links.
    bool contains(clang::FileID file, const std::string& name, const std::string& real);

private:
    struct Declares {
        bool own = false;
        bool of_library = false;  // in its namespaces, or with the linkage of C
    };
    const clang::ASTContext& context_;
    const Models& models_;
    bool looked_ = false;
    std::map<clang::FileID, Declares> declares_;

    void look_through(const clang::DeclContext* scope, const std::string& outer, bool of_library);
    void look_into(const clang::NamespaceDecl* space, const std::string& outer, bool of_library);
    void look_at(const clang::NamedDecl* declaration, const std::string& outer, bool of_library);
};

}  // namespace stateless::lint
