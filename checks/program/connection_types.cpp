// A class owns a connection if a field of it does, by value or through a pointer that may be its own.
#include "program/connection_types.h"

#include <algorithm>

#include "program/lifetime.h"

namespace stateless::lint {

ConnectionTypes::ConnectionTypes(const Program& program) : program_(program), models_(program.models()) {
    for (bool changed = true; changed;) {
        changed = false;
        for (const Record& record : program.facts().records) {
            if (wrappers_.contains(record.id) || record.is_lambda) continue;
            const bool by_field = std::any_of(record.fields.begin(), record.fields.end(), [&](const EntityId& field) {
                const auto& types = program.types_of(field);
                return std::any_of(types.begin(), types.end(), [&](const Type* type) { return owns(*type); });
            });
            const bool by_base = std::any_of(record.bases.begin(), record.bases.end(),
                                             [&](const Type& base) { return wrappers_.contains(base.record); });
            if (by_field || by_base) changed = wrappers_.insert(record.id).second;
        }
    }
    for (const Variable& variable : program.facts().variables) {
        if (!holds_many(variable.type, models_)) continue;
        for (const Type& element : variable.type.args)
            if (wrappers_.contains(pointee(element).record)) elements_.insert(pointee(element).record);
    }
    for (const Record& record : program.facts().records) {
        const bool keeps = std::any_of(record.fields.begin(), record.fields.end(), [&](const EntityId& field) {
            const auto& types = program.types_of(field);
            return std::any_of(types.begin(), types.end(), [&](const Type* type) { return keeps_many(*type); });
        });
        const auto words = words_of(record.name);
        const bool of_threads = std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word.starts_with("thread") || word.starts_with("worker");
        });
        if (keeps || (models_.suggests(record.name, "pool") && !of_threads)) pools_.insert(record.id);
    }
}

bool ConnectionTypes::is_database(const std::string& name) const {
    return models_.is_type(name, "database_connection") || models_.is_type(name, "embedded_database");
}

bool ConnectionTypes::owns(const Type& type) const {
    if (holds_many(type, models_)) return false;
    if (is_database(type.name)) return true;
    if (type.kind == Type::Kind::reference || type.args.empty()) return wrappers_.contains(type.record);
    const bool raw = type.kind == Type::Kind::pointer;
    // A raw pointer to an object of the program is most often lent; one to a C library's handle is not.
    if (points(type) || type.name.ends_with("::optional"))
        return raw ? is_database(type.args.front().name) : owns(type.args.front());
    return wrappers_.contains(type.record);
}

bool ConnectionTypes::is_connection(const Type& type) const {
    return !holds_many(type, models_) && models_.is_type(pointee(type).name, "database_connection");
}

bool ConnectionTypes::leads_to_one(const Type& type) const {
    if (holds_many(type, models_)) return false;
    const Type& inner = pointee(type);
    return is_database(inner.name) || wrappers_.contains(inner.record) || models_.is_type(inner.name, "handle") ||
           models_.is_type(inner.name, "pool");
}

bool ConnectionTypes::keeps_many(const Type& type) const {
    const Type& outer = type.kind == Type::Kind::reference && !type.args.empty() ? type.args.front() : type;
    if (!holds_many(outer, models_)) {
        const bool wraps = points(outer) || outer.name.ends_with("::optional");
        return wraps && outer.kind != Type::Kind::pointer && !outer.args.empty() && keeps_many(outer.args.front());
    }
    return std::any_of(outer.args.begin(), outer.args.end(), [&](const Type& element) {
        const Type& inner = pointee(element);
        return is_database(inner.name) || wrappers_.contains(inner.record) || keeps_many(element) ||
               (!inner.args.empty() && !holds_many(inner, models_) &&
                std::any_of(inner.args.begin(), inner.args.end(), [&](const Type& part) {
                    return is_database(pointee(part).name);  // std::pair<PGconn*, time_point>
                }));
    });
}

bool ConnectionTypes::is_pool(const EntityId& record) const { return pools_.contains(record); }

}  // namespace stateless::lint
