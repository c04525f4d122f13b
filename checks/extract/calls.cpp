// Calls: who is called with what, which callables are handed over, and what library calls do to the objects they get.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;

namespace {

/// The library's alias that a static method is called through: oatpp::sqlite::ConnectionPool, which is one of many
/// oatpp::provider::Pool.
const TypedefNameDecl* alias_of_class(const CallExpr* call) {
    auto* reference = dyn_cast<DeclRefExpr>(call->getCallee()->IgnoreParenImpCasts());
    const NestedNameSpecifier* written = reference ? reference->getQualifier() : nullptr;
    auto* alias = written && written->getAsType() ? written->getAsType()->getAs<TypedefType>() : nullptr;
    return alias ? alias->getDecl() : nullptr;
}

}  // namespace

std::string Walker::callee_name(const CallExpr* call, const FunctionDecl* callee, const Expr* receiver) {
    std::string name = unit_.qualified(callee);
    if (const TypedefNameDecl* alias = alias_of_class(call); alias && !unit_.is_user(alias)) {
        std::string through_alias = unit_.qualified(alias) + "::" + callee->getNameAsString();
        if (!unit_.models.sinks(through_alias).empty()) return through_alias;
    }
    auto* method = dyn_cast<CXXMethodDecl>(callee);
    if (!method || !receiver || unit_.is_user(callee)) return name;
    llvm::StringRef owner = method->getParent()->getName();
    bool internal = owner.starts_with("_") || name.find("::__") != std::string::npos;
    if (!internal) return name;
    const Expr* object = receiver->IgnoreParenImpCasts();
    if (auto* record = record_of(object->getType())) return unit_.qualified(record) + "::" + callee->getNameAsString();
    return name;
}

void Walker::take_address(const EntityId& target, SourceLocation where, const std::string& own_signature) {
    AddressTaken fact;
    fact.function = function_;
    fact.target = target;
    fact.signature = signature_.empty() ? own_signature : signature_;
    fact.span = unit_.span(where);
    unit_.facts.addresses_taken.push_back(std::move(fact));
}

std::vector<EntityId> Walker::callables(const Expr* source, int depth) {
    const Expr* expression = strip(source);
    if (!expression || expression->getType().isNull() || depth > 6) return {};
    if (auto* lambda = dyn_cast<LambdaExpr>(expression)) return {unit_.lambda_id(lambda->getLambdaClass())};
    if (auto* unary = dyn_cast<UnaryOperator>(expression); unary && unary->getOpcode() == UO_AddrOf)
        return callables(unary->getSubExpr(), depth + 1);
    if (auto* reference = dyn_cast<DeclRefExpr>(expression)) {
        if (auto* function = dyn_cast<FunctionDecl>(reference->getDecl())) {
            if (!unit_.is_user(function)) return {};
            return {unit_.id(function)};
        }
    }
    if (auto* record = expression->getType()->getAsCXXRecordDecl()) {
        if (is_lambda(record)) return {unit_.lambda_id(record)};
        if (unit_.is_user(record) && record->hasDefinition()) {
            std::vector<EntityId> found;
            for (auto* method : record->getDefinition()->methods())
                if (method->getOverloadedOperator() == OO_Call) found.push_back(unit_.id(method));
            return found;
        }
    }
    std::vector<EntityId> found;
    auto add = [&](const Expr* inner) {
        for (auto& id : callables(inner, depth + 1)) found.push_back(std::move(id));
    };
    if (auto* call = dyn_cast<CallExpr>(expression)) {
        auto* callee = call->getDirectCallee();
        bool hands_on = callee && !unit_.is_user(callee);
        if (hands_on)
            for (const Expr* argument : call->arguments()) add(argument);
    } else if (auto* construct = dyn_cast<CXXConstructExpr>(expression)) {
        for (const Expr* argument : construct->arguments()) add(argument);
    } else if (auto* list = dyn_cast<InitListExpr>(expression)) {
        for (const Expr* element : list->inits()) add(element);
    } else if (auto* conditional = dyn_cast<ConditionalOperator>(expression)) {
        add(conditional->getTrueExpr());
        add(conditional->getFalseExpr());
    }
    return found;
}

