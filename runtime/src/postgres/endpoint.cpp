// Connections are opened and closed outside the lock. A freed connection goes straight to who waits longest; a freed
// place wakes them, so that nobody who comes later overtakes.
#include "postgres/endpoint.h"

#include <algorithm>

#include "postgres/errors.h"

namespace stateless::pg {
namespace {

using namespace std::chrono_literals;

// So many failures in a row, and callers are told at once instead of waiting.
constexpr unsigned failures_until_certain = 3;
constexpr std::chrono::milliseconds first_delay = 200ms, longest_delay = 5s;

}  // namespace

Endpoint::Endpoint(const PoolerDsn& dsn, const PoolOptions& options)
    : name_(dsn.describe()), parameters_(dsn.parameters()), options_(options), random_(std::random_device{}()) {
    idle_.reserve(options.size);
}

Result<Endpoint::Lease> Endpoint::acquire(Deadline deadline) {
    // Declared before the lock, so that connections are closed after it is released.
    std::vector<Held> over;
    Lock lock(mutex_);
    bool waited = false;
    while (true) {
        if (Held held = take_idle(over); held.connection) {
            ++in_use_;
            lock.unlock();
            if (held.connection->usable()) return Lease(*this, std::move(held));
            held.connection.reset();
            lock.lock();
            --in_use_;
            wake_one();
            continue;
        }
        const auto now = Clock::now();
        if (may_open(now)) {
            ++connecting_;
            lock.unlock();
            auto opened = open_one(deadline.but_at_most(options_.connect_timeout));
            lock.lock();
            --connecting_;
            if (opened) {
                ++in_use_;
                ++opened_;
                failures_ = 0;
                not_before_ = {};
                wake_one();
                return Lease(*this, std::move(*opened));
            }
            settle_failure(opened.error());
            if (opened.error().code == ErrorCode::misuse) return opened.error();
        }
        const bool place_left = total() < options_.size;
        if (deadline.passed() || (failures_ >= failures_until_certain && place_left && now < not_before_)) {
            // The signal that came too late for this caller is for the next one.
            wake_one();
            return exhausted();
        }
        if (!waited && waiters_.size() >= options_.most_waiting) return exhausted();
        const auto until = place_left && connecting_ < options_.connecting_at_once && not_before_ > Clock::now()
                               ? std::min(deadline.at(), not_before_)
                               : deadline.at();
        Held given = wait(lock, until, waited);
        waited = true;
        if (!given.connection) continue;
        lock.unlock();
        if (given.connection->usable()) return Lease(*this, std::move(given));
        given.connection.reset();
        lock.lock();
        --in_use_;
        wake_one();
    }
}

// The one used last, so that those no longer needed grow old and go.
Endpoint::Held Endpoint::take_idle(std::vector<Held>& over) {
    const auto now = Clock::now();
    while (!idle_.empty()) {
        Held held = std::move(idle_.back());
        idle_.pop_back();
        if (now < held.over && now - held.last_used < options_.longest_idle.milliseconds()) return held;
        over.push_back(std::move(held));
    }
    return {};
}

bool Endpoint::may_open(Clock::time_point now) const {
    // After a failure one caller tries; the others follow when it has succeeded.
    const std::size_t at_once = failures_ > 0 ? 1 : options_.connecting_at_once;
    return total() < options_.size && connecting_ < at_once && now >= not_before_;
}

Result<Endpoint::Held> Endpoint::open_one(Deadline deadline) {
    auto opened = Connection::open(parameters_, resolver_, deadline);
    if (!opened) return opened.error();
    const auto life = options_.longest_life.milliseconds();
    Held held;
    held.connection = std::move(*opened);
    held.last_used = Clock::now();
    const Lock lock(mutex_);
    held.over = held.last_used + between(life - life / 10, life);
    return held;
}

void Endpoint::settle_failure(const Error& failure) {
    const auto longest = std::min(longest_delay, first_delay * (1 << std::min(failures_, 5U)));
    ++failures_;
    not_before_ = Clock::now() + between(longest / 2, longest);
    last_failure_ = failure.detail;
    // Those who wait behind learn that there is a delay now.
    for (Waiter* waiter : waiters_) {
        waiter->signalled = true;
        waiter->signal.notify_one();
    }
}

void Endpoint::wake_one() {
    if (waiters_.empty()) return;
    waiters_.front()->signalled = true;
    waiters_.front()->signal.notify_one();
}

Endpoint::Held Endpoint::wait(Lock& lock, Clock::time_point until, bool in_front) {
    Waiter self;
    const auto place = waiters_.insert(in_front ? waiters_.begin() : waiters_.end(), &self);
    self.signal.wait_until(lock, until, [&] { return self.signalled; });
    // Whoever gives a connection takes the waiter off the list.
    if (self.given.connection) return std::move(self.given);
    waiters_.erase(place);
    return {};
}

void Endpoint::give_back(Held held) {
    const auto now = Clock::now();
    const bool good = !held.connection->broken() && now < held.over && held.connection->usable();
    if (!good) held.connection.reset();
    held.last_used = now;
    const Lock lock(mutex_);
    if (good && !waiters_.empty()) {
        Waiter* first = waiters_.front();
        waiters_.pop_front();
        first->given = std::move(held);
        first->signalled = true;
        first->signal.notify_one();
        return;
    }
    --in_use_;
    if (good) idle_.push_back(std::move(held));
    else wake_one();
}

Error Endpoint::exhausted() const {
    std::string detail = "no connection to " + name_ + ": in_use=" + std::to_string(in_use_) +
                         " idle=" + std::to_string(idle_.size()) + " connecting=" + std::to_string(connecting_) +
                         " waiting=" + std::to_string(waiters_.size()) + " size=" + std::to_string(options_.size);
    if (failures_ > 0) detail += "; " + last_failure_;
    return unavailable(detail);
}

PoolStats Endpoint::stats() const {
    const Lock lock(mutex_);
    return {in_use_, idle_.size(), connecting_, waiters_.size(), opened_};
}

std::chrono::milliseconds Endpoint::between(std::chrono::milliseconds low, std::chrono::milliseconds high) {
    return std::chrono::milliseconds{std::uniform_int_distribution<std::int64_t>(low.count(), high.count())(random_)};
}

}  // namespace stateless::pg
