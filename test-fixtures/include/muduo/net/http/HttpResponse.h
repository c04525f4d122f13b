// A mock of muduo's HTTP response.
#pragma once

#include <string>

namespace muduo::net {

class HttpResponse {
public:
    enum HttpStatusCode {
        kUnknown,
        k200Ok = 200,
        k301MovedPermanently = 301,
        k400BadRequest = 400,
        k404NotFound = 404
    };
    explicit HttpResponse(bool close);
    void setStatusCode(HttpStatusCode code);
    void setStatusMessage(const std::string& message);
    void setContentType(const std::string& type);
    void addHeader(const std::string& key, const std::string& value);
    void setBody(const std::string& body);
    void setCloseConnection(bool on);
};

}  // namespace muduo::net