namespace {

/// What a std::function handed over by value is a copy of.
const Expr* copied_callable(const Expr* expression) {
    for (int depth = 0; depth < 4; ++depth) {
        auto* construct = dyn_cast_or_null<CXXConstructExpr>(strip(expression));
        if (!construct || construct->getNumArgs() != 1) break;
        expression = construct->getArg(0);
    }
    return expression;
}

}  // namespace

void Walker::add_arguments(Call& fact, llvm::ArrayRef<const Expr*> arguments, const FunctionDecl* callee) {
    for (unsigned i = 0; i < arguments.size(); ++i) {
        Argument argument;
        argument.value = value(arguments[i]);
        QualType type = arguments[i]->getType();
        if (callee && i < callee->getNumParams()) type = callee->getParamDecl(i)->getType();
        argument.type = unit_.type(type);
        if (is_pointer_like(type)) {
            argument.place = place(arguments[i]);
            if (type->isReferenceType()) push(argument.place, Place::Step::Kind::address);
        } else if (!unit_.signature_within(type).empty()) {
            argument.place = place(copied_callable(arguments[i]));
        } else {
            argument.place.root = Place::Root::fresh;
        }
        argument.callables = callables(arguments[i]);
        fact.arguments.push_back(std::move(argument));
    }
}

namespace {

bool mutable_referee(QualType type) {
    if (type->isReferenceType()) {
        QualType inner = type.getNonReferenceType();
        return !type->isRValueReferenceType() && !inner.isConstQualified();
    }
    return type->isPointerType() && !type->getPointeeType().isConstQualified() &&
           !type->getPointeeType()->isFunctionType();
}

/// The parameter takes what is given to a constructor, or to what stores or returns a copy, as it is: `T&&`.
bool takes_as_is(const FunctionDecl* callee, unsigned at) {
    const FunctionTemplateDecl* primary = callee->getPrimaryTemplate();
    if (!primary || primary->getTemplatedDecl()->getNumParams() == 0) return false;
    const FunctionDecl* pattern = primary->getTemplatedDecl();
    QualType type = pattern->getParamDecl(std::min(at, pattern->getNumParams() - 1))->getType();
    if (auto* pack = type->getAs<PackExpansionType>()) type = pack->getPattern();
    return type->isRValueReferenceType() && type.getNonReferenceType()->isTemplateTypeParmType();
}

/// An object that is constructed in there may keep, or change, what it is given.
bool constructor_takes_reference(const TemplateArgument& constructed, unsigned at) {
    if (constructed.getKind() != TemplateArgument::Type) return false;
    auto* record = constructed.getAsType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition()) return false;
    auto constructors = record->getDefinition()->ctors();
    return std::any_of(constructors.begin(), constructors.end(), [&](const CXXConstructorDecl* constructor) {
        return at < constructor->getNumParams() && !constructor->isCopyOrMoveConstructor() &&
               mutable_referee(constructor->getParamDecl(at)->getType());
    });
}

bool made_takes_reference(const FunctionDecl* maker, unsigned at) {
    auto* arguments = maker->getTemplateSpecializationArgs();
    return !arguments || arguments->size() == 0 || constructor_takes_reference(arguments->get(0), at);
}

/// emplace_back of a vector of the program's objects. What a map is given first is a key.
bool element_takes_reference(const FunctionDecl* method, unsigned at) {
    auto* container = dyn_cast<ClassTemplateSpecializationDecl>(method->getDeclContext());
    return container && container->getTemplateArgs().size() > 0 &&
           constructor_takes_reference(container->getTemplateArgs().get(0), at);
}

}  // namespace

