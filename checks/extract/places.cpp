// Which object an expression names: a root and steps, looking through references, pointers and iterators held in
// locals.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;
using Step = Place::Step::Kind;

void push(Place& place, Step kind, const EntityId& field) {
    if (place.steps.size() > 12) return;
    if (kind == Step::deref && !place.steps.empty() && place.steps.back().kind == Step::address) {
        place.steps.pop_back();
        return;
    }
    if (kind == Step::field || kind == Step::element)
        while (!place.steps.empty() && place.steps.back().kind == Step::address) place.steps.pop_back();
    if (kind == Step::element && !place.steps.empty() && place.steps.back().kind == Step::element) return;
    if (kind == Step::address && !place.steps.empty() && place.steps.back().kind == Step::address) return;
    place.steps.push_back({kind, field});
}

const ValueDecl* named_declaration(const Expr* expression) {
    expression = strip(expression);
    if (auto* reference = dyn_cast_or_null<DeclRefExpr>(expression)) return reference->getDecl();
    if (auto* member = dyn_cast_or_null<MemberExpr>(expression)) return member->getMemberDecl();
    return nullptr;
}

namespace {

Place rooted(Place::Root root, const EntityId& entity = {}) {
    Place place;
    place.root = root;
    place.entity = entity;
    return place;
}

/// The pair of emplace and try_emplace: an iterator, and whether it is new.
bool leads_with_iterator(QualType type) {
    auto* record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    if (!record || record->getName() != "pair" || record->getTemplateArgs().size() == 0) return false;
    const TemplateArgument& first = record->getTemplateArgs()[0];
    return first.getKind() == TemplateArgument::Type && is_iterator(first.getAsType());
}

/// A copy of a pointer or reference names the same object; writing the copy itself does not.
bool ends_as_value(const Place& place) { return place.steps.empty() || place.steps.back().kind != Step::address; }

}  // namespace

Place Walker::variable_place(const ValueDecl* variable) {
    auto* binding = dyn_cast<BindingDecl>(variable);
    if (binding && isa_and_nonnull<MemberExpr>(strip(binding->getBinding()))) return place(binding->getBinding());
    if (auto known = aliases_.find(variable); known != aliases_.end()) {
        const Alias& found = known->second;
        bool foreign = found.function != function_;
        bool transferable = found.place.root == Place::Root::variable || found.place.root == Place::Root::call ||
                            found.place.root == Place::Root::this_object;
        if (!foreign || transferable) return found.place;
    }
    if (binding) {
        auto* decomposed = dyn_cast_or_null<VarDecl>(binding->getDecomposedDecl());
        return decomposed ? variable_place(decomposed) : Place{};
    }
    if (auto* parameter = dyn_cast<ParmVarDecl>(variable)) {
        auto* own = declaration_;
        if (own && parameter->getDeclContext() == static_cast<const DeclContext*>(own)) {
            Place result = rooted(Place::Root::parameter);
            result.index = parameter->getFunctionScopeIndex();
            result.name = parameter->getName().str();
            return result;
        }
    }
    if (isa<FieldDecl>(variable)) {
        Place result = rooted(Place::Root::this_object);
        push(result, Step::field, unit_.id(variable));
        return result;
    }
    if (auto* declared = dyn_cast<VarDecl>(variable)) {
        Place result = rooted(Place::Root::variable, unit_.id(declared));
        if (unit_.is_user(declared)) unit_.add_variable(declared);
        else if (!declared->isLocalVarDeclOrParm()) return {};
        result.name = declared->getName().str();
        return result;
    }
    return {};
}

