// The socket of a plain connection blocks, with a short limit of the kernel's on receiving, for receive_soon alone; all
// else asks not to wait by flag.
#include "redis/transport.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "redis/errors.h"

namespace stateless::redis {
namespace {

// The kernel rounds up to its tick, up to 10 ms.
constexpr timeval kernel_limit{0, 20'000};

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

Address address_of(const std::string& text, std::uint16_t port) {
    Address address;
    // An address of IPv6 may have a zone.
    const auto zone = text.find('%');
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
    if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        address.size = sizeof *v4;
    } else if (inet_pton(AF_INET6, text.substr(0, zone).c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        address.size = sizeof *v6;
    }
    return address;
}

// Why it failed; 0 if it is connected.
int connect_to(int socket, const Address& address, Deadline deadline) {
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0) return 0;
    if (errno != EINPROGRESS && errno != EINTR) return errno;
    if (!net::wait_for(socket, POLLOUT, deadline)) return ETIMEDOUT;
    int failure = 0;
    socklen_t size = sizeof failure;
    return getsockopt(socket, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 ? failure : errno;
}

void make_ready(int socket, bool tls) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    if (tls) return;
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &kernel_limit, sizeof kernel_limit);
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) & ~O_NONBLOCK);
}

}  // namespace

Result<std::unique_ptr<Transport>> Transport::open(const RedisUrl::Host& host, const TlsContext* tls,
                                                   net::Resolver& resolver, Deadline deadline) {
    const auto addresses = resolver.resolve(host.name, deadline);
    if (!addresses) return addresses.error();
    std::string failure = "no address";
    for (std::size_t at = 0; at < addresses->size(); ++at) {
        const std::string& text = (*addresses)[at];
        const Address address = address_of(text, host.port);
        if (address.size == 0) continue;
        const int socket = ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (socket < 0) return unavailable("no socket: " + std::string(std::strerror(errno)));
        std::unique_ptr<Transport> transport(new Transport(socket));
        // A silent address may not use up the time of those behind it.
        const Deadline share(Clock::now() + deadline.left() / static_cast<int>(addresses->size() - at));
        if (const int why = connect_to(socket, address, share); why != 0) {
            failure = text + ": " + (why == ETIMEDOUT ? "no answer by the deadline" : std::strerror(why));
            continue;
        }
        make_ready(socket, tls != nullptr);
        if (tls != nullptr) {
            transport->tls_ = std::make_unique<TlsSession>(*tls, socket, host.name);
            if (auto shaken = transport->tls_->shake_hands(deadline); !shaken) return shaken.error();
        }
        return transport;
    }
    return unavailable("cannot connect: " + failure);
}

Transport::~Transport() { ::close(socket_); }

Transfer Transport::outcome(ssize_t moved) {
    if (moved > 0) return {Transfer::State::moved, static_cast<std::size_t>(moved)};
    if (moved < 0 && (errno == EAGAIN || errno == EINTR)) return {Transfer::State::wait_to_read};
    error_ = moved < 0 ? errno : 0;
    return {Transfer::State::closed};
}

Transfer Transport::send(const char* bytes, std::size_t size) {
    if (tls_) return tls_->send(bytes, size);
    Transfer sent = outcome(::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT));
    if (sent.state == Transfer::State::wait_to_read) sent.state = Transfer::State::wait_to_write;
    return sent;
}

Transfer Transport::receive(char* bytes, std::size_t size) {
    if (tls_) return tls_->receive(bytes, size);
    return outcome(::recv(socket_, bytes, size, MSG_DONTWAIT));
}

Transfer Transport::receive_soon(char* bytes, std::size_t size) {
    if (tls_) return tls_->receive(bytes, size);
    return outcome(::recv(socket_, bytes, size, 0));
}

bool Transport::wait_beside(int other, Deadline deadline) const {
    while (true) {
        std::array<pollfd, 2> polled{pollfd{socket_, POLLIN, 0}, pollfd{other, POLLIN, 0}};
        const int ready = ::poll(polled.data(), polled.size(), static_cast<int>(deadline.left().count()));
        if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
        if (deadline.passed()) return false;
    }
}

bool Transport::quiet() const {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

std::string Transport::failure() const {
    if (tls_ && !tls_->failure().empty()) return "TLS: " + tls_->failure();
    return error_ == 0 ? "the server closed the connection" : std::strerror(error_);
}

}  // namespace stateless::redis
