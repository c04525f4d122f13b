// brpc and other servers of protobuf services: methods that override a generated google::protobuf::Service.

//--- echo.pb.h
#pragma once
#include <google/protobuf/service.h>

#include <string>

namespace example {

class EchoRequest : public google::protobuf::Message {
public:
    const std::string& message() const { return message_; }

private:
    std::string message_;
};
class EchoResponse : public google::protobuf::Message {
public:
    void set_message(const std::string& text) { message_ = text; }

private:
    std::string message_;
};

class EchoService : public google::protobuf::Service {
public:
    virtual void Echo(google::protobuf::RpcController* controller, const EchoRequest* request, EchoResponse* response,
                      google::protobuf::Closure* done);
};

}  // namespace example

//--- main.cpp
#include <brpc/server.h>

#include "echo.pb.h"

int reached_by_service_method = 0;  // want mutable-global: "'reached_by_service_method'" via ".*EchoServiceImpl::Echo"

class EchoServiceImpl : public example::EchoService {
public:
    void Echo(google::protobuf::RpcController* controller, const example::EchoRequest* request,
              example::EchoResponse* response, google::protobuf::Closure* done) override {
        brpc::ClosureGuard guard(done);
        auto* control = static_cast<brpc::Controller*>(controller);
        ++reached_by_service_method;
        control->http_response().set_content_type("text/plain");
        response->set_message(last_message_);
        last_message_ = request->message();
    }

private:
    std::string last_message_;  // want handler-captured-state: "last_message_'"
};

int main() {
    EchoServiceImpl service;
    brpc::Server server;
    if (server.AddService(&service, brpc::SERVER_DOESNT_OWN_SERVICE) != 0) return 1;
    brpc::ServerOptions options;
    if (server.Start(8000, &options) != 0) return 1;
    server.RunUntilAskedToQuit();
}
