// Many calls may fail of one cause at once; they count as one opening.
#include "redis/breaker.h"

#include <algorithm>

namespace stateless::redis {

void Breaker::failed(Clock::time_point now, bool alone) noexcept {
    const unsigned failures = failures_.fetch_add(1, std::memory_order_relaxed) + 1;
    if (!alone && (open() || failures < threshold_)) return;
    const unsigned times = times_.fetch_add(1, std::memory_order_relaxed);
    const auto longest =
        std::min(at_most_.milliseconds(), open_for_.milliseconds() * (std::int64_t{1} << std::min(times, 12U)));
    const auto wait = jitter_.between(longest / 2, longest);
    open_until_.store(nanoseconds(now + wait), std::memory_order_release);
}

}  // namespace stateless::redis
