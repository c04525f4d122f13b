// What a condition says about the objects it mentions: which are tested, and which are null, false, zero or empty where
// it holds. Knows simple tests and their negations, conjunctions and disjunctions; of anything else it says nothing.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;

void Walker::tested_in(const Expr* condition, std::vector<const ValueDecl*>& out) {
    if (!condition) return;
    std::vector<const Stmt*> work{condition};
    while (!work.empty()) {
        const Stmt* current = work.back();
        work.pop_back();
        if (!current) continue;
        if (auto* reference = dyn_cast<DeclRefExpr>(current); reference && isa<VarDecl>(reference->getDecl()))
            out.push_back(reference->getDecl());
        if (auto* member = dyn_cast<MemberExpr>(current); member && isa<FieldDecl>(member->getMemberDecl()))
            out.push_back(member->getMemberDecl());
        for (const Stmt* child : current->children()) work.push_back(child);
    }
}

namespace {

/// What something that is not set yet is compared with: null, false, 0, or the -1 of a descriptor.
bool is_blank(const Expr* expression) {
    expression = strip(expression);
    if (!expression) return false;
    if (isa<CXXNullPtrLiteralExpr>(expression) || isa<GNUNullExpr>(expression)) return true;
    if (auto* truth = dyn_cast<CXXBoolLiteralExpr>(expression)) return !truth->getValue();
    if (auto* number = dyn_cast<IntegerLiteral>(expression)) return number->getValue().isZero();
    auto* negative = dyn_cast<UnaryOperator>(expression);
    if (!negative || negative->getOpcode() != UO_Minus) return false;
    auto* one = dyn_cast<IntegerLiteral>(strip(negative->getSubExpr()));
    return one && one->getValue() == 1;
}

/// For `size() == 0`, the container; else the expression itself.
const Expr* measured(const Expr* expression) {
    auto* call = dyn_cast_or_null<CXXMemberCallExpr>(strip(expression));
    auto* method = call ? call->getMethodDecl() : nullptr;
    if (!method || !method->getDeclName().isIdentifier()) return expression;
    llvm::StringRef name = method->getName();
    return name == "size" || name == "length" || name == "count" || name == "load" || name == "get"
               ? call->getImplicitObjectArgument()
               : expression;
}

}  // namespace

void Walker::add_named(const Expr* expression, std::vector<EntityId>& out) {
    const Expr* named = strip(expression);
    if (!isa_and_nonnull<DeclRefExpr>(named) && !isa_and_nonnull<MemberExpr>(named)) return;
    Place tested = place(named);
    EntityId entity = tested.root == Place::Root::variable ? tested.entity : EntityId{};
    for (auto& step : tested.steps)
        if (step.kind == Place::Step::Kind::field) entity = step.field;
        else if (step.kind == Place::Step::Kind::element) return;
    auto* reference = dyn_cast<DeclRefExpr>(named);
    auto* variable = reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
    const bool plain_local = variable && !variable->hasGlobalStorage() && entity == unit_.id(variable);
    if (!entity.empty() && !plain_local) out.push_back(entity);
}

void Walker::unset_where(const Expr* condition, bool when, std::vector<EntityId>& out) {
    const Expr* expression = strip(condition);
    if (!expression) return;
    if (auto* unary = dyn_cast<UnaryOperator>(expression)) {
        if (unary->getOpcode() == UO_LNot) unset_where(unary->getSubExpr(), !when, out);
        return;
    }
    auto compared = [&](const Expr* left, const Expr* right, bool equal) {
        if (equal != when) return;
        if (is_blank(right)) add_named(measured(left), out);
        else if (is_blank(left)) add_named(measured(right), out);
    };
    if (auto* binary = dyn_cast<BinaryOperator>(expression)) {
        const auto operation = binary->getOpcode();
        const bool both = (operation == BO_LAnd && when) || (operation == BO_LOr && !when);
        if (both) {
            unset_where(binary->getLHS(), when, out);
            unset_where(binary->getRHS(), when, out);
        }
        if (binary->isEqualityOp()) compared(binary->getLHS(), binary->getRHS(), operation == BO_EQ);
        return;
    }
    if (auto* call = dyn_cast<CXXOperatorCallExpr>(expression)) {
        const auto operation = call->getOperator();
        if ((operation == OO_EqualEqual || operation == OO_ExclaimEqual) && call->getNumArgs() == 2)
            compared(call->getArg(0), call->getArg(1), operation == OO_EqualEqual);
        return;
    }
    if (auto* call = dyn_cast<CXXMemberCallExpr>(expression)) {
        auto* method = call->getMethodDecl();
        if (!method || !method->getDeclName().isIdentifier()) {
            if (!when && isa_and_nonnull<CXXConversionDecl>(method)) add_named(call->getImplicitObjectArgument(), out);
            return;
        }
        llvm::StringRef name = method->getName();
        if ((name == "empty" && when) || ((name == "has_value" || name == "load") && !when))
            add_named(call->getImplicitObjectArgument(), out);
        return;
    }
    if (!when) add_named(expression, out);
}

}  // namespace stateless::lint
