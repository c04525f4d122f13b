// The names and places every stage shares. What a name is made of is decided in extract; nobody else looks inside one.
#pragma once

#include <compare>
#include <string>

namespace stateless::lint {

/// Names one program entity (function, variable, field, record) across all units. Opaque: made in extract from the USR,
/// and the unit where the entity has internal linkage. Empty means "none".
using EntityId = std::string;

/// A range in a source file. Lines and columns count from 1; columns are bytes, as in Clang; the end is exclusive.
/// The file is an absolute, normalised path.
struct Span {
    std::string file;
    unsigned line = 0;
    unsigned column = 0;
    unsigned end_line = 0;
    unsigned end_column = 0;

    bool valid() const { return line != 0; }
    auto operator<=>(const Span&) const = default;
};

}  // namespace stateless::lint
