// A mock of protobuf's generic services.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace google::protobuf {

class Closure {
public:
    virtual ~Closure() = default;
    virtual void Run() = 0;
};

class RpcController {
public:
    virtual ~RpcController() = default;
    virtual bool Failed() const = 0;
    virtual std::string ErrorText() const = 0;
    virtual void SetFailed(const std::string& reason) = 0;
};

class Service {
public:
    virtual ~Service() = default;
};

}  // namespace google::protobuf
