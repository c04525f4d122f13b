// KEYS: the stream of jobs that wait or run, a sorted set of delayed ones by their time, a sorted set of idempotency
// keys by the time at which they are forgotten, the stream of dead jobs. ARGV[1] is always how long they live.
//
// An entry of a stream has the fields k (idempotency key), p (payload), a (attempts that failed before) and, if dead, w
// (why); a delayed job is the same, packed.
#include "redis/jobs/scripts.h"

#include <string>

namespace stateless::jobs {
namespace {

// First it looks at what is there: a key of another type stops a script before it has written anything. A script's
// first write is one that a full server refuses where it takes something in, and one that it does not where it only
// moves what is there (Redis looks at its memory until a script has written).
//
// All keys live equally long, and only ever longer, so that a job delayed for longer than the queue's usual life is
// kept, and the others with it; and by a little more than is asked for, so that most calls need not write it down.
constexpr char common[] = R"(
local jobs, delayed, known, dead = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
redis.call('XLEN', jobs)
redis.call('ZCARD', delayed)
redis.call('ZCARD', known)
redis.call('XLEN', dead)
local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function attend(more)
    local life = tonumber(ARGV[1]) + (more or 0)
    local left, longest = {}, life
    for at, key in ipairs(KEYS) do
        left[at] = redis.call('PTTL', key)
        longest = math.max(longest, left[at])
    end
    for at, key in ipairs(KEYS) do
        if left[at] ~= -2 and (left[at] < life or left[at] < longest * 0.97) then
            redis.call('PEXPIRE', key, string.format('%.0f', math.max(longest, life * 1.02)))
        end
    end
end
local function number(value) return string.format('%.0f', value) end
local function add(key, payload, attempts)
    if redis.call('EXISTS', jobs) == 0 then redis.call('XGROUP', 'CREATE', jobs, 'workers', '0', 'MKSTREAM') end
    redis.call('XADD', jobs, '*', 'k', key, 'p', payload, 'a', attempts)
end
local function delay(key, payload, attempts, time)
    redis.call('ZADD', delayed, number(time), cmsgpack.pack({key, payload, attempts}))
end
local function remove(id)
    redis.call('XACK', jobs, 'workers', id)
    return redis.call('XDEL', jobs, id)
end
local function bury(key, payload, attempts, why)
    redis.call('XADD', dead, '*', 'k', key, 'p', payload, 'a', attempts, 'w', why)
    redis.call('ZADD', known, '+inf', key)
end
local function entry(stream, id)
    local found = redis.call('XRANGE', stream, id, id)
    if #found == 0 then return nil end
    local fields = {}
    for at = 1, #found[1][2], 2 do fields[found[1][2][at]] = found[1][2][at + 1] end
    return fields
end
local function deliveries(id)
    local pending = redis.call('XPENDING', jobs, 'workers', id, id, 1)
    return #pending > 0 and pending[1][4] or 0
end
local function mine(id, key, attempt)
    local fields = entry(jobs, id)
    if not fields or fields.k ~= key or fields.a + deliveries(id) ~= tonumber(attempt) then return nil end
    return fields
end
)";

// The idempotency key, the payload, the delay in milliseconds or 0.
constexpr char enqueue[] = R"(
local time, later = now(), tonumber(ARGV[4])
local forgotten = redis.call('ZSCORE', known, ARGV[2])
if forgotten and (forgotten == 'inf' or tonumber(forgotten) > time) then return 0 end
redis.call('ZADD', known, '+inf', ARGV[2])
redis.call('ZREMRANGEBYSCORE', known, '-inf', number(time))
if later > 0 then delay(ARGV[2], ARGV[3], 0, time + later) else add(ARGV[2], ARGV[3], 0) end
attend(later)
return 1)";

