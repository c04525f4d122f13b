// The table is Redis 7's COMMAND INFO, as far as it differs from "writes, one key, the first argument".
#include "redis/commands.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "redis/slots.h"

namespace stateless::redis {
namespace {

enum class Shape : std::uint8_t {
    one,          // the first argument
    all,          // all arguments
    pairs,        // every other argument
    first_two,    //
    but_last,     // all arguments but the last, a timeout
    second,       // after a subcommand
    from_second,  // after an operation
    counted,      // a number of keys, then they
    counted_2nd,  // another argument first, a script or a timeout
    stored,       // a destination, a number of keys, then they
    streams,      // behind the word STREAMS, half of what follows
    none,
    session,  // changes the connection for who comes next, or never answers
};

struct Row {
    std::string_view name;
    Shape shape;
    bool reads;
};

constexpr auto rows = std::to_array<Row>({
    {"GET", Shape::one, true},
    {"STRLEN", Shape::one, true},
    {"GETRANGE", Shape::one, true},
    {"SUBSTR", Shape::one, true},
    {"TTL", Shape::one, true},
    {"PTTL", Shape::one, true},
    {"EXPIRETIME", Shape::one, true},
    {"PEXPIRETIME", Shape::one, true},
    {"TYPE", Shape::one, true},
    {"DUMP", Shape::one, true},
    {"GETBIT", Shape::one, true},
    {"BITCOUNT", Shape::one, true},
    {"BITPOS", Shape::one, true},
    {"BITFIELD_RO", Shape::one, true},
    {"SORT_RO", Shape::one, true},
    {"HGET", Shape::one, true},
    {"HMGET", Shape::one, true},
    {"HGETALL", Shape::one, true},
    {"HKEYS", Shape::one, true},
    {"HVALS", Shape::one, true},
    {"HLEN", Shape::one, true},
    {"HEXISTS", Shape::one, true},
    {"HSTRLEN", Shape::one, true},
    {"HRANDFIELD", Shape::one, true},
    {"HSCAN", Shape::one, true},
    {"LRANGE", Shape::one, true},
    {"LLEN", Shape::one, true},
    {"LINDEX", Shape::one, true},
    {"LPOS", Shape::one, true},
    {"SCARD", Shape::one, true},
    {"SISMEMBER", Shape::one, true},
    {"SMISMEMBER", Shape::one, true},
    {"SMEMBERS", Shape::one, true},
    {"SRANDMEMBER", Shape::one, true},
    {"SSCAN", Shape::one, true},
    {"ZSCORE", Shape::one, true},
    {"ZMSCORE", Shape::one, true},
    {"ZCARD", Shape::one, true},
    {"ZCOUNT", Shape::one, true},
    {"ZLEXCOUNT", Shape::one, true},
    {"ZRANGE", Shape::one, true},
    {"ZRANGEBYSCORE", Shape::one, true},
    {"ZREVRANGE", Shape::one, true},
    {"ZREVRANGEBYSCORE", Shape::one, true},
    {"ZRANGEBYLEX", Shape::one, true},
    {"ZREVRANGEBYLEX", Shape::one, true},
    {"ZRANK", Shape::one, true},
    {"ZREVRANK", Shape::one, true},
    {"ZRANDMEMBER", Shape::one, true},
    {"ZSCAN", Shape::one, true},
    {"XLEN", Shape::one, true},
    {"XRANGE", Shape::one, true},
    {"XREVRANGE", Shape::one, true},
    {"XPENDING", Shape::one, true},
    {"GEOPOS", Shape::one, true},
    {"GEODIST", Shape::one, true},
    {"GEOHASH", Shape::one, true},
    {"GEOSEARCH", Shape::one, true},
    {"GEORADIUS_RO", Shape::one, true},
    {"GEORADIUSBYMEMBER_RO", Shape::one, true},
    {"MGET", Shape::all, true},
    {"EXISTS", Shape::all, true},
    {"SUNION", Shape::all, true},
    {"SINTER", Shape::all, true},
    {"SDIFF", Shape::all, true},
    {"PFCOUNT", Shape::all, true},
    {"DEL", Shape::all, false},
    {"UNLINK", Shape::all, false},
    {"TOUCH", Shape::all, false},
    {"SUNIONSTORE", Shape::all, false},
    {"SINTERSTORE", Shape::all, false},
    {"SDIFFSTORE", Shape::all, false},
    {"PFMERGE", Shape::all, false},
    {"MSET", Shape::pairs, false},
    {"MSETNX", Shape::pairs, false},
    {"LCS", Shape::first_two, true},
    {"RENAME", Shape::first_two, false},
    {"RENAMENX", Shape::first_two, false},
    {"COPY", Shape::first_two, false},
    {"SMOVE", Shape::first_two, false},
    {"LMOVE", Shape::first_two, false},
    {"BLMOVE", Shape::first_two, false},
    {"RPOPLPUSH", Shape::first_two, false},
    {"BRPOPLPUSH", Shape::first_two, false},
    {"GEOSEARCHSTORE", Shape::first_two, false},
    {"ZRANGESTORE", Shape::first_two, false},
    {"BLPOP", Shape::but_last, false},
    {"BRPOP", Shape::but_last, false},
    {"BZPOPMIN", Shape::but_last, false},
    {"BZPOPMAX", Shape::but_last, false},
    {"OBJECT", Shape::second, true},
    {"XINFO", Shape::second, true},
    {"MEMORY", Shape::second, true},
    {"XGROUP", Shape::second, false},
    {"BITOP", Shape::from_second, false},
    {"ZUNION", Shape::counted, true},
    {"ZINTER", Shape::counted, true},
    {"ZDIFF", Shape::counted, true},
    {"ZINTERCARD", Shape::counted, true},
    {"SINTERCARD", Shape::counted, true},
    {"LMPOP", Shape::counted, false},
    {"ZMPOP", Shape::counted, false},
    {"EVAL", Shape::counted_2nd, false},
    {"EVALSHA", Shape::counted_2nd, false},
    {"FCALL", Shape::counted_2nd, false},
    {"EVAL_RO", Shape::counted_2nd, true},
    {"EVALSHA_RO", Shape::counted_2nd, true},
    {"FCALL_RO", Shape::counted_2nd, true},
    {"BLMPOP", Shape::counted_2nd, false},
    {"BZMPOP", Shape::counted_2nd, false},
    {"ZUNIONSTORE", Shape::stored, false},
    {"ZINTERSTORE", Shape::stored, false},
    {"ZDIFFSTORE", Shape::stored, false},
    {"XREAD", Shape::streams, true},
    {"XREADGROUP", Shape::streams, false},
    {"PING", Shape::none, true},
    {"ECHO", Shape::none, true},
    {"TIME", Shape::none, true},
    {"INFO", Shape::none, true},
    {"COMMAND", Shape::none, true},
    {"DBSIZE", Shape::none, true},
    {"KEYS", Shape::none, true},
    {"SCAN", Shape::none, true},
    {"RANDOMKEY", Shape::none, true},
    {"LASTSAVE", Shape::none, true},
    {"ROLE", Shape::none, true},
    {"PUBSUB", Shape::none, true},
    {"PUBLISH", Shape::none, false},
    {"CLUSTER", Shape::none, false},
    {"CONFIG", Shape::none, false},
    {"SCRIPT", Shape::none, false},
    {"FUNCTION", Shape::none, false},
    {"ACL", Shape::none, false},
    {"SLOWLOG", Shape::none, false},
    {"LATENCY", Shape::none, false},
    {"MODULE", Shape::none, false},
    {"DEBUG", Shape::none, false},
    {"WAIT", Shape::none, false},
    {"WAITAOF", Shape::none, false},
    {"FLUSHALL", Shape::none, false},
    {"FLUSHDB", Shape::none, false},
    {"SWAPDB", Shape::none, false},
    {"SAVE", Shape::none, false},
    {"BGSAVE", Shape::none, false},
    {"BGREWRITEAOF", Shape::none, false},
    {"SHUTDOWN", Shape::none, false},
    {"FAILOVER", Shape::none, false},
    {"REPLICAOF", Shape::none, false},
    {"CLIENT", Shape::none, false},
    {"SUBSCRIBE", Shape::session, false},
    {"PSUBSCRIBE", Shape::session, false},
    {"SSUBSCRIBE", Shape::session, false},
    {"UNSUBSCRIBE", Shape::session, false},
    {"PUNSUBSCRIBE", Shape::session, false},
    {"SUNSUBSCRIBE", Shape::session, false},
    {"MONITOR", Shape::session, false},
    {"SYNC", Shape::session, false},
    {"PSYNC", Shape::session, false},
    {"SELECT", Shape::session, false},
    {"AUTH", Shape::session, false},
    {"HELLO", Shape::session, false},
    {"RESET", Shape::session, false},
    {"QUIT", Shape::session, false},
    {"MULTI", Shape::session, false},
    {"EXEC", Shape::session, false},
    {"DISCARD", Shape::session, false},
    {"WATCH", Shape::session, false},
    {"UNWATCH", Shape::session, false},
    {"ASKING", Shape::session, false},
    {"READONLY", Shape::session, false},
    {"READWRITE", Shape::session, false},
});

constexpr std::size_t longest_name = 24, buckets = 512;
static_assert(rows.size() < buckets / 2);

constexpr char upper(char letter) { return letter >= 'a' && letter <= 'z' ? char(letter - 'a' + 'A') : letter; }

constexpr bool same(std::string_view given, std::string_view name) {
    if (given.size() != name.size()) return false;
    for (std::size_t at = 0; at < name.size(); ++at)
        if (upper(given[at]) != name[at]) return false;
    return true;
}

constexpr std::size_t bucket_of(std::string_view name) {
    std::uint32_t hash = 2166136261U;
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(upper(letter))) * 16777619U;
    return (hash ^ (hash >> 16)) % buckets;
}

// Row numbers plus one, each in the first free place from its name's on.
constexpr std::array<std::uint8_t, buckets> make_index() {
    static_assert(rows.size() < 255);
    std::array<std::uint8_t, buckets> index{};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::size_t at = bucket_of(rows[row].name);
        while (index[at] != 0) at = (at + 1) % buckets;
        index[at] = static_cast<std::uint8_t>(row + 1);
    }
    return index;
}

