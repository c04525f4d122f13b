// A mock of brpc's Redis requests.
#pragma once

#include <google/protobuf/message.h>

namespace brpc {

class RedisRequest : public google::protobuf::Message {
public:
    bool AddCommand(const char* format, ...);
    void Clear();
};

}  // namespace brpc
