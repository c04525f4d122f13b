// A mock of Poco's Redis client.
#pragma once

#include <Poco/Foundation.h>

#include <string>
#include <vector>

namespace Poco::Redis {

class Array {
public:
    Array& operator<<(const std::string& text);
    Array& add(const std::string& text);
};

class Command : public Array {
public:
    explicit Command(const std::string& command);
    static Command get(const std::string& key);
    static Command del(const std::string& key);
    static Command set(const std::string& key, const std::string& value, bool overwrite = true,
                       const Poco::Timespan& expireTime = 0, bool create = true);
    static Command expire(const std::string& key, Poco::Int64 seconds);
    static Command incr(const std::string& key, Poco::Int64 by = 0);
};

class Client {
public:
    Client();
    Client(const std::string& host, int port);
    void connect(const std::string& host, int port);
    void disconnect();
    template <typename T>
    T execute(const Array& command);
};

}  // namespace Poco::Redis