/// Constructors of the library's values, what adds to its containers, and make_pair.
bool Walker::keeps_copies(const Call& fact, const FunctionDecl* callee, unsigned at) const {
    if (isa<CXXConstructorDecl>(callee)) return fact.name != "std::reference_wrapper::reference_wrapper";
    if (unit_.models.matches(&Model::inserting_methods, fact.name)) return !element_takes_reference(callee, at);
    return unit_.models.matches(&Model::forwarding_calls, fact.name) ||
           (fact.name.starts_with("std::make_") && !made_takes_reference(callee, at));
}

void Walker::walk_arguments(const Call& fact, llvm::ArrayRef<const Expr*> arguments, const FunctionDecl* callee) {
    auto old_role = role_;
    auto old_callee = role_callee_;
    auto old_signature = signature_;
    // A text that becomes a string on the way is still what the call around it gets.
    bool converts = isa_and_nonnull<CXXConstructorDecl>(callee) &&
                    (role_ == Literal::Role::argument || role_ == Literal::Role::comparison) &&
                    unit_.models.matches(&Model::forwarding_calls, fact.name);
    for (unsigned i = 0; i < arguments.size(); ++i) {
        const Expr* argument = arguments[i];
        if (!converts) role_ = Literal::Role::argument, role_callee_ = fact.name;
        QualType type = callee && i < callee->getNumParams() ? callee->getParamDecl(i)->getType() : argument->getType();
        std::string expected = unit_.signature_within(type);
        auto* record = type.getNonReferenceType()->getAsCXXRecordDecl();
        bool wrapper = record && !is_lambda(record);
        if (!expected.empty() && (wrapper || (old_signature.empty() && !is_lambda(record)))) signature_ = expected;
        else signature_ = old_signature;
        bool hands_over = callee && i < callee->getNumParams() && mutable_referee(type);
        if (hands_over && fact.in_library && takes_as_is(callee, i)) hands_over = !keeps_copies(fact, callee, i);
        const Expr* object = strip(argument);
        if (auto* unary = dyn_cast_or_null<UnaryOperator>(object); unary && unary->getOpcode() == UO_AddrOf)
            object = unary->getSubExpr();
        bool moved = false;
        if (auto* call = dyn_cast_or_null<CallExpr>(object); call && call->getDirectCallee() && call->getNumArgs() == 1)
            moved = unit_.qualified(call->getDirectCallee()) == "std::move";
        if (moved) {
            access(cast<CallExpr>(object)->getArg(0), Access::Kind::write, "move");
            walk_lvalue(cast<CallExpr>(object)->getArg(0));
        } else if (hands_over && fact.in_library) {
            bool pointee = type->isPointerType() && !isa_and_nonnull<UnaryOperator>(strip(argument));
            bool array = strip(argument)->getType()->isArrayType();
            if (!pointee || array || is_iterator(argument->getType())) access(object, Access::Kind::escape, fact.name);
            walk_lvalue(object);
        } else if (hands_over) {
            access(object, Access::Kind::read, "argument");
            walk_lvalue(object);
        } else {
            walk(argument);
        }
    }
    role_ = old_role;
    role_callee_ = old_callee;
    signature_ = old_signature;
}

