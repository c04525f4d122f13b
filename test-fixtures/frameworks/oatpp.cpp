// oatpp: endpoints of simple and asynchronous API controllers, request handlers, interceptors, websocket listeners.

//--- controller.h
#pragma once
#include <oatpp/core/macro/codegen.hpp>
#include <oatpp/core/macro/component.hpp>
#include <oatpp/web/server/api/ApiController.hpp>

#include <memory>

extern int reached_by_endpoint;
extern int reached_by_post_endpoint;
extern int reached_by_async_endpoint;

#include OATPP_CODEGEN_BEGIN(ApiController)

class ShopController : public oatpp::web::server::api::ApiController {
    typedef ShopController __ControllerType;

public:
    explicit ShopController(const std::shared_ptr<ObjectMapper>& mapper) : ApiController(mapper) {}

    ENDPOINT("GET", "/articles", articles) {
        ++reached_by_endpoint;
        return createResponse(Status::CODE_200, "tea");
    }
    ENDPOINT("POST", "/orders", order, BODY_STRING(String, body)) {
        ++reached_by_post_endpoint;
        return createResponse(Status::CODE_200, body);
    }
    ENDPOINT_ASYNC("GET", "/slow", Slow) {
        ENDPOINT_ASYNC_INIT(Slow)
        Action act() override {
            ++reached_by_async_endpoint;
            if (++controller->slow_answers_ > 100) return _return(nullptr);
            return _return(controller->createResponse(Status::CODE_200, "slow"));
        }
    };

private:
    int slow_answers_ = 0;  // want handler-captured-state: "'slow_answers_'" via "GET /slow > ShopController::Slow::act"
};

#include OATPP_CODEGEN_END(ApiController)

//--- main.cpp
#include <oatpp/network/Server.hpp>
#include <oatpp/network/tcp/server/ConnectionProvider.hpp>
#include <oatpp/parser/json/mapping/ObjectMapper.hpp>
#include <oatpp/web/server/HttpConnectionHandler.hpp>
#include <oatpp/web/server/HttpRequestHandler.hpp>
#include <oatpp/web/server/HttpRouter.hpp>
#include <oatpp/web/server/interceptor/RequestInterceptor.hpp>

#include "controller.h"

int reached_by_endpoint = 0;       // want mutable-global: "'reached_by_endpoint'" via "GET /articles > ShopController::articles"
int reached_by_post_endpoint = 0;  // want mutable-global: "'reached_by_post_endpoint'" via "POST /orders > ShopController::order"
int reached_by_async_endpoint = 0;  // want mutable-global: "'reached_by_async_endpoint'" via "GET /slow > ShopController::Slow::act"
int reached_by_request_handler = 0;  // want mutable-global: "'reached_by_request_handler'"
int reached_by_interceptor = 0;      // want mutable-global: "'reached_by_interceptor'"

class Handler : public oatpp::web::server::HttpRequestHandler {
public:
    std::shared_ptr<OutgoingResponse> handle(const std::shared_ptr<IncomingRequest>&) override {
        ++reached_by_request_handler;
        return ResponseFactory::createResponse(Status::CODE_200, "ok");
    }
};

class Interceptor : public oatpp::web::server::interceptor::RequestInterceptor {
public:
    std::shared_ptr<OutgoingResponse> intercept(const std::shared_ptr<IncomingRequest>&) override {
        ++reached_by_interceptor;
        return nullptr;
    }
};

int main() {
    oatpp::base::Environment::init();
    auto mapper = oatpp::parser::json::mapping::ObjectMapper::createShared();
    auto router = oatpp::web::server::HttpRouter::createShared();
    router->addController(std::make_shared<ShopController>(mapper));
    router->route("GET", "/handler", std::make_shared<Handler>());
    auto connections = oatpp::web::server::HttpConnectionHandler::createShared(router);
    connections->addRequestInterceptor(std::make_shared<Interceptor>());
    auto provider = oatpp::network::tcp::server::ConnectionProvider::createShared({"0.0.0.0", 8080});
    oatpp::network::Server server(provider, connections);
    server.run();
    oatpp::base::Environment::destroy();
}