constexpr auto row_index = make_index();

Row find(std::string_view name) {
    if (name.size() <= longest_name)
        for (std::size_t at = bucket_of(name); row_index[at] != 0; at = (at + 1) % buckets)
            if (same(name, rows[row_index[at] - 1].name)) return rows[row_index[at] - 1];
    return {name, Shape::one, false};
}

std::size_t count_in(Args command, std::size_t at) {
    std::size_t count = 0;
    if (at < command.size()) {
        const std::string_view text = command[at];
        std::from_chars(text.data(), text.data() + text.size(), count);
    }
    return std::min(count, command.size());
}

// Calls back with each key.
template <class Each>
void for_each_key(Shape shape, Args command, Each each) {
    const std::size_t size = command.size();
    const auto range = [&](std::size_t first, std::size_t end, std::size_t step) {
        for (std::size_t at = first; at < end && at < size; at += step) each(command[at]);
    };
    switch (shape) {
    case Shape::one: return range(1, 2, 1);
    case Shape::all: return range(1, size, 1);
    case Shape::pairs: return range(1, size, 2);
    case Shape::first_two: return range(1, 3, 1);
    case Shape::but_last: return range(1, size - 1, 1);
    case Shape::second: return range(2, 3, 1);
    case Shape::from_second: return range(2, size, 1);
    case Shape::counted: return range(2, 2 + count_in(command, 1), 1);
    case Shape::counted_2nd: return range(3, 3 + count_in(command, 2), 1);
    case Shape::stored: range(1, 2, 1); return range(3, 3 + count_in(command, 2), 1);
    case Shape::streams:
        for (std::size_t at = 1; at < size; ++at)
            if (same(command[at], "STREAMS")) return range(at + 1, at + 1 + (size - at - 1) / 2, 1);
        return;
    case Shape::none:
    case Shape::session: return;
    }
}

