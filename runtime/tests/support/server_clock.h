// A server's clock, set by the test: for what a step of a machine's clock does. See stepped_clock.cpp.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "support/server_process.h"

namespace stateless::testing {

/// Lies in a file that the server maps.
struct ClockSetting {
    std::atomic<std::int64_t> off_by_seconds{0};
    std::atomic<std::int64_t> stands_at{0};  ///< milliseconds since 1970; 0: it goes on
};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

constexpr char clock_variable[] = "STATELESS_TEST_CLOCK";

class ServerClock {
public:
    ServerClock();
    ~ServerClock();
    ServerClock(const ServerClock&) = delete;
    ServerClock& operator=(const ServerClock&) = delete;

    /// What a command line begins with to have this clock.
    [[nodiscard]] std::vector<std::string> prefix() const;

    /// Forward, or back if it is negative, from where it is.
    void step(std::chrono::seconds by) { setting_->off_by_seconds += by.count(); }
    /// From now on it stands, at so many milliseconds since 1970.
    void stand_at(std::chrono::milliseconds time) { setting_->stands_at = time.count(); }

private:
    TemporaryFolder folder_;
    std::filesystem::path file_;
    ClockSetting* setting_;
};

}  // namespace stateless::testing
