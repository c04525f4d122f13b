// A mock of oatpp's HTTP messages.
#pragma once

#include <oatpp/core/Types.hpp>

namespace oatpp::web::protocol::http {

class Status {
public:
    static const Status CODE_200;
    static const Status CODE_201;
    static const Status CODE_204;
    static const Status CODE_400;
    static const Status CODE_401;
    static const Status CODE_404;
    static const Status CODE_429;
    static const Status CODE_500;
    Status(v_int32 code, const char* description);
    v_int32 code;
    const char* description;
};

class Header {
public:
    static constexpr const char* const CACHE_CONTROL = "Cache-Control";
    static constexpr const char* const CONTENT_TYPE = "Content-Type";
};

namespace incoming {
class Request {
public:
    oatpp::String getHeader(const oatpp::String& name) const;
    oatpp::String getPathVariable(const oatpp::String& name) const;
    oatpp::String getQueryParameter(const oatpp::String& name) const;
    oatpp::String readBodyToString() const;
    template <typename T>
    T getParameter(const char* name) const;
};
}  // namespace incoming

namespace outgoing {
class Response {
public:
    static std::shared_ptr<Response> createShared(const Status& status, const oatpp::String& body);
    const Status& getStatus() const;
    void putHeader(const oatpp::String& key, const oatpp::String& value);
    bool putHeaderIfNotExists(const oatpp::String& key, const oatpp::String& value);
    bool putOrReplaceHeader(const oatpp::String& key, const oatpp::String& value);
};
class ResponseFactory {
public:
    static std::shared_ptr<Response> createResponse(const Status& status, const oatpp::String& text);
};
}  // namespace outgoing

}  // namespace oatpp::web::protocol::http
