// Names that speak of a database's port: of a variable with its owner, of a parameter with its function, of a key in a
// configuration. Knows words only through the models, and no numbers.
#pragma once

#include <string>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

class DatabaseNames {
public:
    explicit DatabaseNames(const Program& program) : program_(program) {}

    /// `DB_PORT`; `port` in PgConfig, in namespace db, or beside a field `dbname`.
    bool variable_is_port(const EntityId& variable) const;
    /// Parameter `port` of connectDatabase, or beside a parameter `dbname`.
    bool parameter_is_port(const Function& function, unsigned index) const;
    /// The fields of one access taken together: cfg.db.port.
    bool place_is_port(const Place& place) const;
    /// Texts handed to one call taken together: ("database", "port"), "DB_PORT", "--db-port".
    bool keys_are_port(const std::vector<std::string>& texts) const;

private:
    const Program& program_;

    bool says(const std::string& name, const std::string& purpose) const;
    bool anywhere_says_database(const std::string& qualified) const;
    bool siblings_say_database(const EntityId& record) const;
};

}  // namespace stateless::lint
