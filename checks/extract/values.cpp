// What is known of an expression's value: literals, names, concatenations, calls, choices; else what Clang can fold.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;

namespace {

const APValue* first_integer(const APValue& value) {
    const APValue* current = &value;
    while (current->isStruct() && current->getStructNumFields() > 0) current = &current->getStructField(0);
    return current->isInt() ? current : nullptr;
}

bool is_text(QualType type) {
    type = type.getNonReferenceType();
    if (auto* record = type->getAsCXXRecordDecl()) {
        llvm::StringRef name = record->getName();
        return name == "basic_string" || name == "basic_string_view" || name.contains("String") || name == "string" ||
               name == "string_view" || name == "zview";
    }
    return type->isPointerType() && type->getPointeeType()->isCharType();
}

/// A library's default argument is the caller's choice: it is shown where the caller leaves the argument out.
void place_at(Value& value, const Span& span) {
    value.span = span;
    for (Value& part : value.parts) place_at(part, span);
}

const CXXOperatorCallExpr* text_addition(const Expr* expression) {
    auto* operation = dyn_cast_or_null<CXXOperatorCallExpr>(expression);
    bool adds = operation && operation->getOperator() == OO_Plus && operation->getNumArgs() == 2;
    return adds && is_text(operation->getType()) ? operation : nullptr;
}

}  // namespace

std::optional<Value> Walker::folded(const Expr* expression) {
    if (expression->isValueDependent() || expression->isTypeDependent()) return {};
    Value result;
    result.kind = Value::Kind::integer;
    result.span = unit_.span(expression->getSourceRange());
    QualType type = expression->getType();
    if (type->isIntegralOrEnumerationType()) {
        Expr::EvalResult evaluated;
        if (!expression->EvaluateAsInt(evaluated, unit_.context, Expr::SE_NoSideEffects)) return {};
        auto number = evaluated.Val.getInt();
        if (!number.isRepresentableByInt64()) return {};
        result.integer = number.getExtValue();
        return result;
    }
    auto* record = type->getAsCXXRecordDecl();
    if (record && record->getName() == "duration" && record->isLiteral()) {
        Expr::EvalResult evaluated;
        if (!expression->EvaluateAsRValue(evaluated, unit_.context) || evaluated.HasSideEffects) return {};
        const APValue* number = first_integer(evaluated.Val);
        if (!number) return {};
        if (!number->getInt().isRepresentableByInt64()) return {};
        result.integer = number->getInt().getExtValue();
        return result;
    }
    return {};
}

Value Walker::construct_value(const CXXConstructExpr* construct) {
    if (construct->getNumArgs() == 0) {
        Value empty;
        if (is_text(construct->getType())) empty.kind = Value::Kind::text;
        // A container of functions, or a function object, that holds none yet.
        if (!unit_.signature_within(construct->getType()).empty()) empty.kind = Value::Kind::call, empty.text = "{}";
        if (empty.kind != Value::Kind::unknown) empty.span = unit_.span(construct->getSourceRange());
        return empty;
    }
    unsigned meaningful = 0;
    for (const Expr* argument : construct->arguments()) meaningful += !isa<CXXDefaultArgExpr>(argument);
    if (meaningful == 1) return value(construct->getArg(0));
    if (is_text(construct->getType()) && is_text(construct->getArg(0)->getType())) return value(construct->getArg(0));
    Value result;
    result.kind = Value::Kind::call;
    result.text = unit_.qualified(construct->getConstructor());
    result.entity = unit_.id(construct->getConstructor());
    result.span = unit_.span(construct->getSourceRange());
    for (const Expr* argument : construct->arguments()) result.parts.push_back(value(argument));
    return result;
}

Value Walker::value(const Expr* source) {
    // A generated chain of calls would otherwise be repeated in full at each of its links.
    constexpr unsigned deepest = 32;
    if (value_depth_ == deepest) return {};
    ++value_depth_;
    Value result = value_within(source);
    --value_depth_;
    return result;
}

Value Walker::concatenation(const CXXOperatorCallExpr* call) {
    constexpr std::size_t most_operands = 64;
    std::vector<const Expr*> operands;  // last first
    const Expr* left = call;
    for (const CXXOperatorCallExpr* link = call; link && operands.size() < most_operands;
         link = text_addition(strip(left))) {
        operands.push_back(link->getArg(1));
        left = link->getArg(0);
    }
    Value result;
    result.kind = Value::Kind::concat;
    result.span = unit_.span(call->getSourceRange());
    if (text_addition(strip(left))) result.parts.emplace_back();
    else operands.push_back(left);
    for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) {
        Value part = value(*operand);
        if (part.kind == Value::Kind::concat)
            for (auto& inner : part.parts) result.parts.push_back(std::move(inner));
        else result.parts.push_back(std::move(part));
    }
    return result;
}

