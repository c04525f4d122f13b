// A mock of the AWS SDK's settings of a client.
#pragma once

#include <string>

namespace Aws {
using String = std::string;
namespace Client {
struct ClientConfiguration {
    Aws::String region;
    Aws::String endpointOverride;
    unsigned maxConnections = 25;
};
}  // namespace Client
}  // namespace Aws
