// A number that all replicas count in: one INCRBY each, so that nothing is lost between a read and a write.
#pragma once

#include <cstdint>
#include <optional>

#include <stateless/redis.h>

namespace stateless {

/// Any thread may call it; copies count in the same number. It begins at 0 and is forgotten `ttl` after its last
/// change. Errors are those of Redis::command; past the range of std::int64_t a change is `misuse` and does not happen.
/// After `outcome_unknown` the change may have happened: whether to count again is the caller's decision.
class Counter {
public:
    /// `timeout`: for one call; RedisOptions::call_timeout otherwise.
    Counter(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout = std::nullopt);

    /// The number after the change. There is no reference to hold on to, and no post-increment: what was there before
    /// is not what is there now.
    [[nodiscard]] Result<std::int64_t> operator++() { return *this += 1; }
    [[nodiscard]] Result<std::int64_t> operator--() { return *this += -1; }
    [[nodiscard]] Result<std::int64_t> operator+=(std::int64_t by);

    /// The number as it is now; 0 if nobody has counted.
    [[nodiscard]] Result<std::int64_t> load() const;

private:
    mutable Redis redis_;
    Key key_;
    Ttl ttl_;
    std::optional<Timeout> timeout_;
    Script add_;
};

}  // namespace stateless
