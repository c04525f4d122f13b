// One pass over the accesses and calls of everything that runs.
#include "program/pure.h"

#include <algorithm>

#include "program/lifetime.h"
#include "program/once.h"

namespace stateless::lint {

namespace {

constexpr std::size_t most_functions = 50;

class Purity {
public:
    Purity(const EntityId& memo, const Program& program) : memo_(memo), program_(program), models_(program.models()) {}

    bool holds(const EntityId& id) {
        if (!seen_.insert(id).second) return true;
        const Function* function = program_.function(id);
        if (!function || !function->has_body || seen_.size() > most_functions) return false;
        auto& accesses = program_.accesses_in(id);
        auto& calls = program_.calls_in(id);
        return std::all_of(accesses.begin(), accesses.end(), [&](const Access* use) { return is_own(*use); }) &&
               std::all_of(calls.begin(), calls.end(), [&](const Call* call) { return is_harmless(*call); });
    }

private:
    const EntityId& memo_;
    const Program& program_;
    const Models& models_;
    std::set<EntityId> seen_;

    bool is_own(const Access& access) const {
        const EntityId named = named_entity(access.place);
        const Variable* variable = program_.variable(named);
        const bool harmless =
            variable && (named == memo_ || variable->is_const || models_.is_type(pointee(variable->type).name, "lock"));
        if (harmless) return true;
        switch (access.place.root) {
        case Place::Root::call:
        case Place::Root::this_object: return false;
        case Place::Root::variable: break;
        default: return true;  // an argument, or what was made or returned here
        }
        const Variable* root = program_.variable(access.place.entity);
        return root && (root->storage == Variable::Storage::local || root->storage == Variable::Storage::parameter);
    }

    bool is_harmless(const Call& call) {
        if (call.kind != Call::Kind::direct) return false;
        if (!call.in_library) return holds(call.callee);
        const std::string owner = call.name.substr(0, std::min(call.name.rfind("::"), call.name.size()));
        return models_.matches(&Model::pure_calls, call.name) || models_.is_type(owner, "lock") ||
               std::any_of(std::begin(calculations), std::end(calculations),
                           [&](auto list) { return models_.matches(list, call.name); });
    }

    static constexpr std::vector<std::string> Model::* calculations[] = {
        &Model::reading_methods, &Model::writing_methods, &Model::compare_calls, &Model::forwarding_calls,
        &Model::formatting_calls};
};

}  // namespace

bool is_pure(const EntityId& function, const EntityId& memo, const Program& program) {
    return Purity(memo, program).holds(function);
}

}  // namespace stateless::lint
