// The scripts that decide: one kind of limit each, in the server's time. Where a number or two is all that is kept, how
// long its key has left to live is where in its window, or how full its bucket, a client is, which costs less than
// TIME.
#pragma once

#include <stateless/rate_limiter.h>

namespace stateless::redis {

/// Their arguments are the cost, the limit, the milliseconds of the quota and, of a bucket, its amount. `take` and
/// `peek` answer {remaining, reset_after} if it is admitted, {remaining, reset_after, retry_after} if not; times in
/// milliseconds.
struct LimitScripts {
    Script take, peek, refund;
};
[[nodiscard]] LimitScripts limit_scripts(RateLimit::Kind kind);

}  // namespace stateless::redis