Place Walker::call_place(const CallExpr* call) {
    const FunctionDecl* callee = call->getDirectCallee();
    if (auto* operation = dyn_cast<CXXOperatorCallExpr>(call)) {
        bool user_defined = callee && unit_.is_user(callee);
        switch (operation->getOperator()) {
        case OO_Subscript: {
            if (user_defined) break;
            Place result = place(operation->getArg(0));
            push(result, Step::element);
            return result;
        }
        case OO_Star:
        case OO_Arrow: {
            if (user_defined && operation->getNumArgs() == 1 && !is_pointer_like(operation->getArg(0)->getType()))
                break;
            Place result = place(operation->getArg(0));
            if (!is_iterator(operation->getArg(0)->getType()) || !ends_as_value(result)) push(result, Step::deref);
            if (operation->getOperator() == OO_Arrow) push(result, Step::address);
            return result;
        }
        case OO_Equal:
        case OO_PlusEqual:
        case OO_PlusPlus:
        case OO_MinusMinus:
        case OO_LessLess:
        case OO_GreaterGreater: return place(operation->getArg(0));
        default: break;
        }
    }
    if (!callee) return {};
    bool user = unit_.is_user(callee);
    if (auto* member = dyn_cast<CXXMemberCallExpr>(call); member && !user) {
        const Expr* object = member->getImplicitObjectArgument();
        if (!object) return {};
        auto base = [&] {
            Place result = place(object);
            if (auto* written = dyn_cast<MemberExpr>(strip(member->getCallee())); written && written->isArrow())
                push(result, Step::deref);
            return result;
        };
        QualType returned = call->getType();
        std::string name = callee->getNameAsString();
        if (name == "shared_from_this" || name == "weak_from_this") {
            Place result = base();
            push(result, Step::address);
            return result;
        }
        bool handle = is_pointer_like(object->getType()) && !object->getType()->isAnyPointerType();
        if ((name == "get" || name == "lock" || name == "load") && call->getNumArgs() <= 1) return base();
        if (handle && (name == "operator->" || name == "operator*")) return base();
        bool own_container =
            is_iterator(returned) || leads_with_iterator(returned) || call->isLValue() || returned->isPointerType();
        if (own_container) {
            Place result = base();
            if (result.root == Place::Root::unknown) return {};
            if (name == "value" || name == "emplace") return result;
            push(result, Step::element);
            if (!call->isLValue()) push(result, Step::address);
            return result;
        }
        if (is_pointer_like(returned)) return {};
        return {};
    }
    std::string name = unit_.qualified(callee);
    if (!user) {
        if (name == "std::make_shared" || name == "std::make_unique" || name == "std::allocate_shared" ||
            unit_.models.matches(&Model::allocating_calls, name)) {
            Place result = rooted(Place::Root::fresh);
            push(result, Step::address);
            return result;
        }
        if (call->getNumArgs() >= 1 && unit_.models.matches(&Model::forwarding_calls, name))
            return place(call->getArg(0));
        if (name == "std::get" || name == "std::ref" || name == "std::any_cast" || name == "std::get_if" ||
            name == "std::dynamic_pointer_cast" || name == "std::static_pointer_cast" || name == "std::next" ||
            name == "std::prev")
            return call->getNumArgs() ? place(call->getArg(call->getNumArgs() - 1 ? 0 : 0)) : Place{};
        if (name == "std::addressof" && call->getNumArgs() == 1) {
            Place result = place(call->getArg(0));
            push(result, Step::address);
            return result;
        }
        bool same_type = call->getNumArgs() >= 1 && is_iterator(call->getType()) &&
                         call->getArg(0)->getType().getCanonicalType().getUnqualifiedType() ==
                             call->getType().getCanonicalType().getUnqualifiedType();
        if (same_type) return place(call->getArg(0));
        if ((name == "std::begin" || name == "std::end") && call->getNumArgs() == 1) {
            Place result = place(call->getArg(0));
            push(result, Step::element);
            push(result, Step::address);
            return result;
        }
        return {};
    }
    if (!is_pointer_like(callee->getReturnType())) {
        return rooted(Place::Root::fresh);
    }
    Place result = rooted(Place::Root::call, unit_.id(callee));
    result.name = name;
    return result;
}

