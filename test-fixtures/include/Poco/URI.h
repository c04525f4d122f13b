// A mock of Poco's URI.
#pragma once

#include <string>

namespace Poco {
class URI {
public:
    explicit URI(const std::string& uri);
    const std::string& getHost() const;
    unsigned short getPort() const;
    std::string getPathAndQuery() const;
};
}  // namespace Poco
