// A mock of drogon's own limiter.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>

namespace drogon {

enum class RateLimiterType { kFixedWindow, kSlidingWindow, kTokenBucket };

class RateLimiter;
using RateLimiterPtr = std::shared_ptr<RateLimiter>;

class RateLimiter {
public:
    static RateLimiterPtr newRateLimiter(RateLimiterType type, std::size_t capacity,
                                         std::chrono::duration<double> time_unit = std::chrono::seconds(60));
    virtual bool isAllowed() = 0;
    virtual ~RateLimiter() noexcept = default;
};

class SafeRateLimiter : public RateLimiter {
public:
    explicit SafeRateLimiter(RateLimiterPtr limiter);
    bool isAllowed() override;
};

}  // namespace drogon
