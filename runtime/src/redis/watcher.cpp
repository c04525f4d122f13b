// The first map is asked for at once. A refresh that failed is a request for another.
#include "redis/watcher.h"

#include <algorithm>

namespace stateless::redis {

using namespace std::chrono_literals;

Watcher::Watcher(Refresh refresh, Timeout interval, Timeout age)
    : refresh_(std::move(refresh)), interval_(interval.milliseconds()), age_(age.milliseconds()),
      thread_([this] { work(); }) {}

Watcher::~Watcher() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Watcher::request() {
    {
        const std::lock_guard lock(mutex_);
        if (requested_) return;
        requested_ = true;
    }
    changed_.notify_all();
}

bool Watcher::wait_first(net::Deadline deadline) {
    std::unique_lock lock(mutex_);
    return changed_.wait_until(lock, deadline.at(), [&] { return known_; });
}

std::uint64_t Watcher::refreshes() const {
    const std::lock_guard lock(mutex_);
    return refreshes_;
}

void Watcher::work() {
    std::unique_lock lock(mutex_);
    auto earliest = net::Clock::now();
    while (!over_) {
        // Replicas that started together do not ask together.
        const auto old = net::Clock::now() + age_ - jitter_.between(0ms, age_ / 10);
        changed_.wait_until(lock, old, [&] { return over_.load() || requested_; });
        if (requested_ && refreshes_ > 0) {
            const auto until =
                std::max(earliest, net::Clock::now()) + jitter_.between(0ms, std::min(interval_ / 5, 100ms));
            changed_.wait_until(lock, until, [&] { return over_.load(); });
        }
        if (over_) return;
        // Who finds the map wrong from here on has perhaps not seen the new one; it is asked for once more.
        requested_ = false;
        ++refreshes_;
        earliest = net::Clock::now() + interval_;
        lock.unlock();
        const bool known = refresh_(over_);
        lock.lock();
        if (known) known_ = true;
        else requested_ = true;
        changed_.notify_all();
    }
}

}  // namespace stateless::redis
