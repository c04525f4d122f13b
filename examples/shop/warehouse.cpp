#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>

#include "services.h"
#include "telemetry.h"

namespace {

/// One scanner, for as long as it stays connected.
class ScannerConnection {
public:
    ScannerConnection(int socket, const Config& config) : socket_(socket), config_(config) {}
    ~ScannerConnection() { close(socket_); }

    void run() {
        char chunk[512];
        for (;;) {
            ssize_t size = recv(socket_, chunk, sizeof chunk, 0);
            if (size <= 0) break;
            pending_.append(chunk, static_cast<size_t>(size));
            for (size_t end; (end = pending_.find('\n')) != std::string::npos; pending_.erase(0, end + 1))
                handle(pending_.substr(0, end));
            if (pending_.size() > 4096) break;
        }
        log_line("info", "scanner gone after " + std::to_string(scans_) + " scans");
    }

private:
    void handle(const std::string& line) {
        std::istringstream in(line);
        int product = 0, count = 0;
        if (!(in >> product >> count)) {
            answer("what?\n");
            return;
        }
        ++scans_;
        metrics().scans++;
        try {
            Database(config_).query("UPDATE stock SET count = count + $2 WHERE product_id = $1",
                                    {std::to_string(product), std::to_string(count)});
            answer("ok\n");
        } catch (const Unavailable&) {
            answer("again\n");
        }
    }

    void answer(const std::string& text) { send(socket_, text.data(), text.size(), MSG_NOSIGNAL); }

    int socket_;
    const Config& config_;
    std::string pending_;
    int scans_ = 0;
};

}  // namespace

Warehouse::~Warehouse() {
    if (listener_ >= 0) shutdown(listener_, SHUT_RDWR);
    if (acceptor_.joinable()) acceptor_.join();
    if (listener_ >= 0) close(listener_);
}

void Warehouse::start() {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(config_.scanner_port));
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 16) != 0) {
        log_line("error", "no port for scanners: " + std::to_string(config_.scanner_port));
        return;
    }
    acceptor_ = std::thread([this] { accept_scanners(); });
}

void Warehouse::accept_scanners() {
    for (;;) {
        int scanner = accept(listener_, nullptr, nullptr);
        if (scanner < 0) return;
        std::thread([scanner, this] { ScannerConnection(scanner, config_).run(); }).detach();
    }
}
