// A mock of oatpp's server.
#pragma once

#include <oatpp/network/ConnectionHandler.hpp>

namespace oatpp::network {

struct Address {
    Address(const oatpp::String& host, v_uint16 port);
};

class ServerConnectionProvider {
public:
    virtual ~ServerConnectionProvider() = default;
};

class Server : public base::Countable {
public:
    Server(const std::shared_ptr<ServerConnectionProvider>& provider,
           const std::shared_ptr<ConnectionHandler>& handler);
    void run(std::function<bool()> conditional = nullptr);
    void stop();
};

}  // namespace oatpp::network
