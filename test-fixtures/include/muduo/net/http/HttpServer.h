// A mock of muduo's HTTP server.
#pragma once

#include <muduo/net/TcpServer.h>
#include <muduo/net/http/HttpRequest.h>
#include <muduo/net/http/HttpResponse.h>

namespace muduo::net {

class HttpServer {
public:
    using HttpCallback = std::function<void(const HttpRequest&, HttpResponse*)>;
    HttpServer(EventLoop* loop, const InetAddress& address, const std::string& name,
               TcpServer::Option option = TcpServer::kNoReusePort);
    void setHttpCallback(const HttpCallback& callback);
    void setThreadNum(int threads);
    void start();
};

}  // namespace muduo::net
