// A mock of drogon's enumerations and of the constraints of a route.
#pragma once

#include <string>

namespace drogon {

enum HttpStatusCode {
    kUnknown = 0,
    k200OK = 200,
    k201Created = 201,
    k204NoContent = 204,
    k302Found = 302,
    k400BadRequest = 400,
    k401Unauthorized = 401,
    k403Forbidden = 403,
    k404NotFound = 404,
    k429TooManyRequests = 429,
    k500InternalServerError = 500
};
enum HttpMethod { Get = 0, Post, Head, Put, Delete, Options, Patch, Invalid };
enum ContentType { CT_NONE = 0, CT_APPLICATION_JSON, CT_TEXT_PLAIN, CT_TEXT_HTML };
enum class WebSocketMessageType { Text, Binary, Ping, Pong, Close, Unknown };

namespace internal {
class HttpConstraint {
public:
    HttpConstraint(HttpMethod method);
    HttpConstraint(const std::string& middleware);
    HttpConstraint(const char* middleware);
};
}  // namespace internal

template <typename T>
class DrObject {
public:
    static const std::string& classTypeName();
};
class DrObjectBase {
public:
    virtual ~DrObjectBase() = default;
};

}  // namespace drogon