// Adds a key's slot; false if it is another one than before.
bool joins(int& slot, std::string_view key) {
    const int its = slot_of(key);
    const bool fits = slot < 0 || slot == its;
    slot = its;
    return fits;
}

constexpr char several_slots[] = "the keys lie in several slots of the cluster: give them one Key tag";

bool changes_the_client(std::string_view name, Args command) {
    if (command.size() < 2) return false;
    if (name == "SCRIPT") return same(command[1], "DEBUG");
    if (name != "CLIENT") return false;
    for (const std::string_view part : {"REPLY", "TRACKING", "CACHING", "SETNAME", "NO-EVICT", "NO-TOUCH"})
        if (same(command[1], part)) return true;
    return false;
}

}  // namespace

Traits inspect(Args command, bool with_slot) {
    Traits traits;
    if (command.size() == 0) {
        traits.refused = "a command has at least a name";
        return traits;
    }
    const Row row = find(command[0]);
    traits.reads = row.reads;
    traits.script = row.shape == Shape::counted_2nd && row.name[0] != 'B';
    if (row.shape == Shape::session || changes_the_client(row.name, command)) {
        traits.refused = "it changes the connection, which belongs to whoever comes next";
        return traits;
    }
    if (!with_slot) return traits;
    bool fits = true;
    for_each_key(row.shape, command, [&](std::string_view key) { fits = joins(traits.slot, key) && fits; });
    if (!fits) traits.refused = several_slots;
    return traits;
}

Traits inspect(const Script& script, Keys keys, bool with_slot) {
    Traits traits;
    traits.reads = script.only_reads();
    traits.script = true;
    if (!with_slot) return traits;
    for (std::size_t at = 0; at < keys.size(); ++at)
        if (!joins(traits.slot, keys[at])) traits.refused = several_slots;
    return traits;
}

}  // namespace stateless::redis
