// muduo: connection, message and write callbacks, HTTP callbacks, timers and thread initialisation.

//--- main.cpp
#include <muduo/net/EventLoop.h>
#include <muduo/net/InetAddress.h>
#include <muduo/net/TcpServer.h>
#include <muduo/net/http/HttpRequest.h>
#include <muduo/net/http/HttpResponse.h>
#include <muduo/net/http/HttpServer.h>

#include <functional>

using namespace muduo;
using namespace muduo::net;

int reached_by_connection = 0;  // want mutable-global: "'reached_by_connection'"
int reached_by_message = 0;     // want mutable-global: "'reached_by_message'"
int reached_by_write = 0;       // want mutable-global: "'reached_by_write'"
int reached_by_http = 0;        // want mutable-global: "'reached_by_http'"
int reached_by_timer = 0;       // want mutable-global: "'reached_by_timer'"
int reached_by_queued = 0;      // want mutable-global: "'reached_by_queued'"

class EchoServer {
public:
    EchoServer(EventLoop* loop, const InetAddress& address) : server_(loop, address, "echo") {
        server_.setConnectionCallback(std::bind(&EchoServer::on_connection, this, std::placeholders::_1));
        server_.setMessageCallback(std::bind(&EchoServer::on_message, this, std::placeholders::_1, std::placeholders::_2,
                                             std::placeholders::_3));
        server_.setWriteCompleteCallback([](const TcpConnectionPtr&) { ++reached_by_write; });
    }
    void start() { server_.start(); }

private:
    void on_connection(const TcpConnectionPtr&) { ++reached_by_connection; }
    void on_message(const TcpConnectionPtr& connection, Buffer* buffer, Timestamp) {
        ++reached_by_message;
        connection->send(buffer);
        connection->getLoop()->queueInLoop([] { ++reached_by_queued; });
    }
    TcpServer server_;
};

static void on_request(const HttpRequest&, HttpResponse* response) {
    ++reached_by_http;
    response->setStatusCode(HttpResponse::k200Ok);
}

int main() {
    EventLoop loop;
    EchoServer server(&loop, InetAddress(2007));
    HttpServer http(&loop, InetAddress(8000), "http");
    http.setHttpCallback(on_request);
    server.start();
    http.start();
    loop.runEvery(10.0, [] { ++reached_by_timer; });
    loop.loop();
}
