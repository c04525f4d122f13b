// A point of the steady clock by which a call is over, and waiting for a socket until then.
#pragma once

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <stateless/duration.h>

namespace stateless::net {

using Clock = std::chrono::steady_clock;

class Deadline {
public:
    explicit Deadline(Clock::time_point at) : at_(at) {}
    [[nodiscard]] static Deadline in(Timeout timeout) { return Deadline(Clock::now() + timeout.milliseconds()); }

    [[nodiscard]] Clock::time_point at() const { return at_; }
    [[nodiscard]] bool passed() const { return Clock::now() >= at_; }
    /// Rounded up, so that a wait for it does not end early; 0 if it has passed.
    [[nodiscard]] std::chrono::milliseconds left() const {
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now()), std::chrono::milliseconds{0});
    }
    [[nodiscard]] Deadline but_at_most(Timeout timeout) const {
        return Deadline(std::min(at_, Clock::now() + timeout.milliseconds()));
    }

private:
    Clock::time_point at_;
};

/// False if the deadline passes first. Errors of the socket count as ready: whoever reads or writes it next learns
/// them.
inline bool wait_for(int socket, short events, Deadline deadline) {
    while (true) {
        pollfd polled{socket, events, 0};
        const int ready = ::poll(&polled, 1, static_cast<int>(deadline.left().count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return true;
        if (deadline.passed()) return false;
    }
}

}  // namespace stateless::net
