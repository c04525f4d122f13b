// The connections to one server: at most so many, handed to callers in the order they came, opened a few at a time, and
// after a failure no sooner than a random delay. Whether the server is worth asking is the breaker's to say; what is
// sent it does not know.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <stateless/redis.h>

#include "redis/breaker.h"
#include "redis/connection.h"

namespace stateless::redis {

class Pool {
public:
    using Open = std::function<Result<std::unique_ptr<Connection>>(Deadline)>;

    /// `name` is for errors. The breaker outlives the pool.
    Pool(std::string name, const RedisOptions& options, Breaker& breaker, Open open);
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

private:
    struct Held {
        std::unique_ptr<Connection> connection;
        Clock::time_point over, last_used;
        std::uint64_t generation = 0;
    };

public:
    /// A connection that goes back, or is closed if it is broken, when the lease goes.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<Held> held, bool fresh) noexcept
            : pool_(&pool), held_(std::move(held)), fresh_(fresh) {}
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (held_) pool_->give_back(std::move(held_));
        }
        Connection* operator->() const { return held_->connection.get(); }
        /// When it was acquired, as far as the pool knows.
        [[nodiscard]] Clock::time_point since() const { return held_->last_used; }
        /// Was it opened for this lease? Otherwise the server may have hung up, even since somebody looked.
        [[nodiscard]] bool fresh() const { return fresh_; }

    private:
        Pool* pool_;
        std::unique_ptr<Held> held_;
        bool fresh_;
    };

    /// `unavailable` if there is none by the deadline, if too many wait already, or, at once, when the breaker opens;
    /// `misuse` if the server refuses the login. With `look`, the server has not hung up on it a moment ago.
    [[nodiscard]] Result<Lease> acquire(Deadline deadline, Clock::time_point now, bool look);

    /// The next attempt to connect need not wait.
    void hurry();

    /// What is open now is not used again: a name may stand for another server, or a server for another role.
    void renew();

    /// Nobody is to wait here any more: the server is not asked from now on.
    void retire();

    void add_to(RedisStats& stats) const;
    /// For errors: how it stands.
    [[nodiscard]] std::string state() const;

private:
    struct Waiter {
        std::condition_variable signal;
        bool signalled = false;
        std::unique_ptr<Held> given;
    };
    using Lock = std::unique_lock<std::mutex>;

    [[nodiscard]] Result<Lease> acquire_slowly(Lock& lock, Deadline deadline, Clock::time_point now, bool look);
    void give_back(std::unique_ptr<Held> held);
    void discard(Lock& lock, std::unique_ptr<Held> held);
    [[nodiscard]] bool stale(const Held& held, Clock::time_point now) const;
    [[nodiscard]] Result<std::unique_ptr<Held>> open_one(Deadline deadline);
    void settle_failure(const Error& failure);
    void wake_all();
    void wake_one();
    [[nodiscard]] std::unique_ptr<Held> wait(Lock& lock, Clock::time_point until, bool in_front);
    [[nodiscard]] Error exhausted() const;
    [[nodiscard]] std::string counts() const;
    [[nodiscard]] bool may_open(Clock::time_point now) const;
    [[nodiscard]] std::size_t total() const { return idle_.size() + in_use_ + connecting_; }

    const std::string name_;
    const RedisOptions& options_;
    const Clock::duration longest_idle_;
    Breaker& breaker_;
    const Open open_;
    Jitter jitter_;

    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Held>> idle_;
    std::list<Waiter*> waiters_;
    std::size_t in_use_ = 0, connecting_ = 0;
    std::uint64_t opened_ = 0, generation_ = 0;
    unsigned failures_ = 0;
    bool retired_ = false;
    Clock::time_point not_before_;
    std::string last_failure_;
};

}  // namespace stateless::redis
