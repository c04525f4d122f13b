// Bytes to and from one server, with or without TLS. Nothing here waits beyond a deadline; nothing raises a signal.
#pragma once

#include <memory>
#include <string>

#include <stateless/redis_url.h>
#include <stateless/result.h>

#include "net/deadline.h"
#include "net/resolver.h"
#include "redis/tls.h"

namespace stateless::redis {

using net::Clock;
using net::Deadline;

class Transport {
public:
    /// Connects to one of the host's addresses, in turn; with `tls`, shakes hands. `unavailable` if there is no
    /// connection by the deadline, `misuse` for a certificate that is not accepted.
    [[nodiscard]] static Result<std::unique_ptr<Transport>> open(const RedisUrl::Host& host, const TlsContext* tls,
                                                                 net::Resolver& resolver, Deadline deadline);
    ~Transport();
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// As many bytes as can be moved now.
    [[nodiscard]] Transfer send(const char* bytes, std::size_t size);
    [[nodiscard]] Transfer receive(char* bytes, std::size_t size);

    /// As receive(), but may wait a little for the first byte, `patience` at most: one system call instead of three for
    /// an answer that is about to come.
    [[nodiscard]] Transfer receive_soon(char* bytes, std::size_t size);
    static constexpr std::chrono::milliseconds patience{40};

    /// False if the deadline passes first.
    [[nodiscard]] bool wait(short events, Deadline deadline) const { return net::wait_for(socket_, events, deadline); }

    /// Until there is something to receive, or to read from the other descriptor.
    [[nodiscard]] bool wait_beside(int other, Deadline deadline) const;

    /// Nothing was asked: has the peer kept silent, and the connection open?
    [[nodiscard]] bool quiet() const;

    /// Why it was found closed.
    [[nodiscard]] std::string failure() const;

private:
    explicit Transport(int socket) : socket_(socket) {}
    [[nodiscard]] Transfer outcome(ssize_t moved);

    int socket_;
    int error_ = 0;
    std::unique_ptr<TlsSession> tls_;
};

}  // namespace stateless::redis
