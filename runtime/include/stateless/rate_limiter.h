// Rate limits that hold over all replicas: each decision is one script in Redis, which counts in the server's time. A
// request that is turned away consumes nothing. What a limiter knows about a client lives in at most two keys of one
// cluster slot, and is gone when it no longer matters.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <stateless/redis.h>

#if defined(__cpp_consteval) && __cpp_consteval >= 201811L
#define STATELESS_CONSTANT_ONLY consteval
#else
#define STATELESS_CONSTANT_ONLY constexpr
#endif

namespace stateless {

/// So much in so long: 1 or more, in 1 ms to 31 days. A plain value.
class Quota {
public:
    /// From constants, as in `Quota{100, std::chrono::minutes{1}}`. C++20: bad constants do not compile. C++17: they
    /// throw std::invalid_argument unless the object is constexpr, and then do not compile.
    template <class Rep, class Period>
    explicit STATELESS_CONSTANT_ONLY Quota(std::int64_t amount, std::chrono::duration<Rep, Period> per)
        : amount_(amount), per_(checked(amount, detail::bounded_milliseconds(per, longest))) {}

    /// From values known at run time. Throws std::invalid_argument if they are out of range.
    template <class Rep, class Period>
    [[nodiscard]] static constexpr Quota from(std::int64_t amount, std::chrono::duration<Rep, Period> per) {
        return Quota(amount, checked(amount, detail::bounded_milliseconds(per, longest)), Checked{});
    }

    [[nodiscard]] constexpr std::int64_t amount() const noexcept { return amount_; }
    [[nodiscard]] constexpr std::chrono::milliseconds per() const noexcept { return per_; }

private:
    struct Checked {};
    constexpr Quota(std::int64_t amount, std::chrono::milliseconds per, Checked) noexcept
        : amount_(amount), per_(per) {}

    // Lua counts in doubles: the product of the two stays exact below 2^52.
    static constexpr std::chrono::milliseconds checked(std::int64_t amount, std::chrono::milliseconds per) {
        if (amount < 1) throw std::invalid_argument("stateless: a Quota must be at least 1");
        if (amount > (std::int64_t{1} << 52) / per.count())
            throw std::invalid_argument("stateless: a Quota is more than can be counted exactly");
        return per;
    }

    static constexpr std::chrono::hours longest{24 * 31};
    std::int64_t amount_;
    std::chrono::milliseconds per_;
};

/// How it is counted, by the server's clock. If that is set forward, time has passed; if it is set back, what was
/// admitted may count anew, as of now. A plain value.
class RateLimit {
public:
    enum class Kind : std::uint8_t { fixed_window, sliding_window, token_bucket, exact_window };

    /// At most the quota in each window. A client's window begins with its first request. Twice the quota may pass
    /// around the border of two windows.
    [[nodiscard]] static constexpr RateLimit fixed_window(Quota quota) noexcept {
        return RateLimit(Kind::fixed_window, quota, quota.amount());
    }

    /// As fixed_window(), but what was admitted in the window before counts in proportion to how much of it still lies
    /// within one window's length from now, as if it had come evenly. If it came late, more than the quota may lie
    /// within one window's length: what came late in the window before may be there twice over, so it is less than
    /// twice the quota. Where it must hold strictly, take an exact_window() or a token_bucket().
    [[nodiscard]] static constexpr RateLimit sliding_window(Quota quota) noexcept {
        return RateLimit(Kind::sliding_window, quota, quota.amount());
    }

    /// Never more than the quota within any stretch of its length, wherever that begins. Redis keeps the time of each
    /// request admitted in the last such stretch, 11 bytes each, so the quota is 10,000 at most (std::invalid_argument
    /// otherwise).
    [[nodiscard]] static constexpr RateLimit exact_window(Quota quota) {
        if (quota.amount() > 10'000)
            throw std::invalid_argument("stateless: an exact window counts 10,000 requests at most");
        return RateLimit(Kind::exact_window, quota, quota.amount());
    }

    /// A bucket that refills evenly by the quota and holds `burst`: over any length of time at most `burst` and what
    /// refills in it (the generic cell rate algorithm, ITU-T I.371; one number for each client). Throws
    /// std::invalid_argument if burst is not 1 or more, or if it takes more than 31 days to fill.
    [[nodiscard]] static constexpr RateLimit token_bucket(Quota refill, std::int64_t burst) {
        if (burst < 1) throw std::invalid_argument("stateless: a bucket must hold at least 1");
        if (burst > (std::int64_t{1} << 52) / refill.per().count() ||
            burst * refill.per().count() / refill.amount() > 31LL * 24 * 3600 * 1000)
            throw std::invalid_argument("stateless: a bucket is larger than can be counted exactly");
        return RateLimit(Kind::token_bucket, refill, burst);
    }
    [[nodiscard]] static constexpr RateLimit token_bucket(Quota refill) {
        return token_bucket(refill, refill.amount());
    }

    [[nodiscard]] constexpr Kind kind() const noexcept { return kind_; }
    [[nodiscard]] constexpr Quota quota() const noexcept { return quota_; }
    /// The most that can be admitted at one moment.
    [[nodiscard]] constexpr std::int64_t limit() const noexcept { return limit_; }

private:
    constexpr RateLimit(Kind kind, Quota quota, std::int64_t limit) noexcept
        : kind_(kind), quota_(quota), limit_(limit) {}

    Kind kind_;
    Quota quota_;
    std::int64_t limit_;
};

/// What a limiter answers while Redis does not.
enum class LimitWithoutRedis : std::uint8_t {
    allow,  ///< the limit does not hold then; for what protects a budget
    deny    ///< nobody gets in then; for what protects an account, such as a login
};

struct RateLimiterOptions {
    /// For one decision; RedisOptions::call_timeout otherwise.
    std::optional<Timeout> timeout = std::nullopt;
    /// Decides and counts, but allows everything: RateDecision::over_limit() says what would have been turned away.
    bool shadow = false;
    /// RateDecision::near_limit() from when so many per cent are used.
    unsigned near_limit_percent = 80;
    /// Clients that this replica remembers as turned away, so that asking again costs no round trip; 0 for none.
    std::size_t denied_cache = 10'000;
    /// For so long at most: a reset() or refund() in another replica takes that long to be noticed.
    Timeout denied_cache_age = Timeout{std::chrono::seconds{1}};
};

/// What became of one request. A plain value.
class RateDecision {
public:
    enum class Source : std::uint8_t {
        redis,         ///< counted there
        denied_cache,  ///< this replica remembers that Redis said no
        policy         ///< Redis did not answer: see error()
    };

