// Questions about one state entity.
#include "program/purposes/subject.h"

#include <algorithm>

namespace stateless::lint {

void Subject::add(const std::string& purpose, int weight, const std::string& text, bool by_name) {
    for (auto& known : state.evidence)
        if (known.purpose == purpose && known.text == text) return;
    state.evidence.push_back({purpose, weight, text, by_name});
}

int Subject::weight(const std::string& purpose, bool names) const {
    int sum = 0;
    for (auto& evidence : state.evidence)
        if (evidence.purpose == purpose && (names || !evidence.by_name)) sum += evidence.weight;
    return sum;
}

bool Subject::is_part(const EntityId& field) const {
    const Variable* part = program.variable(field);
    return state.kind != StateEntity::Kind::field && part && part->owner == type().record;
}

std::vector<const Type*> Subject::shapes() const {
    std::vector<const Type*> types;
    for (const Type* own : program.types_of(state.variable->id)) types.push_back(&pointee(*own));
    for (auto& write : state.writes)
        for (auto& step : write.access->place.steps) {
            if (step.kind != Place::Step::Kind::field || !is_part(step.field)) continue;
            for (const Type* part : program.types_of(step.field))
                if (std::find(types.begin(), types.end(), &pointee(*part)) == types.end())
                    types.push_back(&pointee(*part));
        }
    return types;
}

bool Subject::is_container() const {
    auto& types = program.types_of(state.variable->id);
    return std::any_of(types.begin(), types.end(), [&](const Type* own) { return holds_many(pointee(*own), models); });
}

const Type& Subject::element() const {
    const Type& whole = type();
    if (!holds_many(whole, models) || whole.args.empty()) return whole;
    const bool keyed = models.is_type(whole.name, "map") && whole.args.size() > 1;
    return pointee(keyed ? whole.args[1] : whole.args.front());
}

std::string Subject::owner_name() const {
    if (const Record* record = program.record(state.variable->owner)) return record->name;
    return function_name(state.variable->owner);
}

std::string Subject::function_name(const EntityId& id) const {
    const Function* function = program.function(id);
    return function ? function->name : std::string();
}

bool Subject::named(const std::string& purpose) const {
    if (models.suggests(state.variable->name, purpose) || models.suggests(owner_name(), purpose)) return true;
    for (const Type* shape : shapes())
        if (!shape->record.empty() && models.suggests(shape->name, purpose)) return true;
    return !element().record.empty() && models.suggests(element().name, purpose);
}

std::set<EntityId> Subject::users() const {
    std::set<EntityId> functions;
    for (auto& access : state.writes) functions.insert(access.function);
    for (auto& access : state.reads)
        if (access.serving) functions.insert(access.function);
    return functions;
}

std::vector<Place::Step> Subject::steps_inside(const Access& access) const {
    auto& steps = access.place.steps;
    auto from = steps.begin();
    for (auto step = steps.begin(); step != steps.end(); ++step)
        if (step->kind == Place::Step::Kind::field && (step->field == state.variable->id || is_part(step->field)))
            from = step + 1;
    return {from, steps.end()};
}

bool Subject::on_container(const Access& access) const {
    auto steps = steps_inside(access);
    return std::none_of(steps.begin(), steps.end(), [](auto& step) { return step.kind == Place::Step::Kind::field; });
}

}  // namespace stateless::lint
