// A mock of Poco's HTTP messages, client's and server's.
#pragma once

#include <Poco/Net/NameValueCollection.h>

#include <istream>
#include <ostream>
#include <string>

namespace Poco::Net {

class SocketAddress {
public:
    SocketAddress(const std::string& host, unsigned short port);
    std::string toString() const;
};

class HTTPMessage : public NameValueCollection {
public:
    void setContentType(const std::string& type);
    void setContentLength(long long length);
    void setChunkedTransferEncoding(bool flag);
};

class HTTPRequest : public HTTPMessage {
public:
    static const std::string HTTP_GET;
    static const std::string HTTP_POST;
    const std::string& getMethod() const;
    const std::string& getURI() const;
};

class HTTPResponse : public HTTPMessage {
public:
    enum HTTPStatus {
        HTTP_OK = 200,
        HTTP_CREATED = 201,
        HTTP_BAD_REQUEST = 400,
        HTTP_UNAUTHORIZED = 401,
        HTTP_NOT_FOUND = 404,
        HTTP_TOO_MANY_REQUESTS = 429
    };
    void setStatus(HTTPStatus status);
    void setStatus(const std::string& status);
    void setReason(const std::string& reason);
    void setStatusAndReason(HTTPStatus status, const std::string& reason);
    void setStatusAndReason(HTTPStatus status);
    HTTPStatus getStatus() const;
};

class HTTPServerRequest : public HTTPRequest {
public:
    virtual std::istream& stream() = 0;
    virtual const SocketAddress& clientAddress() const = 0;
};

class HTTPServerResponse : public HTTPResponse {
public:
    virtual std::ostream& send() = 0;
    virtual void redirect(const std::string& uri, HTTPStatus status = HTTP_OK) = 0;
};

}  // namespace Poco::Net