// The lease, the attempts allowed. Answers id, key, payload, attempt; or only for how many milliseconds there is
// nothing to do but wait for an entry of the stream: until a delayed job is due, at most a lease. XPENDING and XCLAIM,
// since XAUTOCLAIM for one job looks at ten, and does not see a dead worker's behind those that live.
constexpr char take[] = R"(
local lease, allowed = tonumber(ARGV[2]), tonumber(ARGV[3])
local time = now()
if redis.call('EXISTS', jobs) == 0 then redis.call('XGROUP', 'CREATE', jobs, 'workers', '0', 'MKSTREAM') end
for _, packed in ipairs(redis.call('ZRANGEBYSCORE', delayed, '-inf', number(time), 'LIMIT', 0, 100)) do
    redis.call('ZREM', delayed, packed)
    add(unpack(cmsgpack.unpack(packed)))
end
local function answer(id)
    local fields = entry(jobs, id)
    if not fields then  -- somebody deleted it by hand
        remove(id)
        return nil
    end
    local attempt = fields.a + deliveries(id)
    if attempt <= allowed then return {id, fields.k, fields.p, attempt} end
    remove(id)
    bury(fields.k, fields.p, attempt - 1, 'its worker was lost in the last attempt')
    return nil
end
for _ = 1, 100 do
    local late = redis.call('XPENDING', jobs, 'workers', 'IDLE', lease, '-', '+', 1)[1]
    if not late then break end
    redis.call('XCLAIM', jobs, 'workers', 'worker', lease, late[1])
    local job = answer(late[1])
    if job then attend() return job end
end
local read = redis.call('XREADGROUP', 'GROUP', 'workers', 'worker', 'COUNT', 1, 'STREAMS', jobs, '>')
if read then
    local job = answer(read[1][2][1][1])
    if job then attend() return job end
end
attend()
local due = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
local left = due[2] and math.max(due[2] - time, 0) or lease
return {math.floor(math.min(left, lease))})";

// The id and key of a job, here and below: after Redis has lost its data an id may come again. How long the key is
// remembered.
constexpr char finish[] = R"(
local fields = entry(jobs, ARGV[2])
if not fields or fields.k ~= ARGV[3] then return 0 end
remove(ARGV[2])
redis.call('ZADD', known, number(now() + ARGV[4]), fields.k)
attend(tonumber(ARGV[4]))
return 1)";

// The id, the key, the attempt, why, after how many milliseconds it begins again, or -1.
constexpr char fail[] = R"(
local fields = mine(ARGV[2], ARGV[3], ARGV[4])
if not fields then return 0 end
local pause = tonumber(ARGV[6])
remove(ARGV[2])
if pause >= 0 then delay(fields.k, fields.p, tonumber(ARGV[4]), now() + pause)
else bury(fields.k, fields.p, ARGV[4], ARGV[5]) end
attend(math.max(pause, 0))
return 1)";

// The id, the key, the attempt. JUSTID: it does not count as a delivery.
constexpr char renew[] = R"(
if not mine(ARGV[2], ARGV[3], ARGV[4]) then return 0 end
attend()
return #redis.call('XCLAIM', jobs, 'workers', 'worker', 0, ARGV[2], 'JUSTID'))";

constexpr char counts[] = R"(
attend()
local running = 0
if redis.call('EXISTS', jobs) == 1 then running = redis.call('XPENDING', jobs, 'workers')[1] end
return {redis.call('XLEN', jobs) - running, running, redis.call('ZCARD', delayed), redis.call('XLEN', dead)})";

// The id of a dead job.
constexpr char revive[] = R"(
local fields = entry(dead, ARGV[2])
if not fields then return 0 end
redis.call('XDEL', dead, ARGV[2])
add(fields.k, fields.p, 0)
attend()
return 1)";

constexpr char forget[] = R"(
local fields = entry(dead, ARGV[2])
if not fields then return 0 end
redis.call('XDEL', dead, ARGV[2])
redis.call('ZREM', known, fields.k)
attend()
return 1)";

Script with_common(const char* text) { return Script(std::string(common) + text); }

}  // namespace

Scripts make_scripts() {
    return {with_common(enqueue), with_common(take),   with_common(finish), with_common(fail),
            with_common(renew),   with_common(counts), with_common(revive), with_common(forget)};
}

}  // namespace stateless::jobs