    /// Answer 429 if not. Always true in shadow mode.
    [[nodiscard]] bool allowed() const noexcept { return allowed_; }
    [[nodiscard]] explicit operator bool() const noexcept { return allowed_; }
    /// Was it more than is left? As !allowed(), in shadow mode too.
    [[nodiscard]] bool over_limit() const noexcept { return over_limit_; }
    /// Little is left, or nothing: time to warn.
    [[nodiscard]] bool near_limit() const noexcept { return near_limit_; }

    [[nodiscard]] std::int64_t limit() const noexcept { return limit_; }
    /// What could be admitted at once after this request; 0 if it is not known.
    [[nodiscard]] std::int64_t remaining() const noexcept { return remaining_; }
    /// When the same request may be admitted, if nobody else is before that; zero if it was.
    [[nodiscard]] std::chrono::milliseconds retry_after() const noexcept { return retry_after_; }
    /// When the window ends, or the bucket is full.
    [[nodiscard]] std::chrono::milliseconds reset_after() const noexcept { return reset_after_; }

    [[nodiscard]] Source source() const noexcept { return source_; }
    /// Why the policy had to answer; `misuse` also for a cost above the limit.
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

    /// `RateLimit-Policy`, `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10; not when the policy answered) and, if
    /// it is not allowed, `Retry-After` (RFC 9110, 10.2.3): names and values.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> headers() const;

private:
    friend class RateLimiter;
    friend struct RateDecisions;
    RateDecision() = default;

    bool allowed_ = false, over_limit_ = false, near_limit_ = false;
    Source source_ = Source::redis;
    std::int64_t limit_ = 0, remaining_ = 0;
    std::chrono::milliseconds retry_after_{0}, reset_after_{0};
    std::shared_ptr<const std::string> policy_;  // the first header's value
    std::optional<Error> error_;
};

/// Any thread may call it; copies share the denied cache. No call throws for what happens on the network: the policy
/// answers then, within the timeout.
class RateLimiter {
public:
    /// `space`: as a Key's, a constant of the program that names the limit ("login"). Two limiters of one space and
    /// kind count in the same numbers. Throws std::invalid_argument if near_limit_percent is above 100.
    RateLimiter(Redis redis, std::string_view space, RateLimit limit, LimitWithoutRedis without_redis,
                RateLimiterOptions options = {});

    /// May `client` do this now? If so, it is counted. `cost` is what it counts for, 1 or more (std::invalid_argument
    /// otherwise). `client` may be anything: an address (client_ip's limit_key()), a user, an API key.
    [[nodiscard]] RateDecision acquire(std::string_view client, std::int64_t cost = 1);

    /// What acquire() would answer; counts nothing.
    [[nodiscard]] RateDecision peek(std::string_view client, std::int64_t cost = 1);

    /// As acquire(), but sleeps until it is admitted, if that can be before `at_most` is over; otherwise it says no at
    /// once. Waits a little longer than it has to, by chance, so that those who wait do not come back together. Never
    /// longer than `at_most`, also if Redis is silent.
    [[nodiscard]] RateDecision wait(std::string_view client, Timeout at_most, std::int64_t cost = 1);

    /// Gives back what an earlier acquire() took, of a request that came to nothing; never more than is taken now.
    [[nodiscard]] Result<void> refund(std::string_view client, std::int64_t cost = 1);

    /// As if the client had never come.
    [[nodiscard]] Result<void> reset(std::string_view client);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stateless

#undef STATELESS_CONSTANT_ONLY
