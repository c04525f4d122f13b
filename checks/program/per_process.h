// What is true of one process and of no other, so that no replica misses it: the time that its loop read last, counts
// that only its log shows, a cache's own figures, and what belongs to the clients whose descriptors it holds.
#pragma once

#include <string>

#include "program/state.h"

namespace stateless::lint {

class PerProcess {
public:
    PerProcess(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
        : program_(program), models_(program.models()), reach_(reach), lifetimes_(lifetimes) {}

    /// In words; empty for what other replicas would miss.
    std::string reason(const StateEntity& state) const;

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;

    bool is_clock_reading(const StateEntity& state) const;
    bool is_printed_count(const StateEntity& state) const;
    bool is_cache_figure(const StateEntity& state) const;
    bool is_kept_by_descriptor(const StateEntity& state) const;
    bool is_printed(const StateAccess& read, const EntityId& variable) const;
};

/// A container whose contents serving code takes out without removing them, other than to log: a record of what
/// happened, whatever its name says about logs.
bool is_read_back(const StateEntity& state, const Program& program);

}  // namespace stateless::lint
