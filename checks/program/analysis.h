// The questions every rule asks, answered once over the whole program: what serves, what lives as long as the process,
// what each state entity is for, where a value comes from.
#pragma once

#include <string>
#include <vector>

#include "model/finding.h"
#include "program/lifetime.h"
#include "program/program.h"
#include "program/reach.h"
#include "program/state.h"
#include "program/values.h"

namespace stateless::lint {

/// Computed once per run by analyse(); immutable; rules only read it. Refers to the program and to itself: not movable
/// to another program's lifetime.
struct Analysis {
    explicit Analysis(const Program& analysed);
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    const Program& program;
    Reach reach;
    Lifetimes lifetimes;
    std::vector<StateEntity> states;  // every process-lifetime entity that serving code changes, with its purpose
    std::vector<NoState> dismissed;   // what is no state after all, and why
    ValueFlow values;
};

Analysis analyse(const Program& program);

}  // namespace stateless::lint
