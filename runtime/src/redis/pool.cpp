// Connections are opened, looked at and closed outside the lock. A freed connection goes straight to who waits longest;
// a freed place wakes them, so that nobody who comes later overtakes.
#include "redis/pool.h"

#include <algorithm>

#include "redis/errors.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

// Unused for that long, it is looked at before it is used: one system call, which a busy connection does not need.
constexpr std::chrono::milliseconds unseen = 5ms;
// Full jitter, from nothing to a limit that grows; beyond it is the breaker's work.
constexpr std::chrono::milliseconds first_delay = 10ms, longest_delay = 200ms;

}  // namespace

Pool::Pool(std::string name, const RedisOptions& options, Breaker& breaker, Open open)
    : name_(std::move(name)), options_(options), longest_idle_(options.longest_idle.milliseconds()), breaker_(breaker),
      open_(std::move(open)) {
    idle_.reserve(options.size);
}

bool Pool::stale(const Held& held, Clock::time_point now) const {
    return now >= held.over || now - held.last_used >= longest_idle_ || held.generation != generation_;
}

Result<Pool::Lease> Pool::acquire(Deadline deadline, Clock::time_point now, bool look) {
    Lock lock(mutex_);
    // The one used last, so that those no longer needed grow old and go.
    if (!idle_.empty() && !look) {
        const Held& last = *idle_.back();
        if (now - last.last_used < unseen && !stale(last, now) && !stale(*idle_.front(), now)) {
            std::unique_ptr<Held> held = std::move(idle_.back());
            idle_.pop_back();
            ++in_use_;
            lock.unlock();
            held->last_used = now;
            return Lease(*this, std::move(held), false);
        }
    }
    return acquire_slowly(lock, deadline, now, look);
}

Result<Pool::Lease> Pool::acquire_slowly(Lock& lock, Deadline deadline, Clock::time_point now, bool look) {
    bool waited = false;
    while (true) {
        std::vector<std::unique_ptr<Held>> old;
        for (auto& each : idle_)
            if (stale(*each, now)) old.push_back(std::move(each));
        if (!old.empty()) idle_.erase(std::remove(idle_.begin(), idle_.end(), nullptr), idle_.end());
        std::unique_ptr<Held> held;
        if (!idle_.empty()) {
            held = std::move(idle_.back());
            idle_.pop_back();
            ++in_use_;
        }
        if (held || !old.empty()) {
            lock.unlock();
            old.clear();
            if (held && held->connection->usable()) {
                held->last_used = now;
                return Lease(*this, std::move(held), false);
            }
            lock.lock();
            if (held) discard(lock, std::move(held));
            continue;
        }
        now = Clock::now();
        if (may_open(now)) {
            ++connecting_;
            const std::uint64_t generation = generation_;
            lock.unlock();
            auto opened = open_one(deadline.but_at_most(options_.connect_timeout));
            lock.lock();
            --connecting_;
            if (opened) {
                breaker_.succeeded();
                ++in_use_;
                ++opened_;
                failures_ = 0;
                not_before_ = {};
                (*opened)->generation = generation;
                wake_one();
                return Lease(*this, std::move(*opened), true);
            }
            settle_failure(opened.error());
            if (opened.error().code == ErrorCode::misuse) return opened.error();
            breaker_.failed(Clock::now(), breaker_.open());
        }
        if (deadline.passed() || breaker_.open() || retired_) {
            // The signal that came too late for this caller is for the next one.
            wake_one();
            return exhausted();
        }
        if (!waited && waiters_.size() >= options_.most_waiting) return exhausted();
        const bool place_left = total() < options_.size && connecting_ < options_.connecting_at_once;
        const auto until = place_left && not_before_ > now ? std::min(deadline.at(), not_before_) : deadline.at();
        std::unique_ptr<Held> given = wait(lock, until, waited);
        waited = true;
        now = Clock::now();
        if (!given) continue;
        if (!look) {
            given->last_used = now;
            return Lease(*this, std::move(given), false);
        }
        lock.unlock();
        given->last_used = now;
        if (given->connection->usable()) return Lease(*this, std::move(given), false);
        lock.lock();
        discard(lock, std::move(given));
    }
}

