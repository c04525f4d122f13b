// A mock of Poco's sockets.
#pragma once

#include <Poco/Foundation.h>
#include <Poco/Net/HTTPMessage.h>

namespace Poco::Net {

class Socket {
public:
    virtual ~Socket() = default;
    SocketAddress peerAddress() const;
    void close();
};
class StreamSocket : public Socket {
public:
    int sendBytes(const void* data, int length, int flags = 0);
    int receiveBytes(void* data, int length, int flags = 0);
};
class ServerSocket : public Socket {
public:
    ServerSocket();
    ServerSocket(Poco::UInt16 port, int backlog = 64);
    StreamSocket acceptConnection();
};

}  // namespace Poco::Net
