// What compilers know without a header: GCC's __sync and __atomic functions, as operations of std::atomic.
#pragma once

#include <optional>
#include <string>

#include "extract/unit.h"

namespace stateless::lint {

struct AtomicOperation {
    std::string name;                     // std::atomic's: "fetch_add", "store", "load", "exchange"
    const clang::Expr* object = nullptr;  // what changes or is read
    const clang::Expr* value = nullptr;   // what is stored; null for the others
};

/// Nothing for other expressions, and where the object is only known by a pointer.
std::optional<AtomicOperation> atomic_operation(const clang::Expr* expression);

}  // namespace stateless::lint
