// What a function does for the application, itself or through what it calls: writes to a database, Redis, an upstream,
// a file, sends mail. Also what makes it nobody's business how often that runs: a lock that replicas share, work that
// is taken from a shared queue. Loggers and metrics are not looked into. Refuses to know which branch is taken.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "program/analysis.h"
#include "program/callables.h"
#include "program/connection_types.h"
#include "rules/support/file_writes.h"

namespace stateless::lint {

struct Work {
    EntityId function;
    Span span;
    std::string words;  // "calls PQexec", "changes 'orders'"
};

struct WorkSummary {
    std::optional<Work> writes;   // changes something that others see
    std::optional<Work> fetches;  // asks an upstream
    std::optional<Work> changes;  // changes state in this process
    std::optional<Work> saves;    // writes a file
    std::optional<Work> runs;     // runs another program, and not one that starts or stops programs or the machine
    bool is_claimed = false;      // one replica at a time: a shared lock or a shared queue
    bool meets_peer = false;      // reads from or writes to a client
    bool calls_back = false;      // runs a function object that the function around it was given
    bool takes_from_queue = false;
    std::vector<EntityId> unknown_targets;  // run through a function object
};

class ApplicationWork {
public:
    explicit ApplicationWork(const Analysis& analysis);

    /// Of the whole function; of one of its loops, where `loop` is not 0. Function objects that it was given are not
    /// followed but listed.
    WorkSummary of(const EntityId& function, unsigned loop = 0) const;
    const Callables& callables() const { return callables_; }
    /// The name says upkeep of the process: heartbeats, reconnecting, statistics.
    bool is_upkeep(const std::string& qualified) const;
    bool has_sink(const Call& call, const char* kind) const { return sink_of(call, kind) != nullptr; }
    const SinkModel* sink_of(const Call& call, const char* kind) const;

private:
    enum class Effect { none, reads, writes };

    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    const Callables callables_;
    const ConnectionTypes connections_;
    const FileWrites files_;
    std::map<EntityId, std::vector<const StateEntity*>> changed_by_;

    void look(const Call& call, WorkSummary& summary) const;
    Effect effect_of(const Call& call, const SinkModel& sink) const;
    std::vector<std::string> statements(const Call& call, bool own_only) const;
    bool sends(const Call& call) const;
    bool controls_the_machine(const Call& call) const;
    bool is_plumbing(const EntityId& function) const;
    bool lends_connections(const Variable& variable) const;
    bool answers(const Call& call, const EntityId& start) const;
};

}  // namespace stateless::lint
