// The scripts that decide: one kind of limit each, in the server's time. None asks for the time itself: how long a key
// has left to live is where in its window, or how full its bucket, a client is, and costs half of what TIME costs.
#pragma once

#include <stateless/rate_limiter.h>

namespace stateless::redis {

/// `take` and `peek` answer {admitted, remaining, retry_after, reset_after}, times in milliseconds. Their arguments
/// are: cost, limit, milliseconds of the quota, its amount, and '1' to count it. `refund` takes the same.
struct LimitScripts {
    explicit LimitScripts(RateLimit::Kind kind);
    Script take, peek, refund;
};

}  // namespace stateless::redis
