// Objects: which process-lifetime variable or field a place belongs to, looking through parameters and returned
// references across functions.
#pragma once

#include <vector>

#include "program/lifetime.h"

namespace stateless::lint {

/// The entity that a reader would name for the object, and how the code gets there.
struct Owner {
    const Variable* variable = nullptr;
    /// Field that a value chain went through directly: `g_stats.hits` is Owner{g_stats, first_field = hits}.
    EntityId first_field;
    /// The object was not traced: any object of that record may be meant.
    bool guessed = false;
};

class Objects {
public:
    Objects(const Program& program, const Reach& reach, const Lifetimes& lifetimes)
        : program_(program), reach_(reach), lifetimes_(lifetimes) {}

    /// Owners of the place as seen in `function`; empty if it is nobody's state. At most a handful.
    std::vector<Owner> owners(const Place& place, const EntityId& function) const;

private:
    const Program& program_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;

    void resolve(const Place& place, const EntityId& function, int depth, std::vector<Owner>& out) const;
    void from_parameter(const Place& place, const EntityId& function, int depth, std::vector<Owner>& out) const;
    void from_call(const Place& place, int depth, std::vector<Owner>& out) const;
    void guess(const Place& place, std::vector<Owner>& out) const;
    void follow_field(const Variable& field, const Place& place, std::size_t step, bool guessed,
                      std::vector<Owner>& out) const;
    void follow(const Variable* start, const Place& place, std::size_t step, bool guessed,
                std::vector<Owner>& out) const;
    /// What the holder's pointers lead to is plain data or a container, not an object with a life of its own.
    bool is_data_behind(const Type& holder) const;
    bool is_state_field(const Variable& field) const;
};

}  // namespace stateless::lint
