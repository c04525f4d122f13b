// Where a value comes from: backward through parameters, variables, fields, defaults and returns, over the program.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

/// One literal that may arrive at a sink, and how sure that is.
struct Origin {
    Value literal;                 // Kind::integer or Kind::text, with its span
    std::vector<Span> via;         // assignments and calls it came through, from the literal to the sink
    bool is_default = false;       // used unless the environment or a configuration says otherwise
};

/// A text put together from parts: literals with their spans, and holes where nothing is known.
struct AssembledText {
    struct Part {
        std::optional<std::string> text;  // nullopt: a hole
        Span span;
    };
    std::vector<Part> parts;
    bool complete() const;     // no holes
    std::string text(const std::string& hole = "\x01") const;
};

class ValueFlow {
public:
    explicit ValueFlow(const Program& program) : program_(&program) {}
    /// All integer or text literals that may arrive; nothing for what only the outside decides. Bounded and
    /// deterministic; cycles end.
    std::vector<Origin> origins(const Value& value, const EntityId& in_function) const;
    /// The texts that may arrive, with integers printed. At most 16 alternatives.
    std::vector<AssembledText> texts(const Value& value, const EntityId& in_function) const;

private:
    const Program* program_;
};

}  // namespace stateless::lint
