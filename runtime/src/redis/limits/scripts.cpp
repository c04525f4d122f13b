// All numbers are integers below 2^53, which Lua's doubles hold exactly; Quota sees to that. `+ 0` makes a number of a
// text for less than tonumber() does, and every element of an answer costs the server a quarter of a microsecond.
#include "redis/limits/scripts.h"

#include <string>

namespace stateless::redis {
namespace {

// What decides, what is done to be admitted, and the answer without doing it.
struct Texts {
    const char *decide, *take, *peek;
};

// The key lives as long as the window.
constexpr Texts fixed_window{R"(
local call, key = redis.call, KEYS[1]
local cost, limit, window = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0
local left, used = call('PTTL', key), 0
if left > 0 then used = (call('GET', key) or 0) + 0 else left = window end
local room = limit - used - cost
if room < 0 then return {math.max(limit - used, 0), left, left} end
)",
                             R"(
if used > 0 then call('INCRBY', key, cost) else call('SET', key, cost, 'PX', left) end
return {room, left}
)",
                             R"(
return {room + cost, left}
)"};

// KEYS[1] is the count of a window and lives for two: in the second one it is the count of the window before, until
// something is admitted and it moves to KEYS[2], which lives to the end of that window.
constexpr Texts sliding_window{R"(
local call, key = redis.call, KEYS[1]
local cost, limit, window = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0
local left, used, before, ends = call('PTTL', key), 0, 0, window
if left > window then
  used = (call('GET', key) or 0) + 0
  before = (call('GET', KEYS[2]) or 0) + 0
  ends = left - window
elseif left > 0 then
  before = (call('GET', key) or 0) + 0
  ends = left
end
local room = limit - used - cost
if before * ends > room * window then
  local wait
  if room >= 0 then
    wait = ends - math.floor(room * window / before)
  else
    wait = ends + math.max(window - math.floor((limit - cost) * window / used), 0)
  end
  return {math.max(limit - used - math.ceil(before * ends / window), 0), ends, math.max(wait, 1)}
end
)",
                               R"(
if left > window then
  call('INCRBY', key, cost)
elseif left > 0 then
  call('SET', KEYS[2], before, 'PX', left)
  call('SET', key, cost, 'PX', left + window)
else
  call('SET', key, cost, 'PX', 2 * window)
end
return {room - math.ceil(before * ends / window), ends}
)",
                               R"(
return {room + cost - math.ceil(before * ends / window), ends}
)"};

// The theoretical arrival time is when the key expires, less the fraction of a millisecond that is its value. In units
// of a millisecond divided by the quota's amount all is integer: one token is `per` of them.
constexpr Texts token_bucket{R"(
local call, key = redis.call, KEYS[1]
local cost, limit, per, amount = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0, ARGV[4] + 0
local left, owed = call('PTTL', key), 0
if left > 0 then owed = math.max(left * amount - (call('GET', key) or 0), 0) end
local full = limit * per
local after = owed + cost * per
if after > full then
  return {math.max(math.floor((full - owed) / per), 0), math.ceil(owed / amount), math.ceil((after - full) / amount)}
end
)",
                             R"(
local expiry = math.ceil(after / amount)
call('SET', key, expiry * amount - after, 'PX', expiry)
return {math.floor((full - after) / per), expiry}
)",
                             R"(
return {math.floor((full - owed) / per), math.ceil(owed / amount)}
)"};

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

const Texts& texts_of(RateLimit::Kind kind) {
    switch (kind) {
    case RateLimit::Kind::fixed_window: return fixed_window;
    case RateLimit::Kind::sliding_window: return sliding_window;
    case RateLimit::Kind::token_bucket: break;
    }
    return token_bucket;
}

}  // namespace

LimitScripts::LimitScripts(RateLimit::Kind kind)
    : take(std::string(texts_of(kind).decide) + texts_of(kind).take),
      peek(Script::reading(std::string(texts_of(kind).decide) + texts_of(kind).peek)),
      refund(kind == RateLimit::Kind::token_bucket ? refund_of_a_bucket : refund_of_windows) {}

}  // namespace stateless::redis
