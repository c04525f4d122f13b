// Callables: which functions stand behind a std::function or a function pointer. Follows what variables, fields,
// containers and parameters are given; where that is not all known, any function turned into the same type may be
// meant.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

/// The call turns its argument into a library's own std::function; nothing runs or is registered yet.
bool makes_function_object(const Call& call);

class Callables {
public:
    explicit Callables(const Program& program);

    /// The callables that an argument of a call in `caller` hands over.
    std::vector<EntityId> of(const Argument& argument, const EntityId& caller) const;
    /// The functions that a call through a pointer or function object may run; nullopt where only its type is known.
    std::optional<std::vector<EntityId>> behind(const Call& call) const;
    /// Functions turned into a value of this callable signature, except lambdas that a library got as they were
    /// written.
    const std::vector<EntityId>& of_signature(const std::string& signature) const;

private:
    using Found = std::set<EntityId>;
    using Seen = std::set<std::string>;

    const Program& program_;
    std::unordered_map<std::string, std::vector<EntityId>> signatures_;
    std::unordered_map<EntityId, std::vector<const Call*>> given_to_;  // library calls on the variable or field
    std::set<EntityId> handed_to_library_;
    std::set<EntityId> address_taken_;

    // Each adds to `found` and says whether that is all.
    bool in_argument(const Argument& argument, const EntityId& caller, Found& found, Seen& seen) const;
    bool in_value(const Value& value, const EntityId& function, Found& found, Seen& seen) const;
    bool in_entity(const EntityId& entity, Found& found, Seen& seen) const;
    bool in_parameter(const EntityId& function, unsigned index, Found& found, Seen& seen) const;
    bool in_place(const Place& place, const EntityId& function, Found& found, Seen& seen) const;
    bool in_definition(const Definition& definition, Found& found, Seen& seen) const;
    bool given_by_library(const Function& function) const;
};

}  // namespace stateless::lint
