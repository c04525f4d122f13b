// A mock of muduo's TCP server, connection and buffer.
#pragma once

#include <muduo/net/EventLoop.h>
#include <muduo/net/InetAddress.h>

#include <any>
#include <cstddef>
#include <memory>
#include <string>

namespace muduo::net {

class Buffer {
public:
    std::size_t readableBytes() const;
    const char* peek() const;
    void retrieve(std::size_t length);
    std::string retrieveAllAsString();
    void append(const std::string& text);
};

class TcpConnection;
using TcpConnectionPtr = std::shared_ptr<TcpConnection>;
using ConnectionCallback = std::function<void(const TcpConnectionPtr&)>;
using WriteCompleteCallback = std::function<void(const TcpConnectionPtr&)>;
using MessageCallback = std::function<void(const TcpConnectionPtr&, Buffer*, Timestamp)>;

class TcpConnection : public std::enable_shared_from_this<TcpConnection> {
public:
    EventLoop* getLoop() const;
    const std::string& name() const;
    const InetAddress& peerAddress() const;
    bool connected() const;
    void send(const std::string& message);
    void send(Buffer* message);
    void shutdown();
    void forceClose();
    void setContext(const std::any& context);
    const std::any& getContext() const;
    std::any* getMutableContext();
};

class TcpServer {
public:
    enum Option { kNoReusePort, kReusePort };
    TcpServer(EventLoop* loop, const InetAddress& address, const std::string& name, Option option = kNoReusePort);
    void setThreadNum(int threads);
    void setThreadInitCallback(const std::function<void(EventLoop*)>& callback);
    void start();
    void setConnectionCallback(const ConnectionCallback& callback);
    void setMessageCallback(const MessageCallback& callback);
    void setWriteCompleteCallback(const WriteCompleteCallback& callback);
};

}  // namespace muduo::net