bool Walker::operator_access(const CXXOperatorCallExpr* call) {
    const Expr* object = call->getArg(0);
    std::string spelled = getOperatorSpelling(call->getOperator());
    const Expr* second = call->getNumArgs() > 1 ? call->getArg(1) : nullptr;
    switch (call->getOperator()) {
    case OO_Equal:
    case OO_PlusEqual:
    case OO_MinusEqual:
    case OO_StarEqual:
    case OO_SlashEqual:
    case OO_PipeEqual:
    case OO_AmpEqual:
    case OO_CaretEqual:
    case OO_LessLessEqual:
    case OO_GreaterGreaterEqual: {
        access(object, Access::Kind::write, spelled, second);
        if (call != discarded_) access(object, Access::Kind::read, "value");
        define(object, call->getOperator() == OO_Equal ? Definition::Kind::assign : Definition::Kind::append, second);
        walk_lvalue(object);
        std::string old = signature_;
        signature_ = unit_.signature_within(object->getType());
        auto role = role_;
        role_ = Literal::Role::initialiser;
        walk(second);
        role_ = role;
        signature_ = old;
        return true;
    }
    case OO_PlusPlus:
    case OO_MinusMinus:
        if (!is_iterator(object->getType())) {
            access(object, Access::Kind::write, spelled);
            if (call != discarded_) access(object, Access::Kind::read, "value");
        }
        walk_lvalue(object);
        return true;
    case OO_LessLess:
        if (second && object->getType()->getAsCXXRecordDecl()) {
            const Expr* stream = object;
            while (auto* chained = dyn_cast_or_null<CXXOperatorCallExpr>(strip(stream)))
                if (chained->getOperator() == OO_LessLess) stream = chained->getArg(0);
                else break;
            access(stream, Access::Kind::write, "operator<<");
            define(stream, Definition::Kind::append, second);
        }
        return false;
    case OO_GreaterGreater:
        if (second && object->getType()->getAsCXXRecordDecl() && second->isLValue())
            access(second, Access::Kind::write, ">>");
        return false;
    case OO_Subscript:
        access(object, Access::Kind::read, "operator[]");
        walk_lvalue(object);
        if (second) walk(second);
        return true;
    case OO_Star:
    case OO_Arrow:
        if (call->getNumArgs() != 1) return false;
        access(object, Access::Kind::read, "operator" + spelled);
        walk_lvalue(object);
        return true;
    default: return false;
    }
}

void Walker::library_member_access(const CXXMemberCallExpr* call, const std::string& name) {
    auto* method = call->getMethodDecl();
    const Expr* object = call->getImplicitObjectArgument();
    if (!method || !object) return;
    std::string plain = method->getNameAsString();
    bool through_pointer = false;
    if (auto* member = dyn_cast<MemberExpr>(strip(call->getCallee()))) through_pointer = member->isArrow();
    bool reads = method->isConst() || method->isStatic() || unit_.models.matches(&Model::reading_methods, name);
    if (through_pointer) reads = reads || object->getType()->getPointeeType().isConstQualified();
    if (!reads && (plain == "append" || plain == "push_back") && call->getNumArgs() >= 1)
        define(object, Definition::Kind::append, call->getArg(0));
    if (!reads && (plain == "assign" || plain == "store") && call->getNumArgs() >= 1)
        define(object, Definition::Kind::assign, call->getArg(0));
    Access::Kind kind = reads ? Access::Kind::read : Access::Kind::write;
    const Expr* value_of = call->getNumArgs() >= 1 && (plain == "store" || plain == "exchange" || plain == "reset")
                               ? call->getArg(0)
                               : nullptr;
    if (through_pointer) {
        const Expr* pointer = strip(object);
        if (isa_and_nonnull<CXXThisExpr>(pointer)) return;
        Place target = place(pointer);
        push(target, Place::Step::Kind::deref);
        if (target.root == Place::Root::unknown || target.root == Place::Root::fresh || function_.empty()) return;
        Access fact;
        fact.function = function_;
        fact.place = target;
        fact.kind = kind;
        fact.operation = plain;
        fact.span = unit_.span(call->getExprLoc());
        fact.scope = scope_;
        fact.loop = loop_;
        fact.unset = unset_;
        unit_.facts.accesses.push_back(std::move(fact));
    } else {
        access(object, kind, plain, value_of);
        if (!reads && call != discarded_) access(object, Access::Kind::read, "value");
    }
}

void Walker::output_definitions(const Call& fact, const CallExpr* call) {
    if (!fact.in_library || call->getNumArgs() < 2) return;
    bool formats = unit_.models.matches(&Model::formatting_calls, fact.name);
    bool copies = fact.name == "strcpy" || fact.name == "strncpy" || fact.name == "strlcpy";
    bool appends = fact.name == "strcat" || fact.name == "strncat";
    if (!call->getArg(0)->getType()->isPointerType() && !call->getArg(0)->getType()->isArrayType()) return;
    if (copies || appends)
        define(call->getArg(0), appends ? Definition::Kind::append : Definition::Kind::assign, call->getArg(1));
    else if (formats && !call->getArg(0)->getType()->getPointeeOrArrayElementType()->isIncompleteType() &&
             !isa<clang::StringLiteral>(strip(call->getArg(0))) && call->getType()->isIntegerType())
        define(call->getArg(0), Definition::Kind::assign, call);
}

