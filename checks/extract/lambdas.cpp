// Where functions end and begin inside others: lambdas with what they capture, and what a function hands back.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;

void Walker::walk_lambda(const LambdaExpr* lambda) {
    const CXXMethodDecl* operation = lambda->getCallOperator();
    const CXXRecordDecl* closure = lambda->getLambdaClass();
    EntityId id = unit_.lambda_id(closure);
    take_address(id, lambda->getBeginLoc(), unit_.function_signature(operation->getType()->getAs<FunctionProtoType>()));
    for (auto [capture, initial] : llvm::zip(lambda->captures(), lambda->capture_inits())) {
        Capture fact;
        fact.lambda = id;
        if (capture.capturesThis()) {
            fact.is_this = true;
            fact.by_reference = capture.getCaptureKind() == LCK_This;
        } else if (capture.capturesVariable()) {
            const ValueDecl* variable = capture.getCapturedVar();
            fact.variable = unit_.id(variable);
            fact.by_reference = capture.getCaptureKind() == LCK_ByRef;
            if (auto* declared = dyn_cast<VarDecl>(variable)) {
                unit_.add_variable(declared);
                if (declared->isInitCapture() && declared->getInit()) {
                    alias(declared, declared->getInit());
                    if (auto known = aliases_.find(declared); known != aliases_.end())
                        unit_.captured.insert(known->second.place.entity);
                    define(fact.variable, Definition::Kind::assign, declared->getInit());
                    walk(declared->getInit());
                }
            }
            unit_.captured.insert(fact.variable);
        } else {
            continue;
        }
        unit_.facts.captures.push_back(fact);
    }
    unit_.add_function(operation, function_);
    auto walk_operation = [&](const FunctionDecl* function) {
        if (!function->getBody() || function->isDependentContext()) return;
        Walker inner(unit_, id, function, this);
        inner.once_ = false;
        inner.function_body(function);
    };
    if (auto* generic = closure->getDependentLambdaCallOperator())
        for (auto* specialization : generic->specializations()) {
            unit_.add_function(specialization, function_);
            walk_operation(specialization);
        }
    else walk_operation(operation);
}

void Walker::walk_return(const ReturnStmt* statement) {
    const Expr* returned = statement->getRetValue();
    if (!returned) return;
    define(function_, Definition::Kind::returned, returned);
    if (declaration_ && is_pointer_like(declaration_->getReturnType())) {
        Place target = place(returned);
        if (declaration_->getReturnType()->isReferenceType()) push(target, Place::Step::Kind::address);
        bool useful = target.root != Place::Root::unknown;
        if (useful) unit_.facts.returned_places.push_back({function_, target});
    }
    std::string outer = std::move(signature_);
    signature_ = declaration_ ? unit_.signature_within(declaration_->getReturnType()) : std::string{};
    walk(returned);
    signature_ = std::move(outer);
}

}  // namespace stateless::lint
