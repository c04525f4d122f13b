// A mock of protobuf's message base.
#pragma once

#include <string>

namespace google::protobuf {

class MessageLite {
public:
    virtual ~MessageLite() = default;
    bool ParseFromString(const std::string& data);
    bool SerializeToString(std::string* output) const;
    std::string SerializeAsString() const;
};

class Message : public MessageLite {
public:
    std::string DebugString() const;
};

}  // namespace google::protobuf
