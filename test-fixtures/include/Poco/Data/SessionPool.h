// A mock of Poco's database pool.
#pragma once

#include <Poco/Data/Session.h>

namespace Poco::Data {

class SessionPool {
public:
    SessionPool(const std::string& connector, const std::string& connection_string, int minimum = 1, int maximum = 32,
                int idle_time = 60);
    Session get();
};

}  // namespace Poco::Data
