// State: every variable or field that lives as long as the process and that serving code changes, with the accesses
// that prove it and the purpose the evidence shows.
#pragma once

#include <string>
#include <vector>

#include "model/finding.h"
#include "program/lifetime.h"
#include "program/program.h"
#include "program/reach.h"

namespace stateless::lint {

/// One access, seen from the entity.
struct StateAccess {
    const Access* access = nullptr;
    EntityId function;
    bool serving = false;
};

/// A piece of evidence for a purpose; the message and --why print `text`.
struct Evidence {
    std::string purpose;  // cache, rate-limiter, session, broadcast, id-sequence, queue, metric, logger, ...
    int weight = 0;
    std::string text;      // "its name says so", "filled from mysql_query in 'load_users'"
    bool by_name = false;  // a name says so, and no use
};

struct StateEntity {
    const Variable* variable = nullptr;
    /// Why it lives as long as the process: "static storage", "field of Lobby, which main() creates at app.cpp:12".
    std::string lifetime;
    /// global, captured or field: which generic rule it belongs to when no purpose is shown.
    enum class Kind { global, captured, field } kind = Kind::global;
    /// The fields that make a variable of a class state, where they are no findings of their own; else empty.
    std::vector<const Variable*> parts;
    std::vector<StateAccess> writes;        // while serving; never empty; sorted by path length, then place
    std::vector<StateAccess> reads;         // everywhere
    std::vector<StateAccess> other_writes;  // start-up and construction
    std::vector<Evidence> evidence;
    /// The purpose with the most weight, or "state".
    std::string purpose = "state";
};

/// A long-lived entity that is no state after all; `entity.writes` may be empty.
struct NoState {
    StateEntity entity;
    std::string reason;  // "every use while serving overwrites it first"
};

struct States {
    std::vector<StateEntity> found;
    std::vector<NoState> dismissed;
};

/// All state of the program, and what looked like it, sorted by entity; nothing for a program that is no server.
States find_states(const Program& program, const Reach& reach, const Lifetimes& lifetimes);

}  // namespace stateless::lint
