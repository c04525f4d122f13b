// Objects: which process-lifetime variable or field a place belongs to, looking through parameters and returned
// references across functions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
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

/// Remembers what it found: for one thread at a time.
class Objects {
public:
    Objects(const Program& program, const Reach& reach, const Lifetimes& lifetimes);

    /// Owners of the place as seen in `function`; empty if it is nobody's state. At most a handful.
    std::vector<Owner> owners(const Place& place, const EntityId& function) const;

private:
    const Program& program_;
    const Reach& reach_;
    const Lifetimes& lifetimes_;
    /// A library call and the position of the argument that becomes the first parameter.
    struct Site {
        const Call* call = nullptr;
        std::size_t first = 0;
    };
    std::map<EntityId, std::vector<Site>> handed_over_;  // by function: std::thread(f, a, b), pthread_create
    std::set<EntityId> waits_in_loop_;                   // functions with a loop that waits for clients

    /// What handlers' closures hold themselves, `[on = false]() mutable`: the function that registers the handler, and
    /// the loop there.
    std::map<EntityId, std::pair<EntityId, unsigned>> closures_;

    /// What was found behind a parameter, by all that it depends on.
    struct Known {
        unsigned index = 0;
        int depth = 0;
        bool kept = false;
        std::vector<Place::Step> steps;
        std::vector<Owner> owners;
    };
    struct Behind {
        std::optional<std::vector<const Call*>> calls;  // that serving code makes of the function
        std::vector<Known> known;
    };
    mutable std::unordered_map<EntityId, Behind> behind_parameters_;  // by function

    /// `kept`: somebody who may outlive the caller's statement was given the object.
    void resolve(const Place& place, const EntityId& function, int depth, std::vector<Owner>& out,
                 bool kept = false) const;
    void from_parameter(const Place& place, const EntityId& function, int depth, std::vector<Owner>& out,
                        bool kept) const;
    std::vector<Owner> owners_behind(const Place& parameter, const EntityId& function, Behind& behind, int depth,
                                     bool kept) const;
    std::vector<const Call*> serving_calls_of(const EntityId& function) const;
    void from_local(const Variable& variable, const Place& place, const EntityId& function, int depth,
                    std::vector<Owner>& out, bool kept) const;
    bool outlives_in_closure(const Variable& variable) const;
    const Argument* argument_for(const Site& site, const Function& function, unsigned parameter) const;
    /// What the pointer or reference `field`, which one request's or client's object holds, was made from.
    void from_holder(const Variable& field, const Place& place, std::size_t step, int depth,
                     std::vector<Owner>& out) const;
    void from_call(const Place& place, int depth, std::vector<Owner>& out) const;
    void guess(const Place& place, std::vector<Owner>& out) const;
    void follow_field(const Variable& field, const Place& place, std::size_t step, int depth, bool guessed,
                      std::vector<Owner>& out) const;
    void follow_private(const Variable& field, const Place& place, std::size_t step, int depth, bool guessed,
                        std::vector<Owner>& out) const;
    void follow(const Variable* start, const Place& place, std::size_t step, bool guessed,
                std::vector<Owner>& out) const;
    /// What the holder's pointers lead to is plain data or a container, not an object with a life of its own.
    bool is_data_behind(const Type& holder) const;
    bool is_state_field(const Variable& field) const;
    bool runs_on_clients_own(const EntityId& method) const;
};

}  // namespace stateless::lint
