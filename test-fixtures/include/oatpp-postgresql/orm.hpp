// A mock of oatpp-postgresql.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace oatpp::postgresql {

class ConnectionProvider {
public:
    explicit ConnectionProvider(const std::string& address);
};

class ConnectionPool {
public:
    static std::shared_ptr<ConnectionPool> createShared(const std::shared_ptr<ConnectionProvider>& provider,
                                                        std::int64_t most_connections,
                                                        const std::chrono::seconds& most_idle);
};

}  // namespace oatpp::postgresql
