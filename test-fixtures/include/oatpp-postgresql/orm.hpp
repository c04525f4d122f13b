// A mock of oatpp-postgresql.
#pragma once

#include <oatpp/orm/DbClient.hpp>
#include <oatpp/provider/Pool.hpp>

namespace oatpp::postgresql {

class Connection {};
class ConnectionAcquisitionProxy {};

class ConnectionProvider : public provider::Provider<Connection> {
public:
    explicit ConnectionProvider(const std::string& connectionString);
};

typedef provider::Pool<provider::Provider<Connection>, Connection, ConnectionAcquisitionProxy> ConnectionPool;

class Executor : public orm::Executor {
public:
    explicit Executor(const std::shared_ptr<provider::Provider<Connection>>& provider);
};

}  // namespace oatpp::postgresql
