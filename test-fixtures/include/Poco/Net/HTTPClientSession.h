// A mock of Poco's HTTP client.
#pragma once

#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include <cstdint>
#include <istream>
#include <ostream>
#include <string>

namespace Poco {
namespace Net {
class HTTPClientSession {
public:
    HTTPClientSession();
    explicit HTTPClientSession(const std::string& host, std::uint16_t port = 80);
    virtual ~HTTPClientSession();
    void setHost(const std::string& host);
    virtual std::ostream& sendRequest(HTTPRequest& request);
    virtual std::istream& receiveResponse(HTTPResponse& response);
};
}  // namespace Net
}  // namespace Poco
