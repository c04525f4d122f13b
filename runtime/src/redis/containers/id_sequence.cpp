// One caller reserves the next block while the others wait for it, or for its failure, which is theirs then too.
#include <stateless/id_sequence.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "redis/client.h"
#include "redis/read_as.h"

namespace stateless {
namespace {

constexpr std::int64_t greatest = std::int64_t{1} << 53, largest_block = 1'000'000;

// What Redis remembers never falls behind what a process knows, so that its loss does no harm while one lives.
constexpr char reserve_script[] = "local last, after = tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(ARGV[1]) "
                                  "if last < after then last = after end "
                                  "last = last + tonumber(ARGV[2]) "
                                  "if last > 9007199254740992 then return 0 end "
                                  "redis.call('SET', KEYS[1], string.format('%.0f', last), 'PX', ARGV[3]) "
                                  "return last";

}  // namespace

struct IdSequence::State {
    State(Redis client, Key name, Ttl lifetime, const IdSequenceOptions& options)
        : redis(std::move(client)), key(std::move(name)), ttl(lifetime), block(options.block),
          timeout(options.timeout.value_or(redis::Internals::of(redis)->shared.options.call_timeout)),
          next(options.after + 1), end(options.after) {}

    Redis redis;
    const Key key;
    const Ttl ttl;
    const std::int64_t block;
    const Timeout timeout;
    const Script script{reserve_script};

    std::mutex mutex;
    std::condition_variable settled;
    std::int64_t next, end;  // the ids left are those in between, the end included
    bool reserving = false;
    std::uint64_t attempts = 0;
    std::optional<Error> failure;  // of the last attempt

    // Called with the lock held, which it gives up meanwhile.
    void reserve(std::unique_lock<std::mutex>& lock, redis::Deadline deadline) {
        reserving = true;
        const std::int64_t after = end;
        lock.unlock();
        const auto limit = Timeout::from(std::max(deadline.left(), std::chrono::milliseconds{1}));
        auto last = redis::read_as<std::int64_t>(redis.eval(script, key, {after, block, ttl}, limit),
                                                 [](const Reply& reply) { return reply.integer(); });
        lock.lock();
        reserving = false;
        ++attempts;
        failure.reset();
        if (!last) failure = std::move(last).error();
        else if (*last == 0) failure = redis::misuse("the numbers of the sequence are used up");
        else next = *last - block + 1, end = *last;
        settled.notify_all();
    }
};

IdSequence::IdSequence(Redis redis, Key key, Ttl ttl, IdSequenceOptions options) {
    if (options.block < 1 || options.block > largest_block)
        throw std::invalid_argument("stateless: a block of ids has 1 to a million");
    if (options.after < 0 || options.after >= greatest)
        throw std::invalid_argument("stateless: ids are positive and at most 2^53");
    state_ = std::make_shared<State>(std::move(redis), std::move(key), ttl, options);
}

Result<std::int64_t> IdSequence::next() {
    State& state = *state_;
    // Or two processes would give out the rest of one block.
    if (redis::Internals::of(state.redis)->birth.elsewhere()) return redis::misuse(net::made_before_fork);
    std::unique_lock lock(state.mutex);
    const auto deadline = redis::Deadline::in(state.timeout);
    while (state.next > state.end) {
        const std::uint64_t seen = state.attempts;
        if (!state.reserving) state.reserve(lock, deadline);
        else if (!state.settled.wait_until(lock, deadline.at(), [&] { return state.attempts != seen; }))
            return redis::unavailable("another thread still reserves a block of ids");
        if (state.failure && state.next > state.end) return *state.failure;
    }
    return state.next++;
}

}  // namespace stateless
