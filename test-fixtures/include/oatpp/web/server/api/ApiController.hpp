// A mock of oatpp's controller base.
#pragma once

#include <oatpp/web/server/HttpRequestHandler.hpp>

#include <list>

namespace oatpp::data::mapping {
class ObjectMapper {};
}  // namespace oatpp::data::mapping

namespace oatpp::web::server::api {

class Endpoint {
public:
    struct Info {
        static std::shared_ptr<Info> createShared();
        oatpp::String name;
        oatpp::String path;
        oatpp::String method;
        oatpp::String summary;
    };
};
class Endpoints {
public:
    void append(const std::shared_ptr<Endpoint>& endpoint);
};

class ApiController : public oatpp::base::Countable {
protected:
    typedef ApiController __ControllerType;

public:
    typedef oatpp::web::protocol::http::Status Status;
    typedef oatpp::web::protocol::http::Header Header;
    typedef oatpp::web::protocol::http::incoming::Request IncomingRequest;
    typedef oatpp::web::protocol::http::outgoing::Response OutgoingResponse;
    typedef oatpp::web::server::HttpRequestHandler RequestHandler;
    typedef oatpp::data::mapping::ObjectMapper ObjectMapper;
    typedef oatpp::String String;
    typedef oatpp::Int32 Int32;
    typedef oatpp::Int64 Int64;
    typedef std::function<std::shared_ptr<Endpoint::Info>()> EndpointInfoBuilder;

    explicit ApiController(const std::shared_ptr<ObjectMapper>& mapper, const oatpp::String& router_prefix = nullptr);

    template <class T>
    static std::shared_ptr<Endpoint> createEndpoint(Endpoints& endpoints, const std::shared_ptr<T>& handler,
                                                    const EndpointInfoBuilder& builder) {
        (void)endpoints, (void)handler, (void)builder;
        return nullptr;
    }
    std::shared_ptr<OutgoingResponse> createResponse(const Status& status, const oatpp::String& text) const;
    std::shared_ptr<OutgoingResponse> createResponse(const Status& status) const;
    template <typename T>
    std::shared_ptr<OutgoingResponse> createDtoResponse(const Status& status, const T& dto) const;

protected:
    template <class CoroutineT, class ControllerT>
    class HandlerCoroutine
        : public oatpp::async::CoroutineWithResult<CoroutineT, const std::shared_ptr<OutgoingResponse>&> {
    public:
        HandlerCoroutine(ControllerT* pController, const std::shared_ptr<IncomingRequest>& pRequest)
            : controller(pController), request(pRequest) {}
        ControllerT* const controller;
        std::shared_ptr<IncomingRequest> request;
    };

    template <class T>
    class Handler : public RequestHandler {
    public:
        typedef std::shared_ptr<OutgoingResponse> (T::*Method)(const std::shared_ptr<IncomingRequest>&);
        typedef oatpp::async::CoroutineStarterForResult<const std::shared_ptr<OutgoingResponse>&> (T::*MethodAsync)(
            const std::shared_ptr<IncomingRequest>&);
        static std::shared_ptr<Handler> createShared(T* controller, Method method, MethodAsync method_async) {
            (void)controller, (void)method, (void)method_async;
            return nullptr;
        }
    };

    Endpoints m_endpoints;
};

}  // namespace oatpp::web::server::api
