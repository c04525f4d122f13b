// Names that speak of a database's port.
#include "rules/support/database_names.h"

#include <algorithm>

namespace stateless::lint {
namespace {

/// A key of a configuration or of the environment, not a sentence.
bool is_key(const std::string& text) {
    return text.size() >= 2 && text.size() <= 64 && text.find_first_of(" \t\n%=") == std::string::npos;
}

}  // namespace

bool DatabaseNames::says(const std::string& name, const std::string& purpose) const {
    return program_.models().suggests(name, purpose);
}

bool DatabaseNames::anywhere_says_database(const std::string& qualified) const {
    for (std::size_t at = 0; at < qualified.size();) {
        const std::size_t end = std::min(qualified.find("::", at), qualified.size());
        if (says(qualified.substr(at, end - at), "database")) return true;
        at = end + 2;
    }
    return false;
}

bool DatabaseNames::siblings_say_database(const EntityId& record) const {
    const Record* owner = program_.record(record);
    if (!owner) return false;
    return std::any_of(owner->fields.begin(), owner->fields.end(), [&](const EntityId& field) {
        const Variable* sibling = program_.variable(field);
        return sibling && says(sibling->name, "database");
    });
}

bool DatabaseNames::variable_is_port(const EntityId& id) const {
    const Variable* variable = program_.variable(id);
    if (!variable) return false;
    if (says(variable->name, "database-port")) return true;
    if (!says(variable->name, "port")) return false;
    if (variable->storage == Variable::Storage::parameter) {
        const Function* owner = program_.function(variable->owner);
        if (!owner) return false;
        const auto& names = owner->parameter_names;
        const auto at = std::find(names.begin(), names.end(), variable->name);
        return at != names.end() && parameter_is_port(*owner, static_cast<unsigned>(at - names.begin()));
    }
    if (anywhere_says_database(variable->qualified.empty() ? variable->name : variable->qualified)) return true;
    if (const Function* function = program_.function(variable->owner)) return anywhere_says_database(function->name);
    const Record* record = program_.record(variable->owner);
    return record && (anywhere_says_database(record->name) || siblings_say_database(record->id));
}

bool DatabaseNames::parameter_is_port(const Function& function, unsigned index) const {
    if (index >= function.parameter_names.size()) return false;
    const std::string& name = function.parameter_names[index];
    if (says(name, "database-port")) return true;
    if (!says(name, "port")) return false;
    if (anywhere_says_database(function.name)) return true;
    return std::any_of(function.parameter_names.begin(), function.parameter_names.end(),
                       [&](const std::string& other) { return says(other, "database"); });
}

bool DatabaseNames::place_is_port(const Place& place) const {
    const Variable* last = nullptr;
    bool database = !place.name.empty() && says(place.name, "database");
    for (const Place::Step& step : place.steps) {
        if (step.kind != Place::Step::Kind::field) continue;
        last = program_.variable(step.field);
        database |= last && says(last->name, "database");
    }
    return last && database && (says(last->name, "port") || says(last->name, "database-port"));
}

bool DatabaseNames::keys_are_port(const std::vector<std::string>& texts) const {
    bool port = false;
    bool database = false;
    for (const std::string& text : texts) {
        if (!is_key(text)) continue;
        if (says(text, "database-port")) return true;
        port |= says(text, "port");
        database |= says(text, "database");
    }
    return port && database;
}

}  // namespace stateless::lint
