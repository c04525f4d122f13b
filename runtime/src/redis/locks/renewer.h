// One thread that renews the locks a process holds, and notices those that are lost. What it cannot renew in time is
// lost by this process' own clock, whatever Redis thinks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <stateless/redis.h>

#include "redis/jitter.h"
#include "redis/node.h"

namespace stateless::redis {

/// A lock as its holder knows it.
struct HeldEntry {
    /// `sent`: from before Redis was asked, so that the lease ends here no later than there.
    HeldEntry(Key name, std::string by, Ttl lasts, std::int64_t number, Clock::time_point sent)
        : key(std::move(name)), owner(std::move(by)), ttl(lasts), token(number) {
        extend(sent);
    }

    void extend(Clock::time_point sent) {
        // Two clocks need not run equally fast.
        const auto sure = ttl.milliseconds() - ttl.milliseconds() / 100 - std::chrono::milliseconds{1};
        valid_until = sent + sure;
        due = sent + ttl.milliseconds() / 3;
    }

    [[nodiscard]] bool lost(Clock::time_point now) const noexcept {
        return taken || released || now >= valid_until.load();
    }

    const Key key;
    const std::string owner;
    const Ttl ttl;
    const std::int64_t token;
    std::atomic<Clock::time_point> valid_until{};
    std::atomic<bool> taken{false}, released{false};

    // Of the renewer.
    Clock::time_point due;
    std::function<void()> on_lost;
};

class Renewer {
public:
    Renewer(Redis redis, Timeout timeout);
    ~Renewer();
    Renewer(const Renewer&) = delete;
    Renewer& operator=(const Renewer&) = delete;

    void keep(std::shared_ptr<HeldEntry> entry, std::function<void()> on_lost);
    /// It is not renewed from now on, and nobody is told of its loss, unless that is happening at this moment.
    void forget(const std::shared_ptr<HeldEntry>& entry);

private:
    using Entries = std::vector<std::shared_ptr<HeldEntry>>;

    void run();
    [[nodiscard]] Entries take_lost(Clock::time_point now);
    [[nodiscard]] Clock::time_point next_event() const;
    void renew(const Entries& entries, Timeout timeout);

    Redis redis_;
    const Timeout timeout_;
    const Script renew_;
    Jitter jitter_;

    std::mutex mutex_;
    std::condition_variable changed_;
    Entries entries_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace stateless::redis
