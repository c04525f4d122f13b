// What fields are given: by initialiser lists, and by assignments of a library's fields, which have no entity of their
// own.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;

/// The assignment of a library's field is taken for a setter's call; the standard library's fields say nothing.
void Walker::set_library_field(const FieldDecl* field, const Expr* source) {
    Call fact;
    fact.name = unit_.qualified(field);
    if (fact.name.starts_with("std::") || field->getName().empty()) return;
    Argument argument;
    argument.value = value(source);
    if (argument.value.kind == Value::Kind::unknown || !callables(source).empty()) return;
    argument.type = unit_.type(field->getType());
    fact.arguments.push_back(std::move(argument));
    fact.caller = function_;
    fact.in_library = true;
    fact.span = unit_.span(source->getSourceRange());
    fact.scope = scope_;
    fact.loop = loop_;
    fact.unset = unset_;
    unit_.facts.calls.push_back(std::move(fact));
}

/// Fields get values wherever an aggregate is written: in a declaration, as an argument, in a return.
void Walker::define_fields(const InitListExpr* list) {
    auto* record = list->getType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition()) return;
    const bool user = unit_.is_user(record);
    unsigned index = record->getDefinition()->getNumBases();
    for (auto* field : record->getDefinition()->fields()) {
        if (index >= list->getNumInits()) break;
        const Expr* element = list->getInit(index++);
        if (isa<CXXDefaultInitExpr>(element) || isa<ImplicitValueInitExpr>(element)) continue;
        if (user) define(unit_.id(field), Definition::Kind::assign, element);
        else set_library_field(field, element);
    }
}

}  // namespace stateless::lint
