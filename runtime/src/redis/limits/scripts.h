// The scripts that decide: one kind of limit each, in the server's time. None asks for the time itself: how long a key
// has left to live is where in its window, or how full its bucket, a client is, and costs less than TIME does.
#pragma once

#include <stateless/rate_limiter.h>

namespace stateless::redis {

/// Their arguments are the cost, the limit, the milliseconds of the quota and, of a bucket, its amount. `take` and
/// `peek` answer {remaining, reset_after} if it is admitted, {remaining, reset_after, retry_after} if not; times in
/// milliseconds.
struct LimitScripts {
    explicit LimitScripts(RateLimit::Kind kind);
    Script take, peek, refund;
};

}  // namespace stateless::redis
