// Link: all units' facts merged by entity, indexed for questions. Knows nothing of phases or rules.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/facts.h"
#include "model/models.h"

namespace stateless::lint {

/// One merged program. Owns the facts; pointers handed out live as long as it does. Immutable after link().
/// A library call that constructs an object of a record from its arguments: make_shared<R>(a, b), or emplace(a, b) in
/// what holds objects of one class.
struct Maker {
    const Call* call = nullptr;
    std::size_t first = 0;  // the argument that becomes the constructor's first
    bool in_place = false;  // in a container that is there already
};

class Program {
public:
    /// Merges units (any order gives the same program): entities by id, facts without duplicates, all sorted.
    static Program link(std::vector<UnitFacts> units, const Models& models);

    Program(Program&&) = default;
    Program& operator=(Program&&) = default;
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    const Models& models() const { return *models_; }
    const UnitFacts& facts() const { return all_; }  // the union

    const Function* function(const EntityId& id) const;
    const Variable* variable(const EntityId& id) const;
    const Record* record(const EntityId& id) const;
    /// All types a variable has: more than one for a static member of a class template.
    const std::vector<const Type*>& types_of(const EntityId& variable) const;
    /// User methods that override the given user method, transitively.
    const std::vector<EntityId>& overriders_of(const EntityId& method) const;

    /// Facts by the function they stand in.
    const std::vector<const Call*>& calls_in(const EntityId& function) const;
    const std::vector<const Access*>& accesses_in(const EntityId& function) const;
    const std::vector<const Literal*>& literals_in(const EntityId& function) const;
    const std::vector<const Definition*>& definitions_in(const EntityId& function) const;
    /// Facts by what they speak of.
    const std::vector<const Call*>& calls_of(const EntityId& callee) const;
    const std::vector<const Definition*>& definitions_of(const EntityId& entity) const;
    const std::vector<Maker>& makers_of(const EntityId& record) const;
    const std::vector<const ReturnedPlace*>& places_returned_by(const EntityId& function) const;

    /// User records deriving from `record`, transitively, itself excluded.
    const std::vector<EntityId>& derived_from(const EntityId& record) const;
    /// True if the record or a base of it, transitively, has a name that `kind` of type matches.
    bool has_base_of_kind(const EntityId& record, const std::string& kind) const;
    bool has_base_named(const EntityId& record, const std::string& glob) const;

private:
    void index_maker(const Call& call);

    Program() = default;

    const Models* models_ = nullptr;
    UnitFacts all_;
    std::unordered_map<EntityId, const Function*> functions_;
    std::unordered_map<EntityId, const Variable*> variables_;
    std::unordered_map<EntityId, const Record*> records_;
    std::unordered_map<EntityId, std::vector<const Call*>> calls_in_, calls_of_;
    std::unordered_map<EntityId, std::vector<Maker>> makers_of_;
    std::unordered_map<EntityId, std::vector<const Access*>> accesses_in_;
    std::unordered_map<EntityId, std::vector<const Literal*>> literals_in_;
    std::unordered_map<EntityId, std::vector<const Definition*>> definitions_in_, definitions_of_;
    std::unordered_map<EntityId, std::vector<const ReturnedPlace*>> places_returned_by_;
    std::unordered_map<EntityId, std::vector<EntityId>> derived_, overriders_;
    std::unordered_map<EntityId, std::vector<const Type*>> types_;
};

}  // namespace stateless::lint
