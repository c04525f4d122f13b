// Poco: request handlers, which live for one request, their factory, which lives for the process, and TCP connections.

//--- main.cpp
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/Util/ServerApplication.h>

#include <iostream>
#include <string>
#include <vector>

int reached_by_request_handler = 0;  // want mutable-global: "'reached_by_request_handler'"
int reached_by_factory = 0;          // want mutable-global: "'reached_by_factory'"
int reached_by_tcp_connection = 0;   // want mutable-global: "'reached_by_tcp_connection'"

class Hello : public Poco::Net::HTTPRequestHandler {
public:
    void handleRequest(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse& response) override {
        ++reached_by_request_handler;
        ++steps_of_this_request_;
        response.setStatus(Poco::Net::HTTPResponse::HTTP_OK);
        response.send() << steps_of_this_request_;
    }

private:
    int steps_of_this_request_ = 0;
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
public:
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        ++reached_by_factory;
        return new Hello;
    }
};

class Lines : public Poco::Net::TCPServerConnection {
public:
    explicit Lines(const Poco::Net::StreamSocket& socket) : Poco::Net::TCPServerConnection(socket) {}
    void run() override {
        ++reached_by_tcp_connection;
        ++lines_of_this_connection_;
    }

private:
    int lines_of_this_connection_ = 0;
};

class Application : public Poco::Util::ServerApplication {
protected:
    int main(const std::vector<std::string>&) override {
        Poco::Net::HTTPServer server(new Factory, Poco::Net::ServerSocket(8080), new Poco::Net::HTTPServerParams);
        Poco::Net::TCPServer lines(new Poco::Net::TCPServerConnectionFactoryImpl<Lines>(), Poco::Net::ServerSocket(8081));
        server.start();
        lines.start();
        waitForTerminationRequest();
        server.stop();
        return 0;
    }
};

POCO_SERVER_MAIN(Application)
