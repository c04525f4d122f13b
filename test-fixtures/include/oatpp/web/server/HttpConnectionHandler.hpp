// A mock of oatpp's HTTP connection handlers.
#pragma once

#include <oatpp/network/ConnectionHandler.hpp>
#include <oatpp/web/server/HttpRouter.hpp>
#include <oatpp/web/server/interceptor/RequestInterceptor.hpp>

namespace oatpp::web::server {

class HttpConnectionHandler : public oatpp::network::ConnectionHandler {
public:
    static std::shared_ptr<HttpConnectionHandler> createShared(const std::shared_ptr<HttpRouter>& router);
    void addRequestInterceptor(const std::shared_ptr<interceptor::RequestInterceptor>& interceptor);
    void addResponseInterceptor(const std::shared_ptr<interceptor::ResponseInterceptor>& interceptor);
    void stop() override;
};

}  // namespace oatpp::web::server