Value Walker::value_within(const Expr* source) {
    Value result;
    const Expr* expression = strip(source);
    if (!expression) return result;
    result.span = unit_.span(expression->getSourceRange());
    if (auto* text = dyn_cast<clang::StringLiteral>(expression)) {
        if (text->getCharByteWidth() != 1) return result;
        result.kind = Value::Kind::text;
        result.span = unit_.literal_span(expression->getSourceRange());
        result.text = text->getString().str();
        return result;
    }
    if (auto* literal = dyn_cast<IntegerLiteral>(expression)) {
        result.kind = Value::Kind::integer;
        result.span = unit_.literal_span(expression->getSourceRange());
        auto number = literal->getValue();
        result.integer = number.getActiveBits() < 64 ? static_cast<std::int64_t>(number.getZExtValue()) : 0;
        return result;
    }
    if (auto* character = dyn_cast<CharacterLiteral>(expression)) {
        result.kind = Value::Kind::text;
        result.text = character->getValue() < 128 ? std::string(1, static_cast<char>(character->getValue())) : "?";
        return result;
    }
    if (auto* defaulted = dyn_cast<CXXDefaultArgExpr>(expression)) {
        result = value(defaulted->getExpr());
        if (!unit_.is_user(defaulted->getExpr()->getBeginLoc()))
            place_at(result, unit_.span(defaulted->getUsedLocation()));
        return result;
    }
    if (auto* defaulted = dyn_cast<CXXDefaultInitExpr>(expression)) return value(defaulted->getExpr());
    const ValueDecl* named = nullptr;
    if (auto* reference = dyn_cast<DeclRefExpr>(expression)) named = reference->getDecl();
    if (auto* member = dyn_cast<MemberExpr>(expression)) named = member->getMemberDecl();
    if (auto* binding = dyn_cast_or_null<BindingDecl>(named)) named = binding->getDecomposedDecl();
    if (named && (isa<VarDecl>(named) || isa<FieldDecl>(named))) {
        auto* parameter = dyn_cast<ParmVarDecl>(named);
        if (parameter && declaration_ && parameter->getDeclContext() == static_cast<const DeclContext*>(declaration_)) {
            result.kind = Value::Kind::parameter;
            result.index = parameter->getFunctionScopeIndex();
            result.text = parameter->getName().str();
            return result;
        }
        if (unit_.is_user(named)) {
            result.kind = Value::Kind::entity;
            result.entity = unit_.id(named);
            result.text = named->getName().str();
            return result;
        }
        // A library's named text: Aws::Region::EU_WEST_1.
        auto* constant = dyn_cast<VarDecl>(named);
        auto* written = constant && constant->hasInit() && constant->getType().isConstant(unit_.context)
                            ? dyn_cast_or_null<clang::StringLiteral>(strip(constant->getInit()))
                            : nullptr;
        if (written && written->getCharByteWidth() == 1) {
            result.kind = Value::Kind::text;
            result.text = written->getString().str();
            return result;
        }
        if (auto* member = dyn_cast<MemberExpr>(expression); member && isa<FieldDecl>(named)) {
            result.kind = Value::Kind::call;
            result.text = unit_.qualified(named);
            result.parts.push_back(value(member->getBase()));
            return result;
        }
        if (constant && constant->hasGlobalStorage()) result.text = unit_.qualified(constant);
    }
    if (auto* binary = dyn_cast<BinaryOperator>(expression)) {
        if (binary->isAssignmentOp()) return value(binary->getRHS());
    } else if (auto* unary = dyn_cast<UnaryOperator>(expression)) {
        if (unary->getOpcode() == UO_AddrOf || unary->getOpcode() == UO_Deref) return value(unary->getSubExpr());
    } else if (auto* subscript = dyn_cast<ArraySubscriptExpr>(expression)) {
        if (auto number = folded(expression)) return *number;
        return value(subscript->getBase());
    } else if (auto* conditional = dyn_cast<AbstractConditionalOperator>(expression)) {
        result.kind = Value::Kind::choice;
        const Expr* first = conditional->getTrueExpr();
        if (auto* opaque = dyn_cast<OpaqueValueExpr>(strip(first))) first = opaque->getSourceExpr();
        result.parts = {value(first), value(conditional->getFalseExpr())};
        return result;
    } else if (auto* construct = dyn_cast<CXXConstructExpr>(expression)) {
        if (auto number = folded(expression)) return *number;
        return construct_value(construct);
    } else if (auto* list = dyn_cast<InitListExpr>(expression)) {
        if (list->getNumInits() == 1) return value(list->getInit(0));
        result.kind = Value::Kind::call;
        result.text = "{}";
        for (unsigned i = 0; i < list->getNumInits() && i < 16; ++i) result.parts.push_back(value(list->getInit(i)));
        return result;
    } else if (auto atomic = atomic_operation(expression)) {
        result.kind = Value::Kind::call;
        result.text = "std::atomic::" + atomic->name;
        result.parts.push_back(value(atomic->object));
        return result;
    } else if (auto* call = dyn_cast<CallExpr>(expression)) {
        if (isa<UserDefinedLiteral>(call)) {
            Value written = call->getNumArgs() ? value(call->getArg(0)) : Value{};
            if (auto number = folded(expression)) {
                number->text = written.text;
                return *number;
            }
            return call->getNumArgs() ? value(call->getArg(0)) : Value{};
        }
        if (auto* addition = text_addition(call)) return concatenation(addition);
        auto* operation = dyn_cast<CXXOperatorCallExpr>(call);
        if (operation && operation->getOperator() == OO_Equal) return value(operation->getArg(1));
        if (auto* callee = call->getDirectCallee()) {
            const Expr* receiver = nullptr;
            if (auto* member = dyn_cast<CXXMemberCallExpr>(call)) receiver = member->getImplicitObjectArgument();
            result.kind = Value::Kind::call;
            result.entity = unit_.is_user(callee) ? unit_.id(callee) : EntityId{};
            result.text = callee_name(call, callee, receiver);
            if (receiver) result.parts.push_back(value(receiver));
            for (const Expr* argument : call->arguments()) result.parts.push_back(value(argument));
            return result;
        }
        return result;
    }
    if (auto number = folded(expression)) {
        if (auto* enumerator = dyn_cast_or_null<EnumConstantDecl>(named)) number->text = enumerator->getName().str();
        return *number;
    }
    result.kind = Value::Kind::unknown;
    return result;
}

}  // namespace stateless::lint
