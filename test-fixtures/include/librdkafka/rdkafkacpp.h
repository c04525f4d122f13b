// A mock of librdkafka's C++ interface.
#pragma once

#include <string>

namespace RdKafka {

class Message {
public:
    virtual ~Message() = 0;
    virtual void* payload() const = 0;
};

class ConsumeCb {
public:
    virtual void consume_cb(Message& message, void* opaque) = 0;
    virtual ~ConsumeCb() {}
};

class Conf {
public:
    enum ConfType { CONF_GLOBAL, CONF_TOPIC };
    enum ConfResult { CONF_UNKNOWN = -2, CONF_INVALID = -1, CONF_OK = 0 };
    static Conf* create(ConfType type);
    virtual ~Conf() {}
    virtual ConfResult set(const std::string& name, const std::string& value, std::string& error) = 0;
    virtual ConfResult set(const std::string& name, ConsumeCb* callback, std::string& error) = 0;
};

}  // namespace RdKafka