Place Walker::place(const Expr* expression) {
    expression = strip(expression);
    if (!expression) return {};
    if (auto* reference = dyn_cast<DeclRefExpr>(expression)) return variable_place(reference->getDecl());
    if (isa<CXXThisExpr>(expression)) {
        Place result = rooted(Place::Root::this_object);
        push(result, Step::address);
        return result;
    }
    if (auto* member = dyn_cast<MemberExpr>(expression)) {
        if (auto* variable = dyn_cast<VarDecl>(member->getMemberDecl())) return variable_place(variable);
        auto* field = dyn_cast<FieldDecl>(member->getMemberDecl());
        if (!field) return {};
        Place result = place(member->getBase());
        if (member->isArrow()) push(result, Step::deref);
        if (unit_.is_user(field) && !field->getName().empty()) {
            push(result, Step::field, unit_.id(field));
            if (field->getType()->isReferenceType()) push(result, Step::deref);
        } else
            while (!result.steps.empty() && result.steps.back().kind == Step::address) result.steps.pop_back();
        return result;
    }
    if (auto* unary = dyn_cast<UnaryOperator>(expression)) {
        Place result = place(unary->getSubExpr());
        if (unary->getOpcode() == UO_Deref) push(result, Step::deref);
        else if (unary->getOpcode() == UO_AddrOf) push(result, Step::address);
        else if (!unary->isIncrementDecrementOp()) return {};
        return result;
    }
    if (auto* subscript = dyn_cast<ArraySubscriptExpr>(expression)) {
        Place result = place(subscript->getBase());
        push(result, Step::element);
        return result;
    }
    if (auto* binary = dyn_cast<BinaryOperator>(expression)) {
        if (binary->isAssignmentOp()) return place(binary->getLHS());
        if (binary->getType()->isPointerType())
            return place(binary->getLHS()->getType()->isPointerType() ? binary->getLHS() : binary->getRHS());
        if (binary->getOpcode() == BO_Comma) return place(binary->getRHS());
        return {};
    }
    if (auto* conditional = dyn_cast<ConditionalOperator>(expression)) {
        Place first = place(conditional->getTrueExpr());
        return first.root != Place::Root::unknown ? first : place(conditional->getFalseExpr());
    }
    if (auto* call = dyn_cast<CallExpr>(expression)) return call_place(call);
    if (isa<CXXNewExpr>(expression)) {
        Place result = rooted(Place::Root::fresh);
        push(result, Step::address);
        return result;
    }
    if (auto* construct = dyn_cast<CXXConstructExpr>(expression)) {
        bool pointer = is_pointer_like(construct->getType());
        if (pointer && construct->getNumArgs() >= 1 && is_pointer_like(construct->getArg(0)->getType()))
            return place(construct->getArg(0));
        if (construct->getNumArgs() == 1 && construct->getConstructor()->isCopyOrMoveConstructor() && pointer)
            return place(construct->getArg(0));
        return rooted(Place::Root::fresh);
    }
    if (auto* list = dyn_cast<InitListExpr>(expression)) {
        if (list->getNumInits() == 1 && is_pointer_like(list->getType())) return place(list->getInit(0));
        return rooted(Place::Root::fresh);
    }
    if (isa<CXXNullPtrLiteralExpr>(expression) || isa<GNUNullExpr>(expression)) return {};
    return {};
}

void Walker::alias(const ValueDecl* variable, const Expr* source) {
    QualType type = variable->getType();
    if (!is_pointer_like(type) || !source) return;
    auto* declared = dyn_cast<VarDecl>(variable);
    if (!declared || !declared->isLocalVarDeclOrParm() || declared->isStaticLocal()) return;
    Place target = place(source);
    if (target.root == Place::Root::unknown) return;
    auto [entry, fresh] = aliases_.try_emplace(variable, Alias{target, function_});
    if (fresh) return;
    const bool was_new = entry->second.place.root == Place::Root::fresh;
    const bool is_new = target.root == Place::Root::fresh;
    if (was_new == is_new) return;
    if (is_new) rebound_.emplace_back(variable, entry->second);
    entry->second = {target, function_};
}

}  // namespace stateless::lint
