// Statements: scopes, loops, tests, declarations, lambdas, returns; and the reads and writes that operators make.
#include "extract/walker.h"

namespace stateless::lint {

using namespace clang;

namespace {

/// Sets a variable for the time of a block.
template <typename T>
class Saved {
public:
    Saved(T& variable, T value) : variable_(variable), old_(std::move(variable)) { variable = std::move(value); }
    ~Saved() { variable_ = std::move(old_); }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

private:
    T& variable_;
    T old_;
};

bool leaves(const Stmt* statement) {
    if (!statement) return false;
    if (isa<ReturnStmt>(statement) || isa<BreakStmt>(statement) || isa<ContinueStmt>(statement)) return true;
    if (auto* expression = dyn_cast<Expr>(statement)) return isa<CXXThrowExpr>(strip(expression));
    if (auto* compound = dyn_cast<CompoundStmt>(statement))
        return !compound->body_empty() && leaves(compound->body_back());
    return false;
}

}  // namespace

Walker::Walker(Unit& unit, EntityId function, const FunctionDecl* body_of, Walker* outer)
    : unit_(unit), function_(std::move(function)), declaration_(body_of), outer_(outer),
      aliases_(outer ? outer->aliases_ : own_aliases_) {}

void Walker::function_body(const FunctionDecl* function) {
    for (const ParmVarDecl* parameter : function->parameters())
        if (parameter->hasDefaultArg() && !parameter->hasUninstantiatedDefaultArg() &&
            !parameter->hasUnparsedDefaultArg())
            define(function_, Definition::Kind::parameter_default, parameter->getDefaultArg(),
                   parameter->getFunctionScopeIndex());
    if (auto* constructor = dyn_cast<CXXConstructorDecl>(function)) {
        for (const CXXCtorInitializer* initializer : constructor->inits()) {
            const Expr* source = initializer->getInit();
            if (!source) continue;
            if (FieldDecl* field = initializer->getMember()) {
                if (isa<CXXDefaultInitExpr>(source)) continue;
                if (unit_.is_user(field)) define(unit_.id(field), Definition::Kind::assign, source);
                Saved signature(signature_, unit_.signature_within(field->getType()));
                walk(source);
            } else if (!isa<CXXDefaultInitExpr>(source)) {
                walk(source);
            }
        }
    }
    if (function->getBody()) walk(function->getBody());
    if (auto& blocks = unit_.blocks[function_]; blocks.size() < blocks_.size()) blocks = blocks_;
}

void Walker::initialiser(const ValueDecl* declared, const Expr* initial) {
    Saved signature(signature_, unit_.signature_within(declared->getType()));
    Saved role(role_, Literal::Role::initialiser);
    define(unit_.id(declared), Definition::Kind::assign, initial);
    walk(initial);
}

void Walker::walk_children(const Stmt* statement) {
    for (const Stmt* child : statement->children()) walk(child);
}

unsigned Walker::open_block() {
    blocks_.push_back(scope_);
    return static_cast<unsigned>(blocks_.size() - 1);
}

void Walker::walk_discarded(const Stmt* statement) {
    if (auto* expression = dyn_cast_or_null<Expr>(statement)) discarded_ = strip(expression);
    walk(statement);
}

void Walker::walk_compound(const CompoundStmt* statement) {
    const unsigned own = open_block();
    Saved scope(scope_, unsigned{own});
    Saved unset(unset_, std::vector<EntityId>(unset_));
    std::vector<const ValueDecl*> tested;
    for (const Stmt* child : statement->body()) {
        if (isa<SwitchCase>(child)) {
            scope_ = own;
            scope_ = open_block();
        }
        walk_discarded(child);
        if (auto* branch = dyn_cast<IfStmt>(child); branch && branch->getCond() && leaves(branch->getThen())) {
            std::vector<const ValueDecl*> found;
            tested_in(branch->getCond(), found);
            for (auto* declaration : found) {
                tested_.insert(declaration);
                tested.push_back(declaration);
            }
            unset_where(branch->getCond(), false, unset_);
        }
    }
    for (auto* declaration : tested) tested_.erase(tested_.find(declaration));
}

void Walker::restore_aliases(std::size_t count) {
    while (rebound_.size() > count) {
        aliases_.insert_or_assign(rebound_.back().first, rebound_.back().second);
        rebound_.pop_back();
    }
}

void Walker::walk_branch(const Stmt* statement, const Expr* condition, bool when) {
    const std::size_t rebound = rebound_.size();
    Saved scope(scope_, open_block());
    Saved unset(unset_, std::vector<EntityId>(unset_));
    unset_where(condition, when, unset_);
    walk_discarded(statement);
    restore_aliases(rebound);
}

void Walker::walk_if(const IfStmt* statement) {
    if (statement->getInit()) walk(statement->getInit());
    if (statement->getConditionVariable()) walk_declaration(statement->getConditionVariable());
    {
        Saved role(role_, Literal::Role::comparison);
        walk(statement->getCond());
    }
    std::vector<const ValueDecl*> tested;
    tested_in(statement->getCond(), tested);
    tested_.insert(tested.begin(), tested.end());
    walk_branch(statement->getThen(), statement->getCond(), true);
    if (statement->getElse()) walk_branch(statement->getElse(), statement->getCond(), false);
    for (auto* declaration : tested) tested_.erase(tested_.find(declaration));
}

void Walker::walk_loop(const Stmt* statement) {
    const std::size_t rebound = rebound_.size();
    Saved loop(loop_, loop_ ? loop_ : ++loops_);
    Saved scope(scope_, open_block());
    auto* counting = dyn_cast<ForStmt>(statement);
    for (const Stmt* child : statement->children()) {
        const bool condition = isa_and_nonnull<Expr>(child) && !(counting && child == counting->getInc());
        if (condition) walk(child);
        else walk_discarded(child);
    }
    restore_aliases(rebound);
}

void Walker::walk_range_for(const CXXForRangeStmt* statement) {
    if (statement->getInit()) walk(statement->getInit());
    const Expr* range = statement->getRangeInit();
    access(range, Access::Kind::read, "iterate");
    walk_lvalue(range);
    if (auto* variable = statement->getLoopVariable()) {
        Place element = place(range);
        if (element.root != Place::Root::unknown && is_pointer_like(variable->getType())) {
            push(element, Place::Step::Kind::element);
            aliases_.insert_or_assign(variable, Alias{element, function_});
        }
        if (auto* decomposed = dyn_cast<DecompositionDecl>(variable); decomposed) {
            push(element, Place::Step::Kind::element);
            bind(decomposed, element);
        }
    }
    const std::size_t rebound = rebound_.size();
    Saved loop(loop_, loop_ ? loop_ : ++loops_);
    Saved scope(scope_, open_block());
    walk_discarded(statement->getBody());
    restore_aliases(rebound);
}

/// The parts of what is taken apart: of the object itself where that is a reference, else what its pointers lead to.
void Walker::bind(const DecompositionDecl* decomposed, const Place& source) {
    if (source.root == Place::Root::unknown || source.root == Place::Root::fresh) return;
    for (auto* binding : decomposed->bindings())
        if (decomposed->getType()->isReferenceType() || is_pointer_like(binding->getType()))
            aliases_.insert_or_assign(binding, Alias{source, function_});
}

void Walker::walk_declaration(const VarDecl* variable) {
    if (!variable) return;
    unit_.add_variable(variable, loop_);
    const Expr* initial = variable->getInit();
    if (!initial) return;
    if (auto* decomposed = dyn_cast<DecompositionDecl>(variable)) {
        bind(decomposed, place(initial));
    }
    alias(variable, initial);
    define(unit_.id(variable), Definition::Kind::assign, initial);
    if (auto* record = variable->getType()->getAsCXXRecordDecl();
        record && !is_lambda(record) && unit_.is_user(record)) {
        Creation fact{function_, unit_.id(record), Creation::How::local, unit_.span(variable->getLocation()), loop_};
        unit_.facts.creations.push_back(fact);
    }
    Saved once(once_, once_ || variable->isStaticLocal());
    Saved role(role_, Literal::Role::initialiser);
    Saved signature(signature_, unit_.signature_within(variable->getType()));
    if (variable->getType()->isReferenceType() && !variable->getType().getNonReferenceType().isConstQualified())
        walk_lvalue(initial);
    else walk(initial);
}

void Walker::literal(const Expr* expression) {
    Literal fact;
    fact.function = function_;
    fact.value = value(expression);
    bool named = !fact.value.text.empty();
    const bool small = fact.value.integer >= 0 && fact.value.integer < 100;
    const bool bound = in_bound_ && role_ == Literal::Role::comparison && fact.value.integer > 0;
    if (fact.value.kind == Value::Kind::integer && !named && small && !bound && role_ != Literal::Role::operand) return;
    if (fact.value.kind == Value::Kind::text && fact.value.text.size() < 2) return;
    fact.role = role_;
    fact.callee = role_callee_;
    fact.scope = scope_;
    unit_.facts.literals.push_back(std::move(fact));
}

void Walker::walk_lvalue(const Expr* expression) {
    const Expr* inner = strip(expression);
    if (!inner || isa<DeclRefExpr>(inner) || isa<CXXThisExpr>(inner)) return;
    if (auto* member = dyn_cast<MemberExpr>(inner)) return walk_lvalue(member->getBase());
    if (auto* subscript = dyn_cast<ArraySubscriptExpr>(inner)) {
        walk_lvalue(subscript->getBase());
        return walk(subscript->getIdx());
    }
    if (auto* unary = dyn_cast<UnaryOperator>(inner); unary && unary->getOpcode() == UO_Deref)
        return walk_lvalue(unary->getSubExpr());
    walk(inner);
}

void Walker::access(const Expr* expression, Access::Kind kind, const std::string& operation, const Expr* assigned) {
    const Expr* named = strip(expression);
    if (!named) return;
    Place target;
    auto* reference = dyn_cast<DeclRefExpr>(named);
    auto* variable = reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
    bool rebinds = kind == Access::Kind::write && variable && variable->isLocalVarDeclOrParm() &&
                   !variable->isStaticLocal() && !variable->getType()->isReferenceType();
    if (rebinds) {
        if (assigned && operation == "=") alias(variable, assigned);
        auto* parameter = dyn_cast<ParmVarDecl>(variable);
        if (parameter && declaration_ && parameter->getDeclContext() == static_cast<const DeclContext*>(declaration_))
            return;
        target.root = Place::Root::variable;
        target.entity = unit_.id(variable);
        target.name = variable->getName().str();
        unit_.add_variable(variable);
    } else {
        target = place(named);
    }
    while (!target.steps.empty() && target.steps.back().kind == Place::Step::Kind::address) target.steps.pop_back();
    bool foreign_base = target.root == Place::Root::unknown && target.steps.empty();
    if (foreign_base || target.root == Place::Root::fresh) return;
    Access fact;
    fact.function = function_;
    fact.place = std::move(target);
    fact.kind = kind;
    fact.operation = operation;
    fact.span = unit_.span(named->getSourceRange());
    if (assigned) fact.value = value(assigned);
    if (kind == Access::Kind::write && !tested_.empty()) {
        std::vector<const ValueDecl*> mentioned;
        tested_in(named, mentioned);
        for (auto* declaration : mentioned) fact.tested_before = fact.tested_before || tested_.contains(declaration);
    }
    fact.scope = scope_;
    fact.loop = loop_;
    fact.unset = unset_;
    if (function_.empty()) return;
    unit_.facts.accesses.push_back(std::move(fact));
}

void Walker::define(const EntityId& entity, Definition::Kind kind, const Expr* source, unsigned index) {
    Definition fact;
    fact.kind = kind;
    fact.entity = entity;
    fact.index = index;
    fact.function = function_;
    fact.value = value(source);
    fact.callables = callables(source);
    // An assignment of an unknown value still says that the earlier ones are not the only ones.
    if (fact.value.kind == Value::Kind::unknown && kind != Definition::Kind::assign && fact.callables.empty()) return;
    fact.span = unit_.span(source->getSourceRange());
    unit_.facts.definitions.push_back(std::move(fact));
}

void Walker::define(const Expr* target, Definition::Kind kind, const Expr* source) {
    const ValueDecl* declared = named_declaration(target);
    if (!declared) {
        // handlers["x"] = f: what a container of callables is given.
        if (unit_.signature_within(target->getType()).empty()) return;
        EntityId holder = holder_of(place(target));
        if (!holder.empty()) define(holder, Definition::Kind::append, source);
        return;
    }
    auto* field = dyn_cast<FieldDecl>(declared);
    if (field && !unit_.is_user(field) && kind == Definition::Kind::assign) return set_library_field(field, source);
    if (!unit_.is_user(declared)) return;
    if (!isa<VarDecl>(declared) && !field) return;
    define(unit_.id(declared), kind, source);
}

void Walker::walk(const Stmt* statement) {
    if (!statement) return;
    if (auto* compound = dyn_cast<CompoundStmt>(statement)) return walk_compound(compound);
    if (auto* branch = dyn_cast<IfStmt>(statement)) return walk_if(branch);
    if (auto* loop = dyn_cast<CXXForRangeStmt>(statement)) return walk_range_for(loop);
    if (isa<ForStmt>(statement) || isa<WhileStmt>(statement) || isa<DoStmt>(statement)) return walk_loop(statement);
    if (auto* returned = dyn_cast<ReturnStmt>(statement)) return walk_return(returned);
    if (auto* declared = dyn_cast<DeclStmt>(statement)) {
        for (const Decl* declaration : declared->decls()) {
            if (auto* variable = dyn_cast<VarDecl>(declaration)) walk_declaration(variable);
            else if (auto* record = dyn_cast<CXXRecordDecl>(declaration);
                     record && record->isThisDeclarationADefinition()) {
                unit_.add_record(record);
                for (auto* method : record->methods())
                    if (method->doesThisDeclarationHaveABody() && !method->isImplicit()) {
                        unit_.add_function(method, function_);
                        Walker inner(unit_, unit_.id(method), method, this);
                        inner.function_body(method);
                    }
            }
        }
        return;
    }
    if (auto* label = dyn_cast<CaseStmt>(statement)) {
        {
            Saved role(role_, Literal::Role::comparison);
            walk(label->getLHS());
            walk(label->getRHS());
        }
        return walk(label->getSubStmt());
    }
    auto* expression = dyn_cast<Expr>(statement);
    if (!expression) return walk_children(statement);
    if (isa<UnaryExprOrTypeTraitExpr>(expression) || isa<CXXNoexceptExpr>(expression)) return;  // not evaluated
    if (auto* lambda = dyn_cast<LambdaExpr>(expression)) return walk_lambda(lambda);
    if (auto* construct = dyn_cast<CXXConstructExpr>(expression)) return walk_construct(construct);
    if (auto* creation = dyn_cast<CXXNewExpr>(expression)) return walk_new(creation);
    if (auto atomic = atomic_operation(expression)) return walk_atomic(expression, *atomic);
    if (auto* call = dyn_cast<CallExpr>(expression)) return walk_call(call);
    if (auto* bound = dyn_cast<CXXDefaultArgExpr>(expression)) return walk(bound->getExpr());
    if (auto* list = dyn_cast<InitListExpr>(expression)) define_fields(list);
    if (isa<clang::StringLiteral>(expression) || isa<IntegerLiteral>(expression)) return literal(expression);
    if (auto* unary = dyn_cast<UnaryOperator>(expression)) {
        if (unary->isIncrementDecrementOp()) {
            access(unary->getSubExpr(), Access::Kind::write, unary->isIncrementOp() ? "++" : "--");
            if (unary != discarded_) access(unary->getSubExpr(), Access::Kind::read, "value");
            return walk_lvalue(unary->getSubExpr());
        }
        if (unary->getOpcode() == UO_AddrOf) {
            auto* reference = dyn_cast_or_null<DeclRefExpr>(strip(unary->getSubExpr()));
            if (reference && isa<FunctionDecl>(reference->getDecl())) return walk(reference);
        }
        return walk_children(expression);
    }
    if (auto* binary = dyn_cast<BinaryOperator>(expression)) {
        if (binary->isAssignmentOp()) {
            std::string operation = binary->getOpcodeStr().str();
            access(binary->getLHS(), Access::Kind::write, operation, binary->getRHS());
            if (binary != discarded_) access(binary->getLHS(), Access::Kind::read, "value");
            define(binary->getLHS(), operation == "=" ? Definition::Kind::assign : Definition::Kind::append,
                   binary->getRHS());
            walk_lvalue(binary->getLHS());
            Saved signature(signature_, unit_.signature_within(binary->getLHS()->getType()));
            Saved role(role_, Literal::Role::initialiser);
            return walk(binary->getRHS());
        }
        Saved role(role_, binary->isComparisonOp()        ? Literal::Role::comparison
                          : binary->getOpcode() == BO_Mul ? Literal::Role::operand
                                                          : role_);
        Saved bound(in_bound_, binary->isRelationalOp());
        if (binary->getOpcode() == BO_Comma) {
            const bool dropped = binary == discarded_;
            walk_discarded(binary->getLHS());
            return dropped ? walk_discarded(binary->getRHS()) : walk(binary->getRHS());
        }
        if (binary->getOpcode() == BO_Rem) return walk_remainder(binary);
        return walk_children(expression);
    }
    if (auto* reference = dyn_cast<DeclRefExpr>(expression)) {
        // What a library's enumerator is compared with says what the code is for: method() == verb::get.
        if (isa<EnumConstantDecl>(reference->getDecl()) && role_ == Literal::Role::comparison &&
            !unit_.is_user(reference->getDecl()))
            return literal(reference);
        if (auto* function = dyn_cast<FunctionDecl>(reference->getDecl())) {
            const FunctionDecl* target = function;
            if (unit_.is_user(target)) {
                std::string own = unit_.function_signature(target->getType()->getAs<FunctionProtoType>());
                auto* method = dyn_cast<CXXMethodDecl>(target);
                take_address(unit_.id(target), reference->getBeginLoc(),
                             method && !method->isStatic() ? "member " + own : own);
            }
            return;
        }
        if (isa<VarDecl>(reference->getDecl()) || isa<BindingDecl>(reference->getDecl()))
            access(reference, Access::Kind::read, "");
        return;
    }
    if (auto* member = dyn_cast<MemberExpr>(expression)) {
        if (isa<FieldDecl>(member->getMemberDecl()) || isa<VarDecl>(member->getMemberDecl()))
            access(member, Access::Kind::read, "");
        return walk(member->getBase());
    }
    walk_children(expression);
}

void Walker::walk_atomic(const Expr* expression, const AtomicOperation& operation) {
    const bool loads = operation.name == "load";
    access(operation.object, loads ? Access::Kind::read : Access::Kind::write, operation.name, operation.value);
    if (!loads && expression != discarded_) access(operation.object, Access::Kind::read, "value");
    walk_lvalue(operation.object);
    for (const Stmt* child : expression->children()) {
        auto* argument = dyn_cast_or_null<Expr>(child);
        auto* address = dyn_cast_or_null<UnaryOperator>(argument ? strip(argument) : nullptr);
        if (!address || address->getSubExpr() != operation.object) walk(child);
    }
}

/// What goes round: `hosts[next++ % hosts.size()]`. A fixed divisor shows nothing.
void Walker::walk_remainder(const BinaryOperator* remainder) {
    const std::size_t before = unit_.facts.accesses.size();
    walk(remainder->getLHS());
    if (!isa_and_nonnull<IntegerLiteral>(strip(remainder->getRHS())))
        for (std::size_t i = before; i < unit_.facts.accesses.size(); ++i) {
            Access& read = unit_.facts.accesses[i];
            const bool value = read.operation.empty() || read.operation == "value" || read.operation == "load";
            if (read.kind == Access::Kind::read && value) read.operation.assign(1, '%');
        }
    walk(remainder->getRHS());
}

}  // namespace stateless::lint
