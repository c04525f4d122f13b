// Keeps a map of servers fresh, on a thread of its own: when it is old, and when somebody found it wrong, but never
// more often than an interval allows, however many found it wrong at once. What the map is it does not know.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include <stateless/duration.h>

#include "net/deadline.h"
#include "redis/jitter.h"

namespace stateless::redis {

class Watcher {
public:
    /// Asks for the map; false if nobody could tell. Called on the watcher's thread, and to end soon once `over` is
    /// set.
    using Refresh = std::function<bool(const std::atomic<bool>& over)>;

    /// Throws std::system_error if there is no thread.
    Watcher(Refresh refresh, Timeout interval, Timeout age);
    /// Waits for a refresh under way.
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    /// The map proved wrong. Returns at once; any thread may call it.
    void request();

    /// Waits for the first map; false if the deadline passes first.
    [[nodiscard]] bool wait_first(net::Deadline deadline);

    [[nodiscard]] std::uint64_t refreshes() const;

private:
    void work();

    const Refresh refresh_;
    const std::chrono::milliseconds interval_, age_;
    Jitter jitter_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<bool> over_{false};
    bool requested_ = true, known_ = false;
    std::uint64_t refreshes_ = 0;
    std::thread thread_;
};

}  // namespace stateless::redis
