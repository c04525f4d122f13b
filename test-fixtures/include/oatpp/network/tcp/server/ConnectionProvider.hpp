// A mock of oatpp's TCP listener.
#pragma once

#include <oatpp/network/Server.hpp>

namespace oatpp::network::tcp::server {

class ConnectionProvider : public oatpp::network::ServerConnectionProvider {
public:
    static std::shared_ptr<ConnectionProvider> createShared(const oatpp::network::Address& address);
};

}  // namespace oatpp::network::tcp::server
