// Random delays, so that what failed together does not come back together. Any thread may ask; there is no lock.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>

namespace stateless::redis {

class Jitter {
public:
    Jitter() : state_((std::uint64_t{std::random_device{}()} << 32) ^ std::random_device{}()) {}

    /// Uniform, both ends included.
    [[nodiscard]] std::chrono::milliseconds between(std::chrono::milliseconds low,
                                                    std::chrono::milliseconds high) noexcept {
        const auto span = static_cast<std::uint64_t>((high - low).count()) + 1;
        return low + std::chrono::milliseconds{static_cast<std::int64_t>(next() % span)};
    }

    // splitmix64.
    [[nodiscard]] std::uint64_t next() noexcept {
        std::uint64_t mixed = state_.fetch_add(0x9E3779B97F4A7C15, std::memory_order_relaxed) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

private:
    std::atomic<std::uint64_t> state_;
};

}  // namespace stateless::redis
