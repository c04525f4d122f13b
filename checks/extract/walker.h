// One function's body (or one initialiser) walked statement by statement, with the context a fact needs: the function,
// the block, the loop, what was tested on the way. Lambdas are walked where they stand, as functions of their own.
#pragma once

#include <optional>
#include <set>

#include "extract/builtins.h"
#include "extract/unit.h"

namespace stateless::lint {

class Walker {
public:
    /// `function` is empty for initialisers outside functions. `body_of` is null there.
    Walker(Unit& unit, EntityId function, const clang::FunctionDecl* body_of, Walker* outer = nullptr);

    void function_body(const clang::FunctionDecl* function);
    /// The initialiser of a variable or field declared outside functions.
    void initialiser(const clang::ValueDecl* declared, const clang::Expr* initial);

    /// The object an expression names (places.cpp).
    Place place(const clang::Expr* expression);
    /// What is known of an expression's value (values.cpp).
    Value value(const clang::Expr* expression);

private:
    struct Alias {
        Place place;
        EntityId function;
    };

    Unit& unit_;
    EntityId function_;
    const clang::FunctionDecl* declaration_;
    Walker* outer_;
    std::map<const clang::ValueDecl*, Alias>& aliases_;
    std::map<const clang::ValueDecl*, Alias> own_aliases_;
    std::multiset<const clang::ValueDecl*> tested_;
    unsigned scope_ = 0, loops_ = 0, loop_ = 0;
    std::vector<unsigned> blocks_{0};         // see Function::blocks
    std::vector<EntityId> unset_;             // see Access::unset
    const clang::Stmt* discarded_ = nullptr;  // the expression whose result nobody uses
    /// Pointers that a branch makes point to a new object, with what they pointed to before.
    std::vector<std::pair<const clang::ValueDecl*, Alias>> rebound_;
    unsigned value_depth_ = 0;
    bool once_ = false;
    std::string signature_;
    Literal::Role role_ = Literal::Role::other;
    bool in_bound_ = false;  // one side of <, <=, > or >=
    std::string role_callee_;

    // Statements (walker.cpp).
    void walk(const clang::Stmt* statement);
    void walk_children(const clang::Stmt* statement);
    void walk_compound(const clang::CompoundStmt* statement);
    void walk_if(const clang::IfStmt* statement);
    void walk_loop(const clang::Stmt* statement);
    void walk_range_for(const clang::CXXForRangeStmt* statement);
    void walk_declaration(const clang::VarDecl* variable);
    void bind(const clang::DecompositionDecl* decomposed, const Place& source);
    void walk_atomic(const clang::Expr* expression, const AtomicOperation& operation);
    void walk_remainder(const clang::BinaryOperator* remainder);
    void walk_lambda(const clang::LambdaExpr* lambda);
    void walk_return(const clang::ReturnStmt* statement);
    void walk_lvalue(const clang::Expr* expression);
    void literal(const clang::Expr* expression);
    void walk_discarded(const clang::Stmt* statement);
    unsigned open_block();
    void walk_branch(const clang::Stmt* statement, const clang::Expr* condition, bool when);
    void restore_aliases(std::size_t count);

    // Conditions (conditions.cpp).
    void tested_in(const clang::Expr* condition, std::vector<const clang::ValueDecl*>& out);
    /// What is null, false, zero or empty where the condition is `when`.
    void unset_where(const clang::Expr* condition, bool when, std::vector<EntityId>& out);
    void add_named(const clang::Expr* expression, std::vector<EntityId>& out);

    // Calls (calls.cpp).
    void walk_call(const clang::CallExpr* call);
    void walk_construct(const clang::CXXConstructExpr* construct);
    void walk_new(const clang::CXXNewExpr* creation);
    bool operator_access(const clang::CXXOperatorCallExpr* call);
    void library_member_access(const clang::CXXMemberCallExpr* call, const std::string& name);
    void add_arguments(Call& fact, llvm::ArrayRef<const clang::Expr*> arguments, const clang::FunctionDecl* callee);
    bool keeps_copies(const Call& fact, const clang::FunctionDecl* callee, unsigned at) const;
    void walk_arguments(const Call& fact, llvm::ArrayRef<const clang::Expr*> arguments,
                        const clang::FunctionDecl* callee);
    void output_definitions(const Call& fact, const clang::CallExpr* call);
    std::string callee_name(const clang::CallExpr* call, const clang::FunctionDecl* callee,
                            const clang::Expr* receiver);
    std::vector<EntityId> callables(const clang::Expr* expression, int depth = 0);
    void take_address(const EntityId& target, clang::SourceLocation where, const std::string& own_signature);

    // Facts.
    void access(const clang::Expr* expression, Access::Kind kind, const std::string& operation,
                const clang::Expr* assigned = nullptr);
    void define(const clang::Expr* target, Definition::Kind kind, const clang::Expr* source);
    void define(const EntityId& entity, Definition::Kind kind, const clang::Expr* source, unsigned index = 0);
    void define_fields(const clang::InitListExpr* list);
    void set_library_field(const clang::FieldDecl* field, const clang::Expr* source);
    void alias(const clang::ValueDecl* variable, const clang::Expr* source);
    Place variable_place(const clang::ValueDecl* variable);
    Place call_place(const clang::CallExpr* call);
    Value construct_value(const clang::CXXConstructExpr* construct);
    Value value_within(const clang::Expr* expression);
    /// Texts put together with +, as one value of all operands; of a very long one the beginning is unknown.
    Value concatenation(const clang::CXXOperatorCallExpr* call);
    std::optional<Value> folded(const clang::Expr* expression);

    friend class ScopeGuard;
};

/// The leaf declaration a simple expression names (a variable or a field), or null.
const clang::ValueDecl* named_declaration(const clang::Expr* expression);

void push(Place& place, Place::Step::Kind kind, const EntityId& field = {});

}  // namespace stateless::lint
