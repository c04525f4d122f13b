// One unit's extraction in progress: names entities, decides what is user code, remembers types, collects facts. Shared
// by the walkers of this folder; lives as long as the AST.
#pragma once

#include <set>

#include "extract/clang_pch.h"
#include "extract/extract.h"
#include "extract/library_files.h"

namespace stateless::lint {

class Unit {
public:
    Unit(clang::ASTContext& context, const ExtractOptions& options);

    clang::ASTContext& context;
    const clang::SourceManager& sources;
    const Models& models;
    UnitFacts facts;

    /// The place in a file that a reader would point at: a macro argument's own place, else where the macro is used.
    Span span(clang::SourceLocation begin) const;
    Span span(clang::SourceRange range) const;
    /// As span(), but a literal in a macro's body is where it is written, if that is user code.
    Span literal_span(clang::SourceRange range);
    bool is_user(clang::SourceLocation location);
    bool is_user(const clang::Decl* declaration);

    /// Ids of declarations; instantiations share the id of their template's pattern.
    EntityId id(const clang::Decl* declaration);
    EntityId lambda_id(const clang::CXXRecordDecl* closure);
    std::string qualified(const clang::NamedDecl* declaration);
    Type type(clang::QualType type, int depth = 0);
    /// Canonical function type that a std::function, function pointer or similar wrapper calls; empty if none.
    std::string callable_signature(clang::QualType type);
    /// As above, also looking into a container's or pair's arguments.
    std::string signature_within(clang::QualType type, int depth = 0);
    std::string function_signature(const clang::FunctionProtoType* type);

    /// A C library's own name for a number or an untyped pointer that models know as a type: "SQLHDBC", "CURL".
    std::string handle_name(clang::QualType type);

    void add_function(const clang::FunctionDecl* function, const EntityId& parent);
    void add_variable(const clang::ValueDecl* variable, unsigned loop = 0);
    void add_record(const clang::CXXRecordDecl* record);
    /// The nearest user function around the declaration, "" at namespace scope.
    EntityId enclosing_function(const clang::Decl* declaration);

    /// Function::blocks of the bodies walked so far.
    std::map<EntityId, std::vector<unsigned>> blocks;
    /// Locals some lambda captures: only their accesses are kept.
    std::set<EntityId> captured;
    /// Drops accesses to locals that nobody captures, and duplicates from several instantiations.
    void finish();

private:
    const ExtractOptions& options_;
    LibraryFiles library_files_;
    std::map<clang::FileID, bool> user_files_;
    std::unordered_map<const clang::Decl*, EntityId> ids_;
    std::unordered_map<const clang::Type*, Type> types_;
    std::unordered_map<const clang::TypedefNameDecl*, std::string> handles_;
    std::set<EntityId> added_;

    /// Absolute, without symbolic links: one file has one path, whatever ways lead to it.
    const std::string& path_of(clang::FileID file) const;
    mutable std::map<clang::FileID, std::string> paths_;
};

/// The absolute, normalised name of a file; empty for what is no file.
std::string file_path(const clang::SourceManager& sources, clang::FileID file);

/// Strips parentheses, casts, temporaries and other wrapping without effect on the object named.
const clang::Expr* strip(const clang::Expr* expression);

bool is_lambda(const clang::CXXRecordDecl* record);
const clang::CXXRecordDecl* record_of(clang::QualType type);
/// True for pointers, references, smart pointers, iterators, reference wrappers: a copy still names the same object.
bool is_pointer_like(clang::QualType type);
/// True for a class with an operator* and ++ (an iterator).
bool is_iterator(clang::QualType type);

}  // namespace stateless::lint
