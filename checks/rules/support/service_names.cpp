// Names that speak of a backing service's address. A class or a namespace counts only if it names a kind of store: a
// "service" or a "server" may be the program itself.
#include "rules/support/service_names.h"

#include <algorithm>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

/// A key of a configuration or of the environment, not a sentence and no value.
bool is_key(const std::string& text) {
    return text.size() >= 2 && text.size() <= 64 && text.find_first_of(" \t\n%=:/") == std::string::npos;
}

}  // namespace

bool ServiceNames::says(const std::string& name, const std::string& purpose) const {
    return program_.models().suggests(name, purpose);
}

bool ServiceNames::anywhere_says_store(const std::string& qualified) const {
    for (std::size_t at = 0; at < qualified.size();) {
        const std::size_t end = std::min(qualified.find("::", at), qualified.size());
        const std::string part = qualified.substr(at, end - at);
        if ((says(part, "database") || says(part, "store-service")) && !says(part, "own-server")) return true;
        at = end + 2;
    }
    return false;
}

bool ServiceNames::says_address(const std::string& name) const {
    if (says(name, "own-address")) return false;
    if (says(name, "service-address")) return true;
    const bool service = says(name, "database") || says(name, "store-service") || says(name, "other-service");
    return service && says(name, "address");
}

bool ServiceNames::variable_is_address(const EntityId& id) const {
    const Variable* variable = program_.variable(id);
    if (!variable) return false;
    if (says_address(variable->name)) return true;
    if (!says(variable->name, "address") || says(variable->name, "own-address")) return false;
    if (variable->storage == Variable::Storage::parameter) return false;  // what the callers give is judged there
    if (anywhere_says_store(variable->qualified.empty() ? variable->name : variable->qualified)) return true;
    const Record* record = program_.record(variable->owner);
    return record && anywhere_says_store(record->name);
}

bool ServiceNames::parameter_is_address(const Function& function, unsigned index) const {
    if (index >= function.parameter_names.size()) return false;
    const std::string& name = function.parameter_names[index];
    return says_address(name) || (says(name, "address") && anywhere_says_store(function.name));
}

bool ServiceNames::place_is_address(const Place& place) const {
    const Variable* last = nullptr;
    bool store = !place.name.empty() && anywhere_says_store(place.name);
    for (const Place::Step& step : place.steps) {
        if (step.kind != Place::Step::Kind::field) continue;
        last = program_.variable(step.field);
        store |= last && anywhere_says_store(last->name);
    }
    return last && (says_address(last->name) || (store && says(last->name, "address")));
}

bool ServiceNames::keys_are_address(const std::vector<std::string>& texts) const {
    bool address = false;
    bool service = false;
    bool both = false;
    for (const std::string& text : texts) {
        if (!is_key(text)) continue;
        const std::string name = identifier_of(text);
        if (says(name, "own-address")) return false;
        both |= says_address(name);
        address |= says(name, "address");
        service |= says(name, "database") || says(name, "store-service");
    }
    return both || (address && service);
}

bool ServiceNames::is_setting_name(const std::string& text) const {
    return is_key(text) && says(identifier_of(text), "address");
}

}  // namespace stateless::lint
