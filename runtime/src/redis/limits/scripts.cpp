// All numbers are integers below 2^53, which Lua's doubles hold exactly; Quota sees to that. `+ 0` makes a number of a
// text for less than tonumber() does, and every element of an answer costs the server a quarter of a microsecond.
#include "redis/limits/scripts.h"

#include <string>
#include <utility>

namespace stateless::redis {
namespace {

// What decides, what is done to be admitted, and the answer without doing it. `reading` is true where nothing may be
// written. A key that has more left to live than any could says that the server's clock was set back: it counts as if
// its window had just begun, so that a step of hours keeps nobody out for hours.
struct Texts {
    const char *decide, *take, *peek;
};

// The key lives as long as the window.
constexpr Texts fixed_window{R"(
local call, key = redis.call, KEYS[1]
local cost, limit, window = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0
local left, used = call('PTTL', key), 0
if left > window then
  left = window
  if not reading then call('PEXPIRE', key, left) end
end
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
if left > 2 * window then
  left = 2 * window
  if not reading then
    call('PEXPIRE', key, left)
    call('PEXPIRE', KEYS[2], window)
  end
end
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
if owed > full then
  owed = full
  local expiry = math.ceil(owed / amount)
  if not reading then call('SET', key, expiry * amount - owed, 'PX', expiry) end
end
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

// A list of the times, in microseconds of the server's clock, at which a cost of 1 was admitted, the oldest first.
// `used` of them are within the window. One that is ahead of the clock, which was set back then, counts as of now.
constexpr char exact_look[] = R"(
local call, key = redis.call, KEYS[1]
local cost, limit, window = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] * 1000
local time = call('TIME')
local now, length = time[1] * 1000000 + time[2], call('LLEN', key)
local function at(index) return math.min(call('LINDEX', key, index) + 0, now) end
local function push(count) for _ = 1, count do call('RPUSH', key, string.format('%.0f', now)) end end
local function until_then(time)
  local first, behind = 0, length
  while first < behind do
    local middle = math.floor((first + behind) / 2)
    if at(middle) > time then behind = middle else first = middle + 1 end
  end
  return first
end
local ahead = length > 0 and call('LINDEX', key, -1) + 0 > now
if ahead and not reading then
  local true_ones = until_then(now - 1)
  call('LTRIM', key, 0, true_ones - 1)
  if true_ones == 0 then call('DEL', key) end
  push(length - true_ones)
  call('PEXPIRE', key, ARGV[3])
end
local used = length - until_then(now - window)
local function left(index) return math.ceil((at(index) + window - now) / 1000) end
)";

constexpr Texts exact_window{R"(
if used + cost > limit then
  return {limit - used, left(-1), math.max(left(length + cost - limit - 1), 1)}
end
)",
                             R"(
if used < length then call('LTRIM', key, length - used, -1) end
push(cost)
call('PEXPIRE', key, ARGV[3])
return {limit - used - cost, ARGV[3] + 0}
)",
                             R"(
return {limit - used, used > 0 and left(-1) or 0}
)"};

// The oldest, so that those that stay are counted for longer than they need be rather than for less long.
constexpr char refund_of_an_exact_window[] = R"(
call('LTRIM', key, length - used + cost, -1)
return 1
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
local owed = math.min(left * amount - tonumber(redis.call('GET', KEYS[1]) or 0), ARGV[2] * per) - ARGV[1] * per
if owed > 0 then
  local expiry = math.ceil(owed / amount)
  redis.call('SET', KEYS[1], expiry * amount - owed, 'PX', expiry)
else
  redis.call('DEL', KEYS[1])
end
return 1
)";

LimitScripts scripts_of(const std::string& look, const Texts& texts, std::string refund) {
    return {Script("local reading = false" + look + texts.decide + texts.take),
            Script::reading("local reading = true" + look + texts.decide + texts.peek), Script(std::move(refund))};
}

}  // namespace

LimitScripts limit_scripts(RateLimit::Kind kind) {
    switch (kind) {
    case RateLimit::Kind::fixed_window: return scripts_of("", fixed_window, refund_of_windows);
    case RateLimit::Kind::sliding_window: return scripts_of("", sliding_window, refund_of_windows);
    case RateLimit::Kind::exact_window:
        return scripts_of(exact_look, exact_window,
                          std::string("local reading = false") + exact_look + refund_of_an_exact_window);
    case RateLimit::Kind::token_bucket: break;
    }
    return scripts_of("", token_bucket, refund_of_a_bucket);
}

}  // namespace stateless::redis
