// A mock of oatpp's connection handler.
#pragma once

#include <oatpp/core/Types.hpp>

namespace oatpp::network {

class ConnectionHandler {
public:
    virtual ~ConnectionHandler() = default;
    virtual void stop() = 0;
};

}  // namespace oatpp::network
