// A mock of drogon's response.
#pragma once

#include <drogon/HttpTypes.h>
#include <json/json.h>

#include <memory>
#include <string>

namespace drogon {

class HttpResponse;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;

class HttpResponse {
public:
    virtual ~HttpResponse() = default;
    virtual HttpStatusCode statusCode() const = 0;
    virtual void setStatusCode(HttpStatusCode code) = 0;
    virtual void setContentTypeCode(ContentType type) = 0;
    virtual const std::string& getHeader(std::string key) const = 0;
    virtual void removeHeader(std::string key) = 0;
    virtual void addHeader(std::string field, const std::string& value) = 0;
    virtual void addHeader(std::string field, std::string&& value) = 0;
    virtual void addCookie(const std::string& key, const std::string& value) = 0;
    virtual void setBody(const std::string& body) = 0;
    virtual void setBody(std::string&& body) = 0;
    virtual void setExpiredTime(long seconds) = 0;

    static HttpResponsePtr newHttpResponse();
    static HttpResponsePtr newHttpResponse(HttpStatusCode code, ContentType type);
    static HttpResponsePtr newNotFoundResponse();
    static HttpResponsePtr newHttpJsonResponse(const Json::Value& data);
    static HttpResponsePtr newHttpJsonResponse(Json::Value&& data);
    static HttpResponsePtr newRedirectionResponse(const std::string& location, HttpStatusCode status = k302Found);
    static HttpResponsePtr newFileResponse(const std::string& path, const std::string& attachment = "");
};

}  // namespace drogon
