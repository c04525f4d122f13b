// gRPC: synchronous and callback services, and the completion-queue loop of an asynchronous server.

//--- shop.grpc.pb.h
#pragma once
#include <grpcpp/grpcpp.h>

#include <string>

namespace shop {

class Request {
public:
    const std::string& name() const { return name_; }

private:
    std::string name_;
};
class Reply {
public:
    void set_text(const std::string& text) { text_ = text; }

private:
    std::string text_;
};

class Shop {
public:
    class Service : public grpc::Service {
    public:
        virtual ~Service() = default;
        virtual grpc::Status Order(grpc::ServerContext* context, const Request* request, Reply* reply);
        virtual grpc::Status Cancel(grpc::ServerContext* context, const Request* request, Reply* reply);
    };
    class CallbackService : public grpc::Service {
    public:
        virtual ~CallbackService() = default;
        virtual grpc::ServerUnaryReactor* Order(grpc::CallbackServerContext* context, const Request* request, Reply* reply);
    };
    class AsyncService : public grpc::Service {
    public:
        void RequestOrder(grpc::ServerContext* context, Request* request, grpc::ServerAsyncResponseWriter<Reply>* writer,
                          grpc::CompletionQueue* calls, grpc::ServerCompletionQueue* notifications, void* tag);
    };
};

}  // namespace shop

//--- services.h
#pragma once
#include "shop.grpc.pb.h"

class ShopService final : public shop::Shop::Service {
public:
    grpc::Status Order(grpc::ServerContext* context, const shop::Request* request, shop::Reply* reply) override;
    grpc::Status Cancel(grpc::ServerContext* context, const shop::Request* request, shop::Reply* reply) override;

private:
    int orders_open_ = 0;  // want handler-captured-state: "orders_open_'" via ".*ShopService::Order"
};

class CallbackShop final : public shop::Shop::CallbackService {
public:
    grpc::ServerUnaryReactor* Order(grpc::CallbackServerContext* context, const shop::Request* request,
                                    shop::Reply* reply) override;
};

void serve_asynchronously();

//--- services.cpp
#include "services.h"

int reached_by_method = 0;    // want mutable-global: "'reached_by_method'" via ".*ShopService::Cancel"
int reached_by_callback = 0;  // want mutable-global: "'reached_by_callback'"

grpc::Status ShopService::Order(grpc::ServerContext*, const shop::Request* request, shop::Reply* reply) {
    ++orders_open_;
    if (orders_open_ > 10) return grpc::Status(grpc::StatusCode::CANCELLED, "");
    reply->set_text(request->name());
    return grpc::Status::OK;
}

grpc::Status ShopService::Cancel(grpc::ServerContext*, const shop::Request*, shop::Reply*) {
    ++reached_by_method;
    return grpc::Status::OK;
}

grpc::ServerUnaryReactor* CallbackShop::Order(grpc::CallbackServerContext* context, const shop::Request*, shop::Reply*) {
    ++reached_by_callback;
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
}

//--- async.cpp
#include <memory>

#include "services.h"

int reached_by_tag = 0;  // want mutable-global: "'reached_by_tag'"

class Call {
public:
    Call(shop::Shop::AsyncService* service, grpc::ServerCompletionQueue* queue)
        : service_(service), queue_(queue), writer_(&context_) {
        proceed();
    }
    void proceed() {
        if (!requested_) {
            requested_ = true;
            service_->RequestOrder(&context_, &request_, &writer_, queue_, queue_, this);
        } else if (!finished_) {
            new Call(service_, queue_);
            finished_ = true;
            ++reached_by_tag;
            writer_.Finish(reply_, grpc::Status::OK, this);
        } else {
            delete this;
        }
    }

private:
    shop::Shop::AsyncService* service_;
    grpc::ServerCompletionQueue* queue_;
    grpc::ServerContext context_;
    shop::Request request_;
    shop::Reply reply_;
    grpc::ServerAsyncResponseWriter<shop::Reply> writer_;
    bool requested_ = false;
    bool finished_ = false;
};

void serve_asynchronously() {
    shop::Shop::AsyncService service;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("0.0.0.0:50052", grpc::InsecureServerCredentials());
    builder.RegisterService(&service);
    std::unique_ptr<grpc::ServerCompletionQueue> queue = builder.AddCompletionQueue();
    std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    new Call(&service, queue.get());
    void* tag = nullptr;
    bool ok = false;
    while (queue->Next(&tag, &ok)) {
        if (ok) static_cast<Call*>(tag)->proceed();
    }
}

//--- main.cpp
#include <memory>
#include <thread>

#include "services.h"

int main() {
    ShopService service;
    CallbackShop callback_service;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("0.0.0.0:50051", grpc::InsecureServerCredentials());
    builder.RegisterService(&service);
    builder.RegisterService(&callback_service);
    std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    std::thread asynchronous(serve_asynchronously);
    server->Wait();
    asynchronous.join();
}
