// A mock of trantor's TCP server and connection.
#pragma once

#include <trantor/net/EventLoop.h>

#include <string>
#include <string_view>

namespace trantor {

class MsgBuffer {
public:
    std::string read(std::size_t length);
    std::size_t readableBytes() const;
};

class TcpConnection {
public:
    virtual ~TcpConnection() = default;
    virtual void send(const std::string& message) = 0;
    virtual const InetAddress& peerAddr() const = 0;
    virtual bool connected() const = 0;
    virtual bool disconnected() const = 0;
    virtual void shutdown() = 0;
    virtual void forceClose() = 0;
    void setContext(const std::shared_ptr<void>& context);
    template <typename T>
    std::shared_ptr<T> getContext() const;
};
using TcpConnectionPtr = std::shared_ptr<TcpConnection>;
using RecvMessageCallback = std::function<void(const TcpConnectionPtr&, MsgBuffer*)>;
using ConnectionCallback = std::function<void(const TcpConnectionPtr&)>;

class TcpServer : NonCopyable {
public:
    TcpServer(EventLoop* loop, const InetAddress& address, std::string name, bool reuse_address = true,
              bool reuse_port = true);
    void start();
    void stop();
    void setIoLoopNum(std::size_t loops);
    void setRecvMessageCallback(const RecvMessageCallback& callback);
    void setRecvMessageCallback(RecvMessageCallback&& callback);
    void setConnectionCallback(const ConnectionCallback& callback);
    void setConnectionCallback(ConnectionCallback&& callback);
};

}  // namespace trantor
