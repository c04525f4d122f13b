// What extraction says about one translation unit: facts about the language, one hop deep, free of context and of
// verdicts. A rule is a query over these; a new kind of fact is a rare and deliberate change (bump facts_version).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/entity.h"

namespace stateless::lint {

/// Changes whenever the meaning or the form of a fact changes; a file of another version is refused.
inline constexpr int facts_version = 5;

/// A type, as far as a rule needs it: the head's qualified name and its arguments, outermost first.
struct Type {
    enum class Kind { other, builtin, enumeration, record, pointer, reference, array, function };
    Kind kind = Kind::other;
    /// Qualified name without template arguments and inline namespaces ("std::unordered_map", "int", "chat::Room").
    std::string name;
    /// The record's entity, for a record declared in the user's own code; empty for library types.
    EntityId record;
    bool is_const = false;
    /// Template type arguments without allocators, comparators, hashers; the pointee, referee or element otherwise;
    /// for a function: its canonical signature is in `name`.
    std::vector<Type> args;
    bool operator==(const Type&) const = default;
};

/// What is known of an expression's value without running the program.
struct Value {
    enum class Kind {
        unknown,    // `text` is a library variable's qualified name, if it is one: soci::sqlite3
        integer,    // `integer`; `text` is the enumerator's or user-defined literal's own spelling, if it is one
        text,       // `text`
        entity,     // the value of the variable or field `entity`
        parameter,  // the value of the enclosing function's parameter number `index`
        call,  // the result of calling `entity` (named `text`), `parts` are the arguments, receiver first if a method;
               // what a field of a library's object holds is taken for the result of a getter
        concat,  // the parts' text one after the other
        choice,  // one of the parts
    };
    Kind kind = Kind::unknown;
    std::int64_t integer = 0;
    std::string text;
    EntityId entity;
    unsigned index = 0;
    std::vector<Value> parts;
    /// Where the literal or the expression stands; always set for integer and text.
    Span span;
    bool operator==(const Value&) const = default;
};

/// An object as the code names it: where the way starts, and the steps to the object.
struct Place {
    enum class Root {
        unknown,      // not known: a library call's result, a cast of an integer
        variable,     // the variable `entity`
        this_object,  // *this of the enclosing method
        parameter,    // the object that parameter number `index` refers or points to, or the parameter itself
        call,         // what the call of `entity` (named `name`) returned
        fresh,        // created in this function: new, make_shared, a temporary
    };
    struct Step {
        /// `address` ends a place: the value is a pointer, reference or iterator to it; a following deref cancels it.
        enum class Kind { field, deref, element, address };
        Kind kind = Kind::field;
        EntityId field;  // for Kind::field
        bool operator==(const Step&) const = default;
    };
    Root root = Root::unknown;
    EntityId entity;
    std::string name;
    unsigned index = 0;
    std::vector<Step> steps;
    bool operator==(const Place&) const = default;
};

/// The variable or field that holds what the place names a part or a copy of; empty if none does.
inline EntityId holder_of(const Place& place) {
    EntityId holder = place.root == Place::Root::variable ? place.entity : EntityId{};
    for (auto& step : place.steps)
        if (step.kind == Place::Step::Kind::field) holder = step.field;
    return holder;
}

struct Function {
    enum class Kind { function, method, constructor, destructor, lambda };
    EntityId id;
    /// Qualified, for people and for models: "chat::Room::add"; a lambda is "lambda in chat::Room::add".
    std::string name;
    Span span;  // of the name; of the introducer for a lambda
    Kind kind = Kind::function;
    EntityId record;  // the class, for a method
    EntityId parent;  // the enclosing function, for a lambda or a local class's method
    bool is_main = false;
    bool is_static = false;
    bool is_const = false;
    bool is_virtual = false;
    bool has_body = false;
    bool returns_reference = false;  // a reference, pointer, smart pointer or iterator
    Type returns;
    std::vector<Type> parameters;
    std::vector<std::string> parameter_names;
    /// Canonical function type, for calls through pointers and std::function.
    std::string signature;
    /// Qualified names of the virtual methods it overrides, all the way up; `overrides` holds those of user code.
    std::vector<EntityId> overrides;
    std::vector<std::string> overridden_names;
    /// The block that each block of the body stands in: `blocks[n]` is around block n; 0 is outside of all.
    std::vector<unsigned> blocks;
    bool operator==(const Function&) const = default;
};

struct Record {
    EntityId id;
    std::string name;  // qualified
    Span span;
    std::vector<Type> bases;
    std::vector<EntityId> fields;  // non-static
    bool is_lambda = false;
    bool operator==(const Record&) const = default;
};

/// A variable or a field.
struct Variable {
    enum class Storage { global, static_member, static_local, local, parameter, field };
    EntityId id;
    std::string name;       // as declared
    std::string qualified;  // "chat::Room::history"
    Span span;              // of the identifier
    Storage storage = Storage::global;
    bool is_thread_local = false;
    bool is_const = false;  // const or constexpr, all the way down to the value
    Type type;
    bool defines = true;  // false for a declaration whose definition is elsewhere
    EntityId owner;       // the record of a field or static member; the function of a local
    /// The reason given in STATELESS_PER_REPLICA("reason") on the declaration; empty where there is none.
    std::string per_replica_reason;
    unsigned loop = 0;  // of a local: the outermost loop that it is declared in, as in Access
    bool operator==(const Variable&) const = default;
};

/// What an operation does to a place.
struct Access {
    enum class Kind {
        read,
        write,   // the object changes: assignment, ++, a mutating member function, an output argument
        escape,  // a non-const reference or pointer to it leaves for code that is not seen
    };
    EntityId function;
    Place place;
    Kind kind = Kind::read;
    /// The operation: "=", "+=", "++", or the member function's name ("push_back", "find", "operator[]", "begin").
    /// A write whose result is used is a read as well, called "value".
    std::string operation;
    Span span;
    Value value;  // what is assigned, for "="
    /// The branch that does this is taken only on a test of the same variable or field: `if (!x) x = ...`.
    bool tested_before = false;
    unsigned scope = 0;  // innermost block, numbered within the function; equal means "same block"
    unsigned loop = 0;   // outermost loop, numbered from 1 within the function; 0: none
    /// Variables and fields that a test on the way here found null, false, zero or empty: `if (!ready) ...`.
    std::vector<EntityId> unset;
    bool operator==(const Access&) const = default;
};

struct Argument {
    Value value;
    Place place;
    Type type;  // of the parameter, or of the argument where the callee is variadic or a template
    /// Functions, lambdas and methods handed over as callables here (also through std::bind and conversions).
    std::vector<EntityId> callables;
    bool operator==(const Argument&) const = default;
};

struct Call {
    enum class Kind {
        direct,
        virtual_,  // dispatched; all linked overriders
        indirect,  // through a pointer or std::function; `signature` tells which
    };
    EntityId caller;
    EntityId callee;   // empty for indirect
    std::string name;  // the callee's qualified name, for models: "httplib::Server::Get", "std::thread::thread"; giving
                       // a library's field a value is taken for the call of a setter of its name, without receiver
    Kind kind = Kind::direct;
    bool in_library = false;  // the callee is declared in a system header or a modelled library
    std::string signature;
    Span span;
    bool has_receiver = false;
    Place receiver;        // for indirect: the pointer or function object that is called
    Value receiver_value;  // the chain before the call: app.route("/x").methods("GET")
    std::vector<Argument> arguments;
    /// Template type arguments given to the callee: make_shared<T>, addFilter<T>, App<A, B>.
    std::vector<Type> template_arguments;
    bool once = false;  // in the initialiser of a static local, or below call_once
    unsigned scope = 0;
    unsigned loop = 0;
    std::vector<EntityId> unset;  // as in Access
    bool operator==(const Call&) const = default;
};

/// A function was turned into a value that others may call.
struct AddressTaken {
    EntityId function;  // where; empty in a static initialiser
    EntityId target;
    std::string signature;  // of the pointer or std::function type it becomes; empty if none is known
    Span span;
    bool operator==(const AddressTaken&) const = default;
};

/// A variable, field, parameter default or return value gets a value.
struct Definition {
    enum class Kind { assign, append, parameter_default, returned };
    Kind kind = Kind::assign;
    EntityId entity;     // the variable or field; the function for parameter_default and returned
    unsigned index = 0;  // which parameter
    EntityId function;   // where; empty for initialisers outside functions
    Value value;
    Span span;
    std::vector<EntityId> callables;  // functions, lambdas and methods in the value, as in Argument
    bool operator==(const Definition&) const = default;
};

/// A function hands out a reference, pointer or iterator to a place.
struct ReturnedPlace {
    EntityId function;
    Place place;
    bool operator==(const ReturnedPlace&) const = default;
};

/// A lambda captures an enclosing function's variable, or `this` (then `variable` is empty).
struct Capture {
    EntityId lambda;
    EntityId variable;
    bool by_reference = false;
    bool is_this = false;
    bool operator==(const Capture&) const = default;
};

/// An object of a user record comes to be.
struct Creation {
    enum class How { local, heap, array, temporary };
    EntityId function;  // empty in a static initialiser
    EntityId record;
    How how = How::local;
    Span span;
    unsigned loop = 0;  // as in Call
    bool operator==(const Creation&) const = default;
};

/// A literal in the code. `role` says what is done with it.
struct Literal {
    enum class Role { other, argument, initialiser, comparison, operand };
    EntityId function;  // empty outside functions
    Value value;        // integer or text
    Role role = Role::other;
    std::string callee;  // for Role::argument: the qualified name of what it is handed to
    unsigned scope = 0;
    bool operator==(const Literal&) const = default;
};

/// A NOLINT comment: lines first..last of the file are silenced for `checks` (globs; "*" for a bare NOLINT).
struct Suppression {
    std::string file;
    unsigned first_line = 0;
    unsigned last_line = 0;
    std::vector<std::string> checks;
    unsigned comment_line = 0;
    std::string reason;
    bool operator==(const Suppression&) const = default;
};

/// Something that could not be seen. Reported, never silence.
struct Gap {
    enum class Kind { unit_not_parsed, unit_parsed_with_errors, call_not_resolved, command_not_usable };
    Kind kind = Kind::unit_not_parsed;
    std::string unit;
    Span span;
    std::string detail;
    /// A gap that makes "no findings" untrue: exit status 3.
    bool breaks_clean = true;
    bool operator==(const Gap&) const = default;
};

struct UnitFacts {
    std::string main_file;
    std::vector<Function> functions;
    std::vector<Record> records;
    std::vector<Variable> variables;
    std::vector<Access> accesses;
    std::vector<Call> calls;
    std::vector<AddressTaken> addresses_taken;
    std::vector<Definition> definitions;
    std::vector<ReturnedPlace> returned_places;
    std::vector<Capture> captures;
    std::vector<Creation> creations;
    std::vector<Literal> literals;
    std::vector<Suppression> suppressions;
    std::vector<Gap> gaps;
    bool operator==(const UnitFacts&) const = default;
};

}  // namespace stateless::lint
