// Stands between a client and a server, and spoils what passes: for faults of the way that no server can be made to
// have.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace stateless::testing {

class FaultyProxy {
public:
    explicit FaultyProxy(std::uint16_t server);
    ~FaultyProxy();
    FaultyProxy(const FaultyProxy&) = delete;
    FaultyProxy& operator=(const FaultyProxy&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    enum class Fault {
        none,
        trickle,     ///< answers one byte at a time, with a pause between them
        delay,       ///< answers after a pause
        truncate,    ///< answers one byte, then hangs up
        swallow,     ///< takes everything, answers nothing
        no_request,  ///< hangs up, by a reset, when something is sent; the server sees none of it
        garbage,     ///< answers what is no protocol
    };
    void set(Fault fault, std::chrono::milliseconds pause = std::chrono::milliseconds{0}) {
        pause_ = pause;
        fault_ = fault;
    }
    /// Ends all connections by a reset.
    void reset_all();
    [[nodiscard]] int accepted() const { return accepted_; }

private:
    void accept_all();
    void serve(int client);
    [[nodiscard]] bool answer(int client, const char* bytes, std::size_t size);

    std::uint16_t server_, port_ = 0;
    int listener_;
    std::atomic<Fault> fault_{Fault::none};
    std::atomic<std::chrono::milliseconds> pause_{std::chrono::milliseconds{0}};
    std::atomic<bool> over_{false};
    std::atomic<int> accepted_{0};
    std::mutex mutex_;
    std::set<int> clients_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace stateless::testing
