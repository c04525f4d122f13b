// A mock of oatpp's router.
#pragma once

#include <oatpp/web/server/HttpRequestHandler.hpp>
#include <oatpp/web/server/api/ApiController.hpp>

namespace oatpp::web::server {

class HttpRouter {
public:
    static std::shared_ptr<HttpRouter> createShared();
    void route(const oatpp::String& method, const oatpp::String& pattern,
               const std::shared_ptr<HttpRequestHandler>& handler);
    void addController(const std::shared_ptr<api::ApiController>& controller);
};

}  // namespace oatpp::web::server
