// A thread for each connection; it looks every 20 ms whether the test is over.
#include "support/faulty_proxy.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace stateless::testing {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void close_with_reset(int socket) {
    const linger now{1, 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(socket);
}

}  // namespace

FaultyProxy::FaultyProxy(std::uint16_t server)
    : server_(server), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 64) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no proxy");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

FaultyProxy::~FaultyProxy() {
    over_ = true;
    acceptor_.join();
    for (auto& thread : threads_) thread.join();
    close(listener_);
}

void FaultyProxy::accept_all() {
    while (!over_) {
        pollfd polled{listener_, POLLIN, 0};
        if (poll(&polled, 1, 20) != 1) continue;
        const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        ++accepted_;
        const std::lock_guard lock(mutex_);
        clients_.insert(client);
        threads_.emplace_back([this, client] { serve(client); });
    }
}

void FaultyProxy::reset_all() {
    const std::lock_guard lock(mutex_);
    const linger now{1, 0};
    for (const int client : clients_) {
        setsockopt(client, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        shutdown(client, SHUT_RD);
    }
}

bool FaultyProxy::answer(int client, const char* bytes, std::size_t size) {
    const auto all = [&](const char* from, std::size_t count) {
        return send(client, from, count, MSG_NOSIGNAL) == static_cast<ssize_t>(count);
    };
    switch (fault_.load()) {
    case Fault::none:
    case Fault::no_request: return all(bytes, size);
    case Fault::swallow: return true;
    case Fault::delay: std::this_thread::sleep_for(pause_.load()); return all(bytes, size);
    case Fault::truncate: (void)all(bytes, 1); return false;
    case Fault::garbage: return all("HTTP/1.1 200 OK\r\n\r\n", 19);
    case Fault::trickle:
        for (std::size_t at = 0; at < size && !over_; ++at) {
            if (!all(bytes + at, 1)) return false;
            std::this_thread::sleep_for(pause_.load());
        }
    }
    return true;
}

void FaultyProxy::serve(int client) {
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(server_);
    bool good = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const int on = 1;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    bool reset = false;
    std::array<char, 4096> bytes;
    while (good && !over_) {
        std::array<pollfd, 2> polled{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (poll(polled.data(), polled.size(), 20) < 1) continue;
        if (polled[0].revents != 0) {
            const auto size = recv(client, bytes.data(), bytes.size(), 0);
            reset = size > 0 && fault_ == Fault::no_request;
            good =
                !reset && size > 0 && send(server, bytes.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
        }
        if (good && polled[1].revents != 0) {
            const auto size = recv(server, bytes.data(), bytes.size(), 0);
            good = size > 0 && answer(client, bytes.data(), static_cast<std::size_t>(size));
        }
    }
    close(server);
    const std::lock_guard lock(mutex_);
    clients_.erase(client);
    if (reset) close_with_reset(client);
    else close(client);
}

}  // namespace stateless::testing
