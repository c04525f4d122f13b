// Taking, giving back, and what a holder knows of a lock. The renewal is in renewer.h.
#include <stateless/lock.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "redis/client.h"
#include "redis/locks/renewer.h"
#include "redis/random.h"
#include "redis/read_as.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using redis::Clock;
using redis::Deadline;
using redis::HeldEntry;

// Who holds it already gets the same answer again, so that asking twice does no harm. Tokens are microseconds of the
// server's clock where that is ahead, so that they grow even if the counter is lost.
constexpr char acquire_script[] = "local owner = redis.call('GET', KEYS[1]) "
                                  "if owner and owner ~= ARGV[1] then return {0, redis.call('PTTL', KEYS[1])} end "
                                  "redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) "
                                  "local last = tonumber(redis.call('GET', KEYS[2]) or 0) "
                                  "if owner and last > 0 then return {1, last} end "
                                  "local time = redis.call('TIME') "
                                  "local token = time[1] * 1000000 + time[2] "
                                  "if token <= last then token = last + 1 end "
                                  "redis.call('SET', KEYS[2], string.format('%.0f', token), 'PX', ARGV[3]) "
                                  "return {1, token}";

constexpr char release_script[] = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end "
                                  "return redis.call('DEL', KEYS[1])";

constexpr auto longest_pause = 100ms;
// What an answer may need: asked later, the lock may be taken without anybody knowing.
constexpr std::chrono::milliseconds last_question = 20ms;

}  // namespace

struct Lock::State {
    State(Redis given, std::string_view name, std::optional<Timeout> limit)
        : redis(std::move(given)), space(name),
          timeout(limit.value_or(redis::Internals::of(redis)->shared.options.call_timeout)), renewer(redis, timeout) {
        (void)Key(space, "");  // throws if the space is none
    }

    Redis redis;
    const std::string space;
    const Timeout timeout;
    const Script acquire{acquire_script}, release{release_script};
    redis::Jitter jitter;
    redis::Renewer renewer;

    // The new holder's entry. `left` of the lock is told if somebody else has it.
    Result<std::shared_ptr<HeldEntry>> attempt(std::string_view name, const std::string& owner, Ttl ttl, Timeout limit,
                                               std::chrono::milliseconds& left) {
        const Key key(space, name), fence = key.with("fence");
        const auto began = Clock::now();
        const Ttl fence_ttl = Ttl::from(std::min<std::chrono::milliseconds>(ttl.milliseconds() + 24h, 24h * 3652));
        auto answer = redis.eval(acquire, {key, fence}, {owner, ttl, fence_ttl}, limit);
        return redis::read_as<std::shared_ptr<HeldEntry>>(
            std::move(answer), [&](const Reply& reply) -> Result<std::shared_ptr<HeldEntry>> {
                if (reply[0].integer() == 0) {
                    left = std::chrono::milliseconds(reply[1].integer());
                    return Error{ErrorCode::conflict, true, false, "somebody else holds " + key.str()};
                }
                return std::make_shared<HeldEntry>(key, owner, ttl, reply[1].integer(), began);
            });
    }
};

struct HeldLock::State {
    std::shared_ptr<Lock::State> lock;
    std::shared_ptr<HeldEntry> entry;

    Result<bool> release() {
        lock->renewer.forget(entry);
        return redis::read_count(lock->redis.eval(lock->release, entry->key, {entry->owner}, lock->timeout));
    }
};

Lock::Lock(Redis redis, std::string_view space, std::optional<Timeout> timeout)
    : state_(std::make_shared<State>(std::move(redis), space, timeout)) {}

Result<HeldLock> Lock::try_acquire(std::string_view name, Ttl ttl, OnLockLost on_lost) {
    std::chrono::milliseconds left{0};
    auto entry = state_->attempt(name, redis::random_hex(16), ttl, state_->timeout, left);
    if (!entry) return std::move(entry).error();
    state_->renewer.keep(*entry, std::move(on_lost));
    return HeldLock(std::make_shared<HeldLock::State>(HeldLock::State{state_, std::move(*entry)}));
}

Result<HeldLock> Lock::acquire(std::string_view name, Ttl ttl, Timeout wait, OnLockLost on_lost) {
    const Deadline deadline = Deadline::in(wait);
    const std::string owner = redis::random_hex(16);
    while (true) {
        std::chrono::milliseconds left{0};
        const Timeout limit =
            Timeout::from(std::clamp<std::chrono::milliseconds>(deadline.left(), 1ms, state_->timeout.milliseconds()));
        auto entry = state_->attempt(name, owner, ttl, limit, left);
        if (entry) {
            state_->renewer.keep(*entry, std::move(on_lost));
            return HeldLock(std::make_shared<HeldLock::State>(HeldLock::State{state_, std::move(*entry)}));
        }
        if (entry.error().code == ErrorCode::misuse || deadline.passed()) return std::move(entry).error();
        const auto to_ask = deadline.left() - std::min(last_question, wait.milliseconds() / 10);
        if (to_ask <= 0ms) {
            std::this_thread::sleep_for(deadline.left());
            return std::move(entry).error();
        }
        auto longest = std::min<std::chrono::milliseconds>(longest_pause, to_ask);
        if (left > 0ms) longest = std::min(longest, left + 1ms);
        std::this_thread::sleep_for(state_->jitter.between(std::min<std::chrono::milliseconds>(1ms, longest), longest));
    }
}

HeldLock::HeldLock(std::shared_ptr<State> state) noexcept : state_(std::move(state)) {}
HeldLock::HeldLock(HeldLock&&) noexcept = default;

HeldLock& HeldLock::operator=(HeldLock&& other) noexcept {
    HeldLock before(std::move(*this));
    state_ = std::move(other.state_);
    return *this;
}

HeldLock::~HeldLock() {
    if (!state_ || state_->entry->released) return;
    try {
        (void)state_->release();
    } catch (const std::exception&) {
        // It ends by itself.
    }
}

std::int64_t HeldLock::fencing_token() const noexcept { return state_->entry->token; }

bool HeldLock::lost() const noexcept { return state_->entry->lost(Clock::now()); }

Result<bool> HeldLock::release() { return state_->release(); }

}  // namespace stateless
