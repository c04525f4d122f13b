// A cache that all replicas share. A value that is not there is computed by one caller over all replicas while the
// others wait for it; one that is about to be too old is computed by one while the others get the old one. No entry is
// without a lifetime, a value that was computed before an invalidation never comes back after it, and what happens
// while Redis is down is the caller's choice.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <stateless/codec.h>
#include <stateless/redis.h>

namespace stateless {

/// What a cache does while Redis does not answer.
enum class CacheWithoutRedis : std::uint8_t {
    compute,  ///< computes for each caller anew, though within a replica only once at a time; the source has to bear it
    fail      ///< returns the error; the source is spared
};

struct CacheOptions {
    /// Beyond its lifetime a value is still served for so long, while one caller computes a new one.
    std::optional<Ttl> stale_while_revalidate = std::nullopt;
    /// Beyond its lifetime a value is still served for so long if computing a new one fails.
    std::optional<Ttl> stale_if_error = std::nullopt;
    /// Lifetimes are shorter by up to so many per cent, by chance, so that what was stored together does not expire
    /// together.
    unsigned ttl_jitter_percent = 10;
    /// Computes a value anew before it expires, the likelier the closer that is and the longer computing takes (XFetch;
    /// Vattani et al., "Optimal Probabilistic Cache Stampede Prevention", 2015). 1 is what the paper recommends, 0
    /// never.
    double early_refresh = 1.0;
    /// How long a computation keeps others from computing the same. What takes longer is computed twice, and not
    /// stored.
    Ttl compute_limit = Ttl{std::chrono::seconds{10}};
    /// How long a caller waits for what another one computes, before it is told `unavailable`.
    Timeout wait = Timeout{std::chrono::seconds{15}};
    /// For one call to Redis; RedisOptions::call_timeout otherwise.
    std::optional<Timeout> timeout = std::nullopt;
    /// Runs the refreshes of stale and early values. Without it the caller that meets such a value first computes
    /// before it returns. With it every caller is served at once, and what get_or_compute() was given must still be
    /// valid when it runs: capture by value. It may run the task at any time in any thread, or drop it, which is one
    /// call to Redis: the old value is then served on, and the next caller that meets it tries again.
    std::function<void(std::function<void()>)> background = nullptr;
};

/// Where a value came from.
enum class CacheSource : std::uint8_t {
    fresh,     ///< Redis
    stale,     ///< Redis, beyond its lifetime
    computed,  ///< this call, or another one of this process that it waited for
    uncached   ///< as computed, without Redis
};

/// What one call of a cache may want besides.
struct CacheCall {
    /// What the value depends on: Cache::invalidate_tag() of one of them makes it invalid. A reader has to name the
    /// same as who stored it.
    std::vector<std::string> tags = {};
    /// If given, is told where the value came from.
    CacheSource* source = nullptr;
};

namespace redis {

struct CacheState;

/// What Cache does, on bytes. As thread-safe as Cache.
class CacheTable {
public:
    CacheTable(Redis redis, std::string_view space, CacheWithoutRedis without_redis, CacheOptions options);

    /// Bytes to keep for `ttl`.
    struct Computed {
        std::string bytes;
        Ttl ttl;
    };
    /// Given the bytes of an older value, if there is one. What it throws reaches the caller.
    using Compute = std::function<Result<Computed>(const std::optional<std::string>& older)>;
    /// False if bytes cannot be read: they are computed anew then.
    using Accept = std::function<bool(std::string_view bytes)>;

    /// Nothing but the Error of Redis or of `compute` if it fails; otherwise `accept` has had the value.
    [[nodiscard]] Result<void> get_or_compute(std::string_view id, const CacheCall& call, const Compute& compute,
                                              const Accept& accept);
    [[nodiscard]] Result<void> invalidate(std::string_view id);
    [[nodiscard]] Result<void> invalidate_tag(std::string_view tag);

private:
    std::shared_ptr<CacheState> state_;
};

template <class T>
struct result_of_compute {
    using type = T;
};
template <class T>
struct result_of_compute<Result<T>> {
    using type = T;
};

/// What `compute` returns for `older`, whether it wants that or not.
template <class V, class F>
auto call_compute(F& compute, const std::optional<V>& older) {
    if constexpr (std::is_invocable_v<F&, const std::optional<V>&>) return compute(older);
    else return compute();
}

}  // namespace redis

/// Values are what a Codec knows. Any thread may call it; copies share what is being computed.
///
/// Errors of all calls: those of Redis::command. A stored value that its Codec cannot read counts as none.
template <class V>
class Cache {
public:
    /// `space`: as a Key's, a constant of the program. Throws std::invalid_argument if ttl_jitter_percent is above 90
    /// or early_refresh below 0.
    Cache(Redis redis, std::string_view space, CacheWithoutRedis without_redis, CacheOptions options = {})
        : table_(std::move(redis), space, without_redis, std::move(options)) {}

