// A mock of Poco's TCP server, its connections and their factory.
#pragma once

#include <Poco/Net/ServerSocket.h>

namespace Poco::Net {

class TCPServerConnection : public Poco::Runnable {
public:
    explicit TCPServerConnection(const StreamSocket& socket);

protected:
    StreamSocket& socket();
};

class TCPServerConnectionFactory {
public:
    typedef TCPServerConnectionFactory* Ptr;
    virtual ~TCPServerConnectionFactory() = default;
    virtual TCPServerConnection* createConnection(const StreamSocket& socket) = 0;
};

template <class S>
class TCPServerConnectionFactoryImpl : public TCPServerConnectionFactory {
public:
    TCPServerConnection* createConnection(const StreamSocket& socket) override { return new S(socket); }
};

class TCPServerParams {};

class TCPServer : public Poco::Runnable {
public:
    TCPServer(TCPServerConnectionFactory::Ptr factory, const ServerSocket& socket,
              TCPServerParams* parameters = nullptr);
    void start();
    void stop();
    void run() override;
};

}  // namespace Poco::Net
