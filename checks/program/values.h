// Where a value comes from: backward through parameters, variables, fields, defaults and returns, over the program.
// Refuses to know which branch is taken and in which order functions run: every definition of a variable may arrive.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

/// One literal that may arrive at a sink, and how sure that is.
struct Origin {
    Value literal;                // Kind::integer or Kind::text, with its span
    std::vector<Span> via;        // assignments and calls it came through, from the literal to the sink
    bool is_default = false;      // used unless the environment or a configuration says otherwise
    bool is_conditional = false;  // one of several values that the same variable or expression may have
};

/// A text put together from parts: literals with their spans, and holes where nothing is known.
struct AssembledText {
    struct Part {
        std::optional<std::string> text;  // nullopt: a hole
        Span span;
    };
    std::vector<Part> parts;
    std::vector<Span> via;  // as in Origin
    bool is_default = false;
    bool is_conditional = false;
    bool is_null = false;   // zero by itself: where a name is asked for, the null pointer
    bool complete() const;  // no holes
    std::string text(const std::string& hole = "\x01") const;
    /// The span of the part that holds the character at `offset` of text() with one-character holes.
    Span span_at(std::size_t offset) const;
};

class ValueFlow {
public:
    explicit ValueFlow(const Program& program);
    /// All integer or text literals that may arrive; nothing for what only the outside decides. Bounded and
    /// deterministic; cycles end.
    std::vector<Origin> origins(const Value& value, const EntityId& in_function) const;
    /// The texts that may arrive, with integers printed; a hole alone where nothing is known. Bounded: at most 64 ways
    /// to put parts together and at most 256 texts.
    std::vector<AssembledText> texts(const Value& value, const EntityId& in_function) const;

private:
    const Program* program_;
    /// The variable of a function's parameter, for what the function itself does to it.
    std::map<std::pair<EntityId, unsigned>, EntityId> parameter_variables_;
};

}  // namespace stateless::lint
