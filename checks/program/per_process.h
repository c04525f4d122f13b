// What is true of one process and of no other, so that no replica misses it: the time that its loop read last, counts
// that only its log or a page for operators shows, its own rounds, a cache's own figures, and what belongs to the
// clients whose descriptors it holds.
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
    /// A container whose contents a client's handler looks up, other than on a page for operators.
    bool answers_clients(const StateEntity& state) const;

private:
    const Program& program_;
    const Models& models_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;

    bool is_clock_reading(const StateEntity& state) const;
    bool is_numbers(const Type& type) const;
    bool is_figure(const StateEntity& state) const;
    bool is_round_count(const StateEntity& state) const;
    bool only_for_operators(const EntityId& function) const;
    bool runs_by_time(const EntityId& function) const;
    bool hands_on(const EntityId& function, const StateEntity& state) const;
    bool is_cache_figure(const StateEntity& state) const;
    bool is_kept_by_descriptor(const StateEntity& state) const;
    bool is_printed(const StateAccess& read, const EntityId& variable) const;
};

/// A container whose contents serving code takes out without removing them, other than to log: a record of what
/// happened, whatever its name says about logs.
bool is_read_back(const StateEntity& state, const Program& program);

}  // namespace stateless::lint