void Pool::discard(Lock& lock, std::unique_ptr<Held> held) {
    lock.unlock();
    held.reset();
    lock.lock();
    --in_use_;
    wake_one();
}

bool Pool::may_open(Clock::time_point now) const {
    // After a failure one caller tries; the others follow when it has succeeded.
    const std::size_t at_once = failures_ > 0 ? 1 : options_.connecting_at_once;
    return total() < options_.size && connecting_ < at_once && now >= not_before_ && !retired_;
}

Result<std::unique_ptr<Pool::Held>> Pool::open_one(Deadline deadline) {
    auto opened = open_(deadline);
    if (!opened) return opened.error();
    const auto life = options_.longest_life.milliseconds();
    auto held = std::make_unique<Held>();
    held->connection = std::move(*opened);
    held->last_used = Clock::now();
    held->over = held->last_used + jitter_.between(life - life / 10, life);
    return held;
}

void Pool::settle_failure(const Error& failure) {
    const auto longest = std::min(longest_delay, first_delay * (1 << std::min(failures_, 5U)));
    ++failures_;
    not_before_ = Clock::now() + jitter_.between(0ms, longest);
    last_failure_ = failure.detail;
    // Those who wait behind learn that there is a delay now, or that the breaker opened.
    wake_all();
}

void Pool::wake_all() {
    for (Waiter* waiter : waiters_) {
        waiter->signalled = true;
        waiter->signal.notify_one();
    }
}

void Pool::wake_one() {
    if (waiters_.empty()) return;
    waiters_.front()->signalled = true;
    waiters_.front()->signal.notify_one();
}

std::unique_ptr<Pool::Held> Pool::wait(Lock& lock, Clock::time_point until, bool in_front) {
    Waiter self;
    const auto place = waiters_.insert(in_front ? waiters_.begin() : waiters_.end(), &self);
    self.signal.wait_until(lock, until, [&] { return self.signalled; });
    // Whoever gives a connection takes the waiter off the list.
    if (self.given) return std::move(self.given);
    waiters_.erase(place);
    return nullptr;
}

void Pool::give_back(std::unique_ptr<Held> held) {
    const bool good = held->connection->whole();
    if (!good) held->connection.reset();
    const Lock lock(mutex_);
    const bool kept = good && held->generation == generation_;
    if (kept && !waiters_.empty()) {
        Waiter* first = waiters_.front();
        waiters_.pop_front();
        first->given = std::move(held);
        first->signalled = true;
        first->signal.notify_one();
        return;
    }
    --in_use_;
    // One that is not kept waits among the idle for whoever closes the stale ones outside the lock.
    if (good) idle_.push_back(std::move(held));
    if (!kept) wake_one();
}

void Pool::hurry() {
    const Lock lock(mutex_);
    not_before_ = {};
}

void Pool::renew() {
    std::vector<std::unique_ptr<Held>> old;
    const Lock lock(mutex_);
    ++generation_;
    old.swap(idle_);
    idle_.reserve(options_.size);
}

void Pool::retire() {
    const Lock lock(mutex_);
    retired_ = true;
    last_failure_ = "it is not asked any more";
    ++failures_;
    wake_all();
}

std::string Pool::counts() const {
    return "in_use=" + std::to_string(in_use_) + " idle=" + std::to_string(idle_.size()) +
           " connecting=" + std::to_string(connecting_) + " waiting=" + std::to_string(waiters_.size()) +
           " size=" + std::to_string(options_.size);
}

std::string Pool::state() const {
    const Lock lock(mutex_);
    return counts();
}

Error Pool::exhausted() const {
    std::string detail = "no connection to " + name_ + ": " + counts();
    if (failures_ > 0) detail += "; " + last_failure_;
    return unavailable(detail);
}

void Pool::add_to(RedisStats& stats) const {
    const Lock lock(mutex_);
    stats.in_use += in_use_;
    stats.idle += idle_.size();
    stats.connecting += connecting_;
    stats.waiting += waiters_.size();
    stats.opened += opened_;
}

}  // namespace stateless::redis
