// The circuit breaker of one server: after some failures in a row it refuses at once, then lets a single caller try,
// and waits longer each time that fails. It holds no lock and makes no system call; the caller brings the time.
#pragma once

#include <atomic>
#include <cstdint>

#include <stateless/duration.h>

#include "net/deadline.h"
#include "redis/jitter.h"

namespace stateless::redis {

using net::Clock;

class Breaker {
public:
    Breaker(unsigned failures_until_open, Timeout open_for, Timeout at_most)
        : threshold_(failures_until_open), open_for_(open_for), at_most_(at_most) {}

    enum class Answer { go, try_alone, refuse };

    /// `try_alone`: the time is over, and this caller is the one to find out.
    [[nodiscard]] Answer ask(Clock::time_point now) noexcept {
        std::int64_t until = open_until_.load(std::memory_order_acquire);
        if (until == 0) return Answer::go;
        const std::int64_t at = nanoseconds(now);
        if (at < until) return Answer::refuse;
        // Whoever tries has that long to tell; then the next one may.
        return open_until_.compare_exchange_strong(until, at + probe_time) ? Answer::try_alone : Answer::refuse;
    }

    /// Would it refuse a caller now? Changes nothing.
    [[nodiscard]] bool refuses(Clock::time_point now) const noexcept {
        const std::int64_t until = open_until_.load(std::memory_order_acquire);
        return until != 0 && nanoseconds(now) < until;
    }

    /// Does it refuse callers, but for one now and then?
    [[nodiscard]] bool open() const noexcept { return open_until_.load(std::memory_order_acquire) != 0; }

    void succeeded() noexcept {
        // Nearly always there is nothing to write, and the line stays shared between the cores.
        if (failures_.load(std::memory_order_relaxed) == 0 && !open()) return;
        failures_.store(0, std::memory_order_relaxed);
        times_.store(0, std::memory_order_relaxed);
        open_until_.store(0, std::memory_order_release);
    }

    /// `alone`: by the caller that was told to try.
    void failed(Clock::time_point now, bool alone) noexcept;

private:
    static constexpr std::int64_t probe_time = 1'000'000'000;
    static std::int64_t nanoseconds(Clock::time_point at) noexcept {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch()).count();
    }

    const unsigned threshold_;
    const Timeout open_for_, at_most_;
    std::atomic<std::int64_t> open_until_{0};
    std::atomic<unsigned> failures_{0}, times_{0};
    Jitter jitter_;
};

}  // namespace stateless::redis
