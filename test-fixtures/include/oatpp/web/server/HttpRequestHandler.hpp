// A mock of oatpp's request handler.
#pragma once

#include <oatpp/web/protocol/http/Http.hpp>

namespace oatpp::web::server {

class HttpRequestHandler {
public:
    typedef oatpp::web::protocol::http::Status Status;
    typedef oatpp::web::protocol::http::Header Header;
    typedef oatpp::web::protocol::http::incoming::Request IncomingRequest;
    typedef oatpp::web::protocol::http::outgoing::Response OutgoingResponse;
    typedef oatpp::web::protocol::http::outgoing::ResponseFactory ResponseFactory;

    virtual ~HttpRequestHandler() = default;
    virtual std::shared_ptr<OutgoingResponse> handle(const std::shared_ptr<IncomingRequest>& request);
    virtual oatpp::async::CoroutineStarterForResult<const std::shared_ptr<OutgoingResponse>&>
    handleAsync(const std::shared_ptr<IncomingRequest>& request);
};

}  // namespace oatpp::web::server
