// A lock that replicas share, with an owner's token, renewal in the background, and a fencing token. Like every lock
// over a network it is a lease: a holder that is stopped for longer than the lease is no holder any more, and learns it
// late. So it prevents double work; where double work would do harm, the resource itself has to refuse an older fencing
// token (M. Kleppmann, "How to do distributed locking", 2016). One Redis decides; it is no consensus over several.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <stateless/redis.h>

namespace stateless {

/// A lock that is held until this goes, release() is called, or it is lost. Any thread may ask; it belongs to one
/// owner.
class HeldLock {
public:
    /// Releases it, as release() would.
    ~HeldLock();
    HeldLock(HeldLock&&) noexcept;
    HeldLock& operator=(HeldLock&&) noexcept;

    /// Grows with every acquisition of this lock, also by others, and after Redis lost its data (it is never behind the
    /// server's clock in microseconds). Send it along with every write, and let the receiver refuse a smaller one than
    /// it has seen.
    [[nodiscard]] std::int64_t fencing_token() const noexcept;

    /// True from when it may no longer be relied on: somebody else may have it, or it was released. It is decided by
    /// this process' steady clock, counted from before the last renewal was sent, so it holds without any message from
    /// Redis. If the server's clock is set forward beyond the lease, this learns it with the next renewal.
    [[nodiscard]] bool lost() const noexcept;

    /// Gives it back; true if it was still ours. After `outcome_unknown` and `unavailable` it ends by itself within its
    /// ttl. Renewal has ended in any case.
    [[nodiscard]] Result<bool> release();

private:
    friend class Lock;
    struct State;
    explicit HeldLock(std::shared_ptr<State> state) noexcept;
    std::shared_ptr<State> state_;
};

/// Called once, from the thread that renews, if a lock is lost; not if it is released. It must not wait long, since
/// other locks wait to be renewed, and must not throw.
using OnLockLost = std::function<void()>;

/// Locks by name. Any thread may call it; copies share the thread that renews, which starts with the first lock held.
class Lock {
public:
    /// `space`: as a Key's, a constant of the program. `timeout`: for one call; RedisOptions::call_timeout otherwise.
    explicit Lock(Redis redis, std::string_view space = "lock", std::optional<Timeout> timeout = std::nullopt);

    /// Takes the lock if it is free. It lasts `ttl` at first and is renewed each third of that, as long as it is held.
    /// Errors: `conflict`, somebody else has it; those of Redis::command. After `outcome_unknown` it may be taken, by
    /// nobody, until `ttl` has passed.
    [[nodiscard]] Result<HeldLock> try_acquire(std::string_view name, Ttl ttl, OnLockLost on_lost = {});

    /// As try_acquire(), but asks again, at random intervals of at most a tenth of a second, until it is free or `wait`
    /// is over. Who has waited longest has no right of way.
    [[nodiscard]] Result<HeldLock> acquire(std::string_view name, Ttl ttl, Timeout wait, OnLockLost on_lost = {});

private:
    friend class HeldLock;
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stateless
