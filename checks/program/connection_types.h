// Which types are connections to databases and caches, hold one, or keep many.
#pragma once

#include <set>
#include <string>

#include "program/program.h"

namespace stateless::lint {

class ConnectionTypes {
public:
    explicit ConnectionTypes(const Program& program);

    /// One connection, or a pointer to one: PGconn*, std::unique_ptr<pqxx::connection>. Not an embedded database.
    bool is_connection(const Type& type) const;
    /// A connection, an embedded database, a library's pool or client, or an object of the program that owns one.
    bool leads_to_one(const Type& type) const;
    /// An object of the program, of one of its classes that own a connection.
    bool is_wrapper(const EntityId& record) const { return wrappers_.contains(record); }
    /// A container of connections, or of objects that own one.
    bool keeps_many(const Type& type) const;
    /// One of several: some variable keeps many of the class's objects.
    bool is_one_of_many(const EntityId& record) const { return elements_.contains(record); }
    /// The class, or one that it stands in, keeps many connections or is called a pool of them.
    bool is_pool(const EntityId& record) const;

private:
    const Program& program_;
    const Models& models_;
    std::set<EntityId> wrappers_;
    std::set<EntityId> pools_;
    std::set<EntityId> elements_;

    bool owns(const Type& type) const;
    bool is_database(const std::string& name) const;
};

}  // namespace stateless::lint
