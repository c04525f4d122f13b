// The one place that weighs. The evidence is gathered in purposes/, one file for each purpose: how things are named,
// where contents come from, and what the code around does with them. The heaviest purpose that is shown wins; ties go
// by the order of `purposes`.
#include "program/purpose.h"

#include <array>
#include <map>

#include "program/per_process.h"
#include "program/purposes/subject.h"

namespace stateless::lint {

namespace {

// A name alone shows none of these.
bool acts_as_queue(const Subject& subject) { return subject.weight("queue", false) >= 3; }
bool acts_as_sequence(const Subject& subject) {
    const int uses = subject.weight("id-sequence", false);
    return uses >= 3 || (uses >= 1 && subject.weight("id-sequence") >= 3);
}
bool acts_as_sessions(const Subject& subject) {
    int names = 0, uses = 0;  // a key's name is no use of its own
    for (auto& evidence : subject.state.evidence) {
        if (evidence.purpose != "session") continue;
        names += evidence.by_name ? 1 : 0;
        uses += evidence.by_name || evidence.text.starts_with("its key is") ? 0 : 1;
    }
    if (names > 1 && uses > 0) return true;
    return subject.weight("session", false) >= 2 && subject.weight("session") >= 3;
}
bool acts_as_registry(const Subject& subject) { return subject.weight("broadcast", false) >= 5; }
bool is_copy(const Subject& subject) { return subject.is_container(); }
bool only_measures(const Subject& subject) {
    return !PerProcess(subject.program, subject.reach, subject.lifetimes).answers_clients(subject.state);
}
bool is_written_only(const Subject& subject) { return !is_read_back(subject.state, subject.program); }
bool always(const Subject&) { return true; }

struct Purpose {
    const char* name;
    bool (*shown)(const Subject&);
};

constexpr std::array purposes{
    Purpose{"broadcast", acts_as_registry},
    Purpose{"rate-limiter", acts_as_limiter},
    Purpose{"session", acts_as_sessions},
    Purpose{"id-sequence", acts_as_sequence},
    Purpose{"queue", acts_as_queue},
    Purpose{"cache", is_copy},
    Purpose{"memo", always},
    Purpose{"pool", always},
    Purpose{"metric", only_measures},
    Purpose{"logger", is_written_only},
};

}  // namespace

void weigh_purpose(StateEntity& state, const Program& program, const Reach& reach, const Lifetimes& lifetimes,
                   const Clients& clients) {
    Subject subject(state, program, reach, lifetimes);
    gather_names(subject);
    gather_limiter(subject);
    gather_cache(subject);
    gather_session(subject);
    gather_queue(subject);
    gather_timers(subject);
    gather_sequence(subject);
    gather_broadcast(subject, clients);
    int best = 1;
    for (const Purpose& purpose : purposes) {
        const int weight = subject.weight(purpose.name);
        if (weight <= best || !purpose.shown(subject)) continue;
        best = weight;
        state.purpose = purpose.name;
    }
}

void weigh_owners(std::vector<StateEntity>& states, const Program& program, const Reach& reach,
                  const Lifetimes& lifetimes) {
    std::map<EntityId, std::string> rooms;  // the field that makes the record one
    bool changed = true;
    while (changed) {
        changed = false;
        for (StateEntity& state : states) {
            if (state.purpose == "broadcast" && state.kind == StateEntity::Kind::field)
                changed = rooms.emplace(state.variable->owner, state.variable->name).second || changed;
            Subject subject(state, program, reach, lifetimes);
            if (state.purpose == "broadcast" || !subject.is_container()) continue;
            auto room = rooms.find(subject.element().record);
            if (room == rooms.end()) continue;
            subject.add("broadcast", 9, "what it holds reaches live clients through '" + room->second + "'");
            state.purpose = "broadcast";
            changed = true;
        }
    }
}

}  // namespace stateless::lint