void Walker::walk_call(const CallExpr* call) {
    if (call->isTypeDependent()) return walk_children(call);
    const FunctionDecl* callee = call->getDirectCallee();
    Call fact;
    fact.caller = function_;
    fact.span = unit_.span(call->getExprLoc());
    fact.once = once_;
    fact.scope = scope_;
    fact.loop = loop_;
    fact.unset = unset_;
    std::vector<const Expr*> arguments(call->arg_begin(), call->arg_end());
    const Expr* receiver = nullptr;
    bool arrow = false;
    if (auto* member = dyn_cast<CXXMemberCallExpr>(call)) {
        receiver = member->getImplicitObjectArgument();
        if (auto* written = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParenImpCasts())) {
            arrow = written->isArrow();
            fact.span = unit_.span(written->getMemberLoc());
        }
    }
    auto* operation = dyn_cast<CXXOperatorCallExpr>(call);
    auto* method = dyn_cast_or_null<CXXMethodDecl>(callee);
    if (operation && method && !method->isStatic() && !arguments.empty()) {
        receiver = arguments.front();
        arguments.erase(arguments.begin());
    }
    bool wrapper_call = operation && operation->getOperator() == OO_Call && callee && !unit_.is_user(callee) &&
                        !(method && is_lambda(method->getParent()));
    std::string wrapped = wrapper_call && receiver ? unit_.callable_signature(receiver->getType()) : std::string{};
    if (!callee || !wrapped.empty()) {
        fact.kind = Call::Kind::indirect;
        fact.signature = wrapped;
        if (!callee) {
            const Expr* target = call->getCallee()->IgnoreParenImpCasts();
            auto* pointer = dyn_cast<BinaryOperator>(target);
            if (pointer && pointer->isPtrMemOp()) target = pointer->getRHS();
            fact.signature = unit_.callable_signature(target->getType());
            fact.receiver = place(target);
            walk(call->getCallee());
        } else {
            fact.receiver = place(receiver);
            access(receiver, Access::Kind::read, "call");
            walk_lvalue(receiver);
        }
        add_arguments(fact, arguments, nullptr);
        Call copy = fact;
        walk_arguments(fact, arguments, nullptr);
        unit_.facts.calls.push_back(std::move(copy));
        return;
    }
    bool user = unit_.is_user(callee) || (method && is_lambda(method->getParent()));
    fact.in_library = !user;
    fact.callee = unit_.id(callee);
    fact.name = callee_name(call, callee, receiver);
    if (user) unit_.add_function(callee, {});
    if (method && method->isVirtual()) {
        auto* written = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParenImpCasts());
        bool qualified = written && written->hasQualifier();
        if (!qualified) fact.kind = Call::Kind::virtual_;
    }
    if (receiver) {
        fact.has_receiver = true;
        fact.receiver = place(receiver);
        if (arrow) push(fact.receiver, Place::Step::Kind::deref);
        fact.receiver_value = value(receiver);
    }
    if (auto* specialised = callee->getTemplateSpecializationArgs())
        for (const TemplateArgument& argument : specialised->asArray()) {
            if (argument.getKind() == TemplateArgument::Type)
                fact.template_arguments.push_back(unit_.type(argument.getAsType()));
            if (argument.getKind() == TemplateArgument::Pack)
                for (auto& element : argument.pack_elements())
                    if (element.getKind() == TemplateArgument::Type)
                        fact.template_arguments.push_back(unit_.type(element.getAsType()));
        }
    add_arguments(fact, arguments, callee);
    bool makes =
        fact.name == "std::make_shared" || fact.name == "std::make_unique" || fact.name == "std::allocate_shared";
    if (makes && !fact.template_arguments.empty() && !fact.template_arguments.front().record.empty())
        unit_.facts.creations.push_back(
            {function_, fact.template_arguments.front().record, Creation::How::heap, fact.span, loop_});
    bool wants_signature = receiver && !user;
    std::string old = signature_;
    if (wants_signature) signature_ = unit_.signature_within(receiver->getType());
    if (fact.in_library && operation) {
        if (operator_access(operation)) {
            signature_ = old;
            unit_.facts.calls.push_back(std::move(fact));
            return;
        }
    }
    if (fact.in_library && receiver && !operation) library_member_access(cast<CXXMemberCallExpr>(call), fact.name);
    if (!user) output_definitions(fact, call);
    if (receiver) {
        if (user) access(receiver, Access::Kind::read, "call " + callee->getNameAsString());
        walk_lvalue(receiver);
    }
    if (user) {
        bool assigns = operation && operation->isAssignmentOp();
        if (assigns)
            access(operation->getArg(0), Access::Kind::write, getOperatorSpelling(operation->getOperator()),
                   operation->getNumArgs() > 1 ? operation->getArg(1) : nullptr);
    }
    walk_arguments(fact, arguments, callee);
    signature_ = old;
    unit_.facts.calls.push_back(std::move(fact));
}

