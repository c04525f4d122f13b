// Who was turned away a moment ago, so that a client that hammers costs no round trips. It holds so many clients and no
// more, whoever they are: a full part drops one of its own, and Redis is asked again.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <ctime>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stateless::redis {

/// Milliseconds of the steady clock, some milliseconds late, for a fraction of what the exact time costs.
[[nodiscard]] inline std::int64_t coarse_now() noexcept {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

class DeniedCache {
public:
    /// Times in coarse_now()'s milliseconds.
    struct Denial {
        std::int64_t cost;  ///< what was asked for
        std::int64_t believed_until, retry_at, reset_at;
        std::int64_t remaining;
    };

    /// `size`: clients at most; 0 for none.
    explicit DeniedCache(std::size_t size) : most_per_shard_((size + shard_count - 1) / shard_count) {}

    /// Nothing unless somebody was turned away who asked for as little.
    [[nodiscard]] std::optional<Denial> find(std::string_view client, std::int64_t cost, std::int64_t now) const {
        if (count_.load(std::memory_order_relaxed) == 0) return std::nullopt;
        const Shard& shard = shard_of(client);
        const std::lock_guard lock(shard.mutex);
        const auto found = shard.denials.find(client);
        if (found == shard.denials.end() || found->second.cost > cost || found->second.believed_until <= now)
            return std::nullopt;
        return found->second;
    }

    void remember(std::string_view client, const Denial& denial);
    void forget(std::string_view client);
    [[nodiscard]] std::size_t size() const noexcept { return count_.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t shard_count = 16, longest_client = 256;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
    };
    struct alignas(64) Shard {
        mutable std::mutex mutex;
        std::unordered_map<std::string, Denial, Hash, std::equal_to<>> denials;
    };

    // Not the bits that choose the bucket within.
    [[nodiscard]] static std::size_t shard_number(std::string_view client) { return Hash()(client) >> 60; }
    [[nodiscard]] const Shard& shard_of(std::string_view client) const { return shards_[shard_number(client)]; }
    [[nodiscard]] Shard& shard_of(std::string_view client) { return shards_[shard_number(client)]; }

    const std::size_t most_per_shard_;
    std::atomic<std::size_t> count_{0};
    std::array<Shard, shard_count> shards_;
};

}  // namespace stateless::redis
