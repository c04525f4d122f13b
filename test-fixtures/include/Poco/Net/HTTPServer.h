// A mock of Poco's HTTP server: handlers live for one request, their factory for the process.
#pragma once

#include <Poco/Net/TCPServer.h>

namespace Poco::Net {

class HTTPRequestHandler {
public:
    virtual ~HTTPRequestHandler() = default;
    virtual void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) = 0;
};

class HTTPRequestHandlerFactory {
public:
    typedef HTTPRequestHandlerFactory* Ptr;
    virtual ~HTTPRequestHandlerFactory() = default;
    virtual HTTPRequestHandler* createRequestHandler(const HTTPServerRequest& request) = 0;
};

class HTTPServerParams : public TCPServerParams {
public:
    typedef HTTPServerParams* Ptr;
    void setMaxThreads(int count);
    void setMaxQueued(int count);
};

class HTTPServer : public TCPServer {
public:
    HTTPServer(HTTPRequestHandlerFactory::Ptr factory, const ServerSocket& socket, HTTPServerParams::Ptr parameters);
    HTTPServer(HTTPRequestHandlerFactory::Ptr factory, Poco::UInt16 port, HTTPServerParams::Ptr parameters = nullptr);
};

}  // namespace Poco::Net