void Walker::walk_construct(const CXXConstructExpr* construct) {
    auto* constructor = construct->getConstructor();
    std::vector<const Expr*> arguments(construct->arguments().begin(), construct->arguments().end());
    std::string old = signature_;
    std::string own = unit_.signature_within(construct->getType());
    if (!own.empty()) signature_ = own;
    bool trivial = constructor->isImplicit() || construct->isElidable() ||
                   (constructor->isCopyOrMoveConstructor() && !unit_.is_user(constructor));
    if (trivial) {
        for (const Expr* argument : arguments) {
            auto* call = dyn_cast_or_null<CallExpr>(strip(argument));
            bool moved = constructor->isMoveConstructor() && call && call->getNumArgs() == 1 &&
                         call->getDirectCallee() && unit_.qualified(call->getDirectCallee()) == "std::move";
            if (moved) access(call->getArg(0), Access::Kind::write, "move");
            walk(argument);
        }
    } else {
        Call fact;
        fact.caller = function_;
        fact.callee = unit_.id(constructor);
        fact.name = unit_.qualified(constructor);
        fact.in_library = !unit_.is_user(constructor);
        fact.span = unit_.span(construct->getExprLoc());
        fact.once = once_;
        fact.scope = scope_;
        fact.loop = loop_;
        fact.unset = unset_;
        fact.has_receiver = true;
        fact.receiver.root = Place::Root::fresh;
        if (!fact.in_library) unit_.add_function(constructor, {});
        if (auto* specialization = dyn_cast<ClassTemplateSpecializationDecl>(constructor->getParent()))
            fact.template_arguments = unit_.type(unit_.context.getRecordType(specialization)).args;
        add_arguments(fact, arguments, constructor);
        walk_arguments(fact, arguments, constructor);
        unit_.facts.calls.push_back(std::move(fact));
    }
    if (auto* record = construct->getConstructor()->getParent();
        unit_.is_user(record) && !constructor->isCopyOrMoveConstructor())
        unit_.facts.creations.push_back(
            {function_, unit_.id(record), Creation::How::temporary, unit_.span(construct->getExprLoc()), loop_});
    signature_ = old;
}

void Walker::walk_new(const CXXNewExpr* creation) {
    if (auto* record = creation->getAllocatedType()->getAsCXXRecordDecl(); record && unit_.is_user(record))
        unit_.facts.creations.push_back({function_, unit_.id(record),
                                         creation->isArray() ? Creation::How::array : Creation::How::heap,
                                         unit_.span(creation->getExprLoc()), loop_});
    walk_children(creation);
}

}  // namespace stateless::lint
