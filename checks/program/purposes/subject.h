// The state entity whose purpose is asked, with the program around it: the questions that several purposes share, and
// where their evidence is collected. Decides nothing.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "program/clients.h"
#include "program/lifetime.h"
#include "program/state.h"

namespace stateless::lint {

class Subject {
public:
    Subject(StateEntity& of, const Program& in, const Reach& reached, const Lifetimes& lives)
        : state(of), program(in), models(in.models()), reach(reached), lifetimes(lives) {}

    StateEntity& state;
    const Program& program;
    const Models& models;
    const Reach& reach;
    const Lifetimes& lifetimes;

    /// Once per text.
    void add(const std::string& purpose, int weight, const std::string& text, bool by_name = false);
    /// All the evidence for the purpose; names count only where `names` says so.
    int weight(const std::string& purpose, bool names = true) const;

    const Type& type() const { return pointee(state.variable->type); }
    /// The types of the entity, and of the parts that are changed by name where it is a record of its own: what
    /// `static Data network;` holds is told by `network.packets.push(p)`.
    std::vector<const Type*> shapes() const;
    bool is_container() const;
    /// What the container holds by key, or holds; its own type where it is no container.
    const Type& element() const;

    std::string owner_name() const;
    std::string function_name(const EntityId& id) const;
    /// Its own name, its class's, or its type's tells the purpose.
    bool named(const std::string& purpose) const;
    /// Functions that change it, and serving functions that look at it.
    std::set<EntityId> users() const;
    /// The steps from the entity on: `it->second.name` of a map is an element and a field.
    std::vector<Place::Step> steps_inside(const Access& access) const;
    /// The access is to the container itself, or to a container in it, and not to a part of an element.
    bool on_container(const Access& access) const;

private:
    bool is_part(const EntityId& field) const;
};

/// Each looks for its own purpose's evidence and adds it to the subject.
void gather_names(Subject& subject);
void gather_limiter(Subject& subject);
void gather_cache(Subject& subject);
void gather_queue(Subject& subject);
void gather_timers(Subject& subject);
void gather_session(Subject& subject);
void gather_sequence(Subject& subject);
void gather_broadcast(Subject& subject, const Clients& clients);

/// A limiter refuses, or counts against the clock under a name that says so.
bool acts_as_limiter(const Subject& subject);

}  // namespace stateless::lint