    /// The value of `id`, from Redis or from `compute`, whose result is kept for `ttl`. `compute()` returns a V or a
    /// Result<V>; `compute(older)` is given an expired or invalidated value too, if there is one, as a
    /// `const std::optional<V>&` (to ask a source whether it has changed). If `compute` fails by an Error or an
    /// exception, nothing is stored, and those who waited for it in this process fail alike, unless an older value may
    /// be served (CacheOptions::stale_if_error). `unavailable` if another caller computes for longer than
    /// CacheOptions::wait.
    ///
    /// Costs one round trip if the value is there. A dead Redis costs its deadline once.
    template <class F>
    [[nodiscard]] Result<V> get_or_compute(std::string_view id, Ttl ttl, F compute, const CacheCall& call = {}) {
        std::optional<V> value;
        auto done = table_.get_or_compute(
            id, call,
            [compute = std::move(compute), ttl](const std::optional<std::string>& older) mutable {
                return computed<V>(compute, older, [&](const V& made) {
                    return redis::CacheTable::Computed{Codec<V>::encode(made), ttl};
                });
            },
            [&value](std::string_view bytes) { return (value = Codec<V>::decode(bytes)).has_value(); });
        if (!done) return done.error();
        return std::move(*value);
    }

    /// As get_or_compute() for what may not exist: `compute` returns a std::optional<V>, or a Result of one. That there
    /// is nothing is kept as well, for `ttl_of_nothing`, so that asking for it again and again does not reach the
    /// source.
    template <class F>
    [[nodiscard]] Result<std::optional<V>> find_or_compute(std::string_view id, Ttl ttl, Ttl ttl_of_nothing, F compute,
                                                           const CacheCall& call = {}) {
        using Maybe = std::optional<V>;
        Maybe value;
        auto done = table_.get_or_compute(
            id, call,
            [compute = std::move(compute), ttl, ttl_of_nothing](const std::optional<std::string>& older) mutable {
                return computed<Maybe>(compute, older, [&](const Maybe& made) {
                    return made ? redis::CacheTable::Computed{'+' + Codec<V>::encode(*made), ttl}
                                : redis::CacheTable::Computed{"-", ttl_of_nothing};
                });
            },
            [&value](std::string_view bytes) { return read_maybe(bytes, value); });
        if (!done) return done.error();
        return value;
    }

    /// Forgets the value everywhere. What is being computed at this moment is not stored.
    [[nodiscard]] Result<void> invalidate(std::string_view id) { return table_.invalidate(id); }

    /// Makes all values with that tag invalid, also those being computed at this moment. One write, however many there
    /// are.
    [[nodiscard]] Result<void> invalidate_tag(std::string_view tag) { return table_.invalidate_tag(tag); }

private:
    static bool read_maybe(std::string_view bytes, std::optional<V>& value) {
        value.reset();
        if (bytes == "-") return true;
        if (bytes.empty() || bytes.front() != '+') return false;
        return (value = Codec<V>::decode(bytes.substr(1))).has_value();
    }

    template <class Made, class F, class Keep>
    static Result<redis::CacheTable::Computed> computed(F& compute, const std::optional<std::string>& older,
                                                        Keep keep) {
        std::optional<V> before;
        if (older) {
            if constexpr (std::is_same_v<Made, V>) before = Codec<V>::decode(*older);
            else (void)read_maybe(*older, before);
        }
        auto made = redis::call_compute<V>(compute, before);
        using Returned = decltype(made);
        if constexpr (std::is_same_v<typename redis::result_of_compute<Returned>::type, Returned>) {
            return keep(Made(std::move(made)));
        } else {
            if (!made) return std::move(made).error();
            return keep(Made(std::move(*made)));
        }
    }

    redis::CacheTable table_;
};

}  // namespace stateless
