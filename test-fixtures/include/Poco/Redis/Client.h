// A mock of Poco's Redis client.
#pragma once

#include <Poco/Foundation.h>

#include <map>
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
    static Command hset(const std::string& hash, const std::string& field, const std::string& value,
                        bool create = true);
    static Command hmset(const std::string& hash, std::map<std::string, std::string>& fields);
    static Command hincrby(const std::string& hash, const std::string& field, Poco::Int64 by = 1);
    static Command mset(const std::map<std::string, std::string>& entries, bool create = true);
    static Command lpush(const std::string& list, const std::string& value, bool create = true);
    static Command rpush(const std::string& list, const std::string& value, bool create = true);
    static Command sadd(const std::string& set, const std::string& value);
    static Command incr(const std::string& key, Poco::Int64 by = 0);
};

class Client {
public:
    Client();
    Client(const std::string& host, int port);
    void connect(const std::string& host, int port);
    void disconnect();
    template <typename T>
    T sendCommand(const Array& command);
    template <typename T>
    T execute(const Array& command);
};

}  // namespace Poco::Redis
