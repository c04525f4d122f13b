// Numbers that no two replicas give out: each replica reserves a block of them in Redis and counts within it, so that
// most ids cost no round trip.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include <stateless/redis.h>

namespace stateless {

struct IdSequenceOptions {
    /// Ids that a replica reserves at once, 1 to a million. What it has not used when it ends is never given out.
    std::int64_t block = 100;
    /// Where Redis knows nothing (yet, or because it lost its data), the sequence goes on behind this, or behind what
    /// this process has given out, if that is greater: the greatest id that the database holds.
    std::int64_t after = 0;
    /// For one reservation; RedisOptions::call_timeout otherwise.
    std::optional<Timeout> timeout = std::nullopt;
};

/// Any thread may call it; copies share their block. Ids are unique, positive, up to 2^53 (what JSON's readers keep
/// exact), and grow within a process; between replicas they are in no order, and there are gaps.
class IdSequence {
public:
    /// `ttl`: how long Redis remembers the sequence after the last reservation. It has to be longer than the sequence
    /// can lie unused; years are fine. Throws std::invalid_argument if a block or `after` is out of range.
    IdSequence(Redis redis, Key key, Ttl ttl, IdSequenceOptions options = {});

    /// The next id. Errors, when a block has to be reserved: as Redis::command; after `outcome_unknown` at most a block
    /// is lost, so just call it again. `misuse` when the numbers are used up.
    [[nodiscard]] Result<std::int64_t> next();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stateless
