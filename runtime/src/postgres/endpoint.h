// The connections to one address: at most so many, handed to callers in the order they came, opened a few at a time,
// and after failures no sooner than a growing random delay. It knows nothing of statements.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include <stateless/pg_pool.h>

#include "postgres/connection.h"

namespace stateless::pg {

class Endpoint {
    struct Held {
        std::unique_ptr<Connection> connection;
        Clock::time_point over, last_used;
    };

public:
    Endpoint(const PoolerDsn& dsn, const PoolOptions& options);
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;

    /// A connection that goes back, or is closed if it is broken, when the lease goes.
    class Lease {
    public:
        Lease(Endpoint& endpoint, Held held) : endpoint_(&endpoint), held_(std::move(held)) {}
        Lease(Lease&& other) noexcept : endpoint_(other.endpoint_), held_(std::move(other.held_)) {}
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (held_.connection) endpoint_->give_back(std::move(held_));
        }
        Connection* operator->() const { return held_.connection.get(); }
        Connection& operator*() const { return *held_.connection; }

    private:
        Endpoint* endpoint_;
        Held held_;
    };

    /// `unavailable` if there is none by the deadline, if too many wait already, or, at once, while the server is known
    /// to be gone.
    [[nodiscard]] Result<Lease> acquire(Deadline deadline);

    [[nodiscard]] PoolStats stats() const;
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    struct Waiter {
        std::condition_variable signal;
        bool signalled = false;
        Held given;
    };
    using Lock = std::unique_lock<std::mutex>;

    void give_back(Held held);
    [[nodiscard]] Held take_idle(std::vector<Held>& over);
    [[nodiscard]] Result<Held> open_one(Deadline deadline);
    void settle_failure(const Error& failure);
    void wake_one();
    [[nodiscard]] Held wait(Lock& lock, Clock::time_point until, bool in_front);
    [[nodiscard]] Error exhausted() const;
    [[nodiscard]] bool may_open(Clock::time_point now) const;
    [[nodiscard]] std::size_t total() const { return idle_.size() + in_use_ + connecting_; }
    [[nodiscard]] std::chrono::milliseconds between(std::chrono::milliseconds low, std::chrono::milliseconds high);

    const std::string name_;
    const Parameters parameters_;
    const PoolOptions options_;
    net::Resolver resolver_;

    mutable std::mutex mutex_;
    std::vector<Held> idle_;
    std::list<Waiter*> waiters_;
    std::size_t in_use_ = 0, connecting_ = 0;
    std::uint64_t opened_ = 0;
    unsigned failures_ = 0;
    Clock::time_point not_before_;
    std::string last_failure_;
    std::minstd_rand random_;
};

}  // namespace stateless::pg
