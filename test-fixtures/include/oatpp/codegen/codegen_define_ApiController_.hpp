// A mock of oatpp's endpoint macros: each endpoint is a method of the controller, reached through
// Z__PROXY_METHOD_<name>, and registered by a field's initialiser. Included on purpose more than once.

#define OATPP_PARAM_DECLARE(TYPE, NAME) const TYPE& NAME
#define OATPP_PARAM_READ(TYPE, NAME) __request->template getParameter<TYPE>(#NAME)
#define OATPP_DECLARE_0()
#define OATPP_DECLARE_1(a) OATPP_PARAM_DECLARE a
#define OATPP_DECLARE_2(a, b) OATPP_PARAM_DECLARE a, OATPP_PARAM_DECLARE b
#define OATPP_DECLARE_3(a, b, c) OATPP_PARAM_DECLARE a, OATPP_PARAM_DECLARE b, OATPP_PARAM_DECLARE c
#define OATPP_READ_0()
#define OATPP_READ_1(a) OATPP_PARAM_READ a
#define OATPP_READ_2(a, b) OATPP_PARAM_READ a, OATPP_PARAM_READ b
#define OATPP_READ_3(a, b, c) OATPP_PARAM_READ a, OATPP_PARAM_READ b, OATPP_PARAM_READ c
#define OATPP_SELECT_(zero, a, b, c, macro, ...) macro
#define OATPP_SELECT(prefix, ...) \
    OATPP_SELECT_(0 __VA_OPT__(, ) __VA_ARGS__, prefix##3, prefix##2, prefix##1, prefix##0)

#define REQUEST(TYPE, NAME) (TYPE, NAME)
#define HEADER(TYPE, NAME, ...) (TYPE, NAME)
#define PATH(TYPE, NAME, ...) (TYPE, NAME)
#define QUERY(TYPE, NAME, ...) (TYPE, NAME)
#define BODY_STRING(TYPE, NAME) (TYPE, NAME)
#define BODY_DTO(TYPE, NAME) (TYPE, NAME)

#define OATPP_ENDPOINT_REGISTER(NAME, HTTP_METHOD, URL_PATH, SYNC, ASYNC) \
    template <class T> \
    static std::shared_ptr<Handler<T>> Z__ENDPOINT_HANDLER_GET_INSTANCE_##NAME(T* controller) { \
        return Handler<T>::createShared(controller, SYNC, ASYNC); \
    } \
    EndpointInfoBuilder Z__CREATE_ENDPOINT_INFO_##NAME = [] { \
        auto info = oatpp::web::server::api::Endpoint::Info::createShared(); \
        info->name = #NAME; \
        info->path = URL_PATH; \
        info->method = HTTP_METHOD; \
        return info; \
    }; \
    const std::shared_ptr<oatpp::web::server::api::Endpoint> Z__ENDPOINT_##NAME = \
        createEndpoint(m_endpoints, Z__ENDPOINT_HANDLER_GET_INSTANCE_##NAME(this), Z__CREATE_ENDPOINT_INFO_##NAME);

#define ENDPOINT(HTTP_METHOD, URL_PATH, NAME, ...) \
    OATPP_ENDPOINT_REGISTER(NAME, HTTP_METHOD, URL_PATH, &T::Z__PROXY_METHOD_##NAME, nullptr) \
    std::shared_ptr<oatpp::web::protocol::http::outgoing::Response> Z__PROXY_METHOD_##NAME( \
        const std::shared_ptr<oatpp::web::protocol::http::incoming::Request>& __request) { \
        (void)__request; \
        return NAME(OATPP_SELECT(OATPP_READ_, __VA_ARGS__)(__VA_ARGS__)); \
    } \
    std::shared_ptr<oatpp::web::protocol::http::outgoing::Response> NAME( \
        OATPP_SELECT(OATPP_DECLARE_, __VA_ARGS__)(__VA_ARGS__))

#define ENDPOINT_INFO(NAME) \
    void Z__ENDPOINT_ADD_INFO_##NAME(const std::shared_ptr<oatpp::web::server::api::Endpoint::Info>& info)

#define ENDPOINT_ASYNC(HTTP_METHOD, URL_PATH, NAME) \
    OATPP_ENDPOINT_REGISTER(NAME, HTTP_METHOD, URL_PATH, nullptr, &T::Z__PROXY_METHOD_##NAME) \
    oatpp::async::CoroutineStarterForResult<const std::shared_ptr<OutgoingResponse>&> Z__PROXY_METHOD_##NAME( \
        const std::shared_ptr<IncomingRequest>& __request) { \
        return NAME::startForResult(this, __request); \
    } \
    class NAME : public HandlerCoroutine<NAME, __ControllerType>

#define ENDPOINT_ASYNC_INIT(NAME) \
public: \
    using Action = oatpp::async::Action; \
    NAME(__ControllerType* pController, const std::shared_ptr<IncomingRequest>& pRequest) \
        : HandlerCoroutine(pController, pRequest) {}
