// Secrets that each process makes for itself: variables that live as long as the process, get random bytes or a new key
// in the program itself, and sign, encrypt or are mixed into a hash. Refuses to know which branch is taken: a random
// fallback beside a configured key counts.
#pragma once

#include <vector>

#include "program/analysis.h"

namespace stateless::lint {

struct ProcessSecret {
    const Variable* variable = nullptr;
    std::string source;  // the library call that makes it: "RAND_bytes"
    Span source_span;
    EntityId user;  // a function that uses it, of several a serving one with the shortest way
};

/// All of the program, by variable; nothing for a program that is no server.
std::vector<ProcessSecret> process_secrets(const Analysis& analysis);

}  // namespace stateless::lint
