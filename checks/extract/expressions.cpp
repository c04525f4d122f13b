// What an expression or a type is underneath its wrapping: shapes of the language and the standard library, no names of
// entities.
#include "extract/unit.h"

namespace stateless::lint {

using namespace clang;

const Expr* strip(const Expr* expression) {
    while (expression) {
        const Expr* inner = expression->IgnoreUnlessSpelledInSource()->IgnoreParenCasts();
        if (auto* constant = dyn_cast<ConstantExpr>(inner)) inner = constant->getSubExpr();
        if (auto* temporary = dyn_cast<MaterializeTemporaryExpr>(inner)) inner = temporary->getSubExpr();
        if (auto* bound = dyn_cast<CXXBindTemporaryExpr>(inner)) inner = bound->getSubExpr();
        if (auto* cleanups = dyn_cast<ExprWithCleanups>(inner)) inner = cleanups->getSubExpr();
        if (auto* list = dyn_cast<CXXStdInitializerListExpr>(inner)) inner = list->getSubExpr();
        if (auto* substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(inner)) inner = substituted->getReplacement();
        if (inner == expression) return inner;
        expression = inner;
    }
    return expression;
}

bool is_lambda(const CXXRecordDecl* record) { return record && record->isLambda(); }

const CXXRecordDecl* record_of(QualType type) {
    if (type.isNull()) return nullptr;
    type = type.getNonReferenceType();
    if (type->isPointerType()) type = type->getPointeeType();
    return type->getAsCXXRecordDecl();
}

namespace {

/// A class template's instance that no code needed whole, or a base that depends on its arguments: what the template
/// says. So what a type is does not depend on how much of a header was parsed.
const CXXRecordDecl* definition_of(const CXXRecordDecl* record) {
    if (!record) return nullptr;
    if (!record->hasDefinition())
        if (auto* instance = dyn_cast<ClassTemplateSpecializationDecl>(record))
            record = instance->getSpecializedTemplate()->getTemplatedDecl();
    return record->getDefinition();
}

const CXXRecordDecl* base_record(QualType type) {
    if (auto* record = type->getAsCXXRecordDecl()) return record;
    auto* instance = type->getAs<TemplateSpecializationType>();
    auto* pattern = instance ? instance->getTemplateName().getAsTemplateDecl() : nullptr;
    return pattern ? dyn_cast_or_null<CXXRecordDecl>(pattern->getTemplatedDecl()) : nullptr;
}

/// A template may name itself among its bases.
constexpr int most_bases_deep = 16;

bool has_method(const CXXRecordDecl* record, OverloadedOperatorKind kind, int depth = 0) {
    record = definition_of(record);
    if (!record || depth > most_bases_deep) return false;
    for (auto* method : record->methods())
        if (method->getOverloadedOperator() == kind) return true;
    for (auto* declaration : record->decls())
        if (auto* function = dyn_cast<FunctionTemplateDecl>(declaration))
            if (function->getTemplatedDecl()->getOverloadedOperator() == kind) return true;
    for (auto& base : record->bases())
        if (has_method(base_record(base.getType()), kind, depth + 1)) return true;
    return false;
}

}  // namespace

bool is_iterator(QualType type) {
    if (type.isNull()) return false;
    type = type.getNonReferenceType();
    auto* record = type->getAsCXXRecordDecl();
    return record && has_method(record, OO_PlusPlus) && has_method(record, OO_Star);
}

bool is_pointer_like(QualType type) {
    if (type.isNull()) return false;
    if (type->isReferenceType() || type->isAnyPointerType()) return true;
    auto* record = type->getAsCXXRecordDecl();
    if (!record || is_lambda(record)) return false;
    if (has_method(record, OO_Arrow)) return !record->getName().contains("optional");
    llvm::StringRef name = record->getName();
    return name == "weak_ptr" || name == "reference_wrapper" || is_iterator(type);
}

}  // namespace stateless::lint
