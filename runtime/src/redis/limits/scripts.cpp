// All numbers are integers below 2^53, which Lua's doubles hold exactly; Quota sees to that.
#include "redis/limits/scripts.h"

namespace stateless::redis {
namespace {

// The key lives as long as the window.
constexpr char fixed_window[] = R"(
local cost, limit, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local left = redis.call('PTTL', KEYS[1])
local used = 0
if left > 0 then used = tonumber(redis.call('GET', KEYS[1]) or 0) else left = window end
if used + cost > limit then return {0, math.max(limit - used, 0), left, left} end
if ARGV[5] == '1' then
  if used > 0 then redis.call('INCRBY', KEYS[1], cost) else redis.call('SET', KEYS[1], cost, 'PX', left) end
  used = used + cost
end
return {1, limit - used, 0, left}
)";

// KEYS[1] is the count of a window and lives for two: in the second one it is the count of the window before, until
// something is admitted and it moves to KEYS[2], which lives to the end of that window.
constexpr char sliding_window[] = R"(
local cost, limit, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local left = redis.call('PTTL', KEYS[1])
local used, before, ends = 0, 0, window
if left > window then
  used = tonumber(redis.call('GET', KEYS[1]) or 0)
  before = tonumber(redis.call('GET', KEYS[2]) or 0)
  ends = math.min(left - window, window)
elseif left > 0 then
  before = tonumber(redis.call('GET', KEYS[1]) or 0)
  ends = left
end
local counted = used + before * ends / window
local room = limit - used - cost
if before * ends > room * window then
  local wait
  if room >= 0 then
    wait = ends - math.floor(room * window / before)
  else
    wait = ends + math.max(window - math.floor((limit - cost) * window / used), 0)
  end
  return {0, math.max(math.floor(limit - counted), 0), math.max(wait, 1), ends}
end
if ARGV[5] == '1' then
  if left > window then
    redis.call('INCRBY', KEYS[1], cost)
  elseif left > 0 then
    redis.call('SET', KEYS[2], before, 'PX', left)
    redis.call('SET', KEYS[1], cost, 'PX', left + window)
  else
    redis.call('SET', KEYS[1], cost, 'PX', 2 * window)
  end
  counted = counted + cost
end
return {1, math.floor(limit - counted), 0, ends}
)";

// The theoretical arrival time is when the key expires, less the fraction of a millisecond that is its value. In units
// of a millisecond divided by the quota's amount all is integer: one token is `per` of them.
constexpr char token_bucket[] = R"(
local cost, limit, per, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local left = redis.call('PTTL', KEYS[1])
local owed = 0
if left > 0 then owed = math.max(left * amount - tonumber(redis.call('GET', KEYS[1]) or 0), 0) end
local full = limit * per
local after = owed + cost * per
if after > full then
  return {0, math.max(math.floor((full - owed) / per), 0), math.ceil((after - full) / amount), math.ceil(owed / amount)}
end
if ARGV[5] == '1' then
  owed = after
  local expiry = math.ceil(owed / amount)
  redis.call('SET', KEYS[1], expiry * amount - owed, 'PX', expiry)
end
return {1, math.floor((full - owed) / per), 0, math.ceil(owed / amount)}
)";

constexpr char refund_of_windows[] = R"(
local cost = tonumber(ARGV[1])
for _, key in ipairs(KEYS) do
  local back = math.min(tonumber(redis.call('GET', key) or 0), cost)
  if back > 0 then redis.call('DECRBY', key, back) end
  cost = cost - back
end
return 1
)";

constexpr char refund_of_a_bucket[] = R"(
local left = redis.call('PTTL', KEYS[1])
if left < 1 then return 1 end
local per, amount = tonumber(ARGV[3]), tonumber(ARGV[4])
local owed = left * amount - tonumber(redis.call('GET', KEYS[1]) or 0) - tonumber(ARGV[1]) * per
if owed > 0 then
  local expiry = math.ceil(owed / amount)
  redis.call('SET', KEYS[1], expiry * amount - owed, 'PX', expiry)
else
  redis.call('DEL', KEYS[1])
end
return 1
)";

const char* deciding(RateLimit::Kind kind) {
    switch (kind) {
    case RateLimit::Kind::fixed_window: return fixed_window;
    case RateLimit::Kind::sliding_window: return sliding_window;
    case RateLimit::Kind::token_bucket: break;
    }
    return token_bucket;
}

}  // namespace

LimitScripts::LimitScripts(RateLimit::Kind kind)
    : take(deciding(kind)), peek(Script::reading(deciding(kind))),
      refund(kind == RateLimit::Kind::token_bucket ? refund_of_a_bucket : refund_of_windows) {}

}  // namespace stateless::redis
