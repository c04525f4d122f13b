// Names that speak of a backing service's address: of a variable with its owner, of a parameter with its function, of a
// key in a configuration. Knows words only through the models.
#pragma once

#include <string>
#include <vector>

#include "program/program.h"

namespace stateless::lint {

class ServiceNames {
public:
    explicit ServiceNames(const Program& program) : program_(program) {}

    /// `DB_HOST`; `host` in RedisConfig or in namespace db.
    bool variable_is_address(const EntityId& variable) const;
    /// Parameter `host` of connectDatabase.
    bool parameter_is_address(const Function& function, unsigned index) const;
    /// The fields of one access taken together: cfg.db.host.
    bool place_is_address(const Place& place) const;
    /// One name says both: dbHost, redis_url.
    bool says_address(const std::string& name) const;
    /// The name asks for a host and for nothing else.
    bool says_host(const std::string& name) const { return says(name, "host"); }
    /// Texts handed to one call taken together: ("database", "host"), "DB_HOST", "--db-host".
    bool keys_are_address(const std::vector<std::string>& texts) const;
    /// The text is a key itself, no value: "DB_HOST".
    bool is_setting_name(const std::string& text) const;

private:
    const Program& program_;

    bool says(const std::string& name, const std::string& purpose) const;
    bool anywhere_says_store(const std::string& qualified) const;
};

}  // namespace stateless::lint
