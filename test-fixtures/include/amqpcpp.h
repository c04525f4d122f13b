// A mock of AMQP-CPP.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace AMQP {

class Login {
public:
    Login(std::string user, std::string password);
};

class Address {
public:
    Address(const char* data, std::size_t size);
    Address(const char* data);
    Address(const std::string& address);
    Address(std::string host, uint16_t port, Login login, std::string vhost, bool secure = false);
};

class TcpConnection;
class TcpHandler {
public:
    virtual ~TcpHandler() = default;
};

class TcpConnection {
public:
    TcpConnection(TcpHandler* handler, const Address& address);
    TcpConnection(const TcpConnection&) = delete;
};

class Message {
public:
    const char* body() const;
    uint64_t bodySize() const;
};

using MessageCallback = std::function<void(const Message& message, uint64_t deliveryTag, bool redelivered)>;

class DeferredConsumer {
public:
    DeferredConsumer& onReceived(const MessageCallback& callback);
    DeferredConsumer& onMessage(const MessageCallback& callback);
};

class Channel {
public:
    DeferredConsumer& consume(std::string_view queue, int flags = 0);
    bool ack(uint64_t deliveryTag, int flags = 0);
    bool publish(std::string_view exchange, std::string_view key, std::string_view message, int flags = 0);
};

class TcpChannel : public Channel {
public:
    explicit TcpChannel(TcpConnection* connection);
};

}  // namespace AMQP
