// Tags are microseconds of the server's clock, or one more than before where the clock stands behind that. They are
// only compared for equality, so that servers of a cluster need not agree on the time.
#include "redis/cache/shelf.h"

#include "redis/read_as.h"

namespace stateless::redis {
namespace {

using std::chrono::milliseconds;

constexpr char read_script[] = "return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}";

constexpr char take_turn_script[] = "local entry = redis.call('GETRANGE', KEYS[1], 0, 15) "
                                    "if entry ~= '' and entry ~= ARGV[2] then return 2 end "
                                    "if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[3]) then return 1 end "
                                    "return 0";

// Also when there is no memory for the entry, the turn is over.
constexpr char store_script[] = "if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end "
                                "local stored = redis.pcall('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) "
                                "redis.call('DEL', KEYS[2]) "
                                "if stored.err then return stored end "
                                "return 1";

constexpr char give_up_script[] = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end "
                                  "return redis.call('DEL', KEYS[1])";

constexpr char pin_script[] = "local tag = redis.call('GET', KEYS[1]) "
                              "if not tag then "
                              "  local time = redis.call('TIME') "
                              "  tag = string.format('%.0f', time[1] * 1000000 + time[2]) "
                              "end "
                              "redis.call('SET', KEYS[1], tag, 'PX', ARGV[1]) "
                              "return tag";

constexpr char move_script[] = "local time = redis.call('TIME') "
                               "local tag = math.max(time[1] * 1000000 + time[2], "
                               "                     tonumber(redis.call('GET', KEYS[1]) or 0) + 1) "
                               "redis.call('SET', KEYS[1], string.format('%.0f', tag), 'PX', ARGV[1]) "
                               "return 1";

// Longer than any value that depends on it.
Ttl tag_lifetime() { return Ttl::from(Shelf::longest_tagged + std::chrono::hours{24}); }

}  // namespace

Shelf::Shelf(Redis redis, std::string_view space, Ttl lock, std::optional<Timeout> timeout)
    : redis_(std::move(redis)), space_(space), lock_(lock), timeout_(timeout), read_(Script::reading(read_script)),
      take_turn_(take_turn_script), store_(store_script), give_up_(give_up_script), pin_(pin_script),
      move_(move_script) {
    (void)Key(space, "");  // throws if the space is none
}

Result<Shelf::Found> Shelf::read(std::string_view id, const std::vector<std::string>& tags) const {
    std::vector<Result<Reply>> replies;
    if (tags.empty()) {
        replies.push_back(redis_.eval(read_, entry_key(id), {}, timeout_));
    } else {
        RedisPipeline pipeline = redis_.pipeline();
        pipeline.add(read_, entry_key(id));
        for (const std::string& tag : tags) pipeline.add({"GET", tag_key(tag)});
        replies = pipeline.run(timeout_);
    }
    auto found = read_as<Found>(std::move(replies.front()), [](Reply&& reply) {
        Found entry;
        if (!reply[0].is_nil()) {
            entry.token = reply[0].text().substr(0, CacheEntry::token_size);
            entry.entry = CacheEntry::parse(reply[0].text());
        }
        entry.left = milliseconds(reply[1].integer());
        return entry;
    });
    if (!found || !found->entry) return found;
    const std::vector<std::string>& then = found->entry->tags;
    found->tags_match = then.size() == tags.size();
    for (std::size_t at = 1; at < replies.size(); ++at) {
        auto now = read_as<std::string>(std::move(replies[at]),
                                        [](const Reply& tag) { return tag.is_nil() ? std::string() : tag.text(); });
        if (!now) return std::move(now).error();
        found->tags_match = found->tags_match && *now == then[at - 1];
    }
    return found;
}

Result<std::vector<std::string>> Shelf::pin(const std::vector<std::string>& tags) const {
    std::vector<std::string> pinned;
    if (tags.empty()) return pinned;
    RedisPipeline pipeline = redis_.pipeline();
    for (const std::string& tag : tags) pipeline.add(pin_, tag_key(tag), {tag_lifetime()});
    for (Result<Reply>& reply : pipeline.run(timeout_)) {
        auto tag = read_as<std::string>(std::move(reply), [](const Reply& text) { return text.text(); });
        if (!tag) return std::move(tag).error();
        pinned.push_back(std::move(*tag));
    }
    return pinned;
}

Result<Shelf::Turn> Shelf::take_turn(std::string_view id, const std::string& token,
                                     std::string_view known_token) const {
    return read_as<Turn>(redis_.eval(take_turn_, {entry_key(id), lock_key(id)}, {token, known_token, lock_}, timeout_),
                         [](const Reply& reply) {
                             switch (reply.integer()) {
                             case 0: return Turn::others;
                             case 1: return Turn::ours;
                             default: return Turn::finished;
                             }
                         });
}

Result<bool> Shelf::store(std::string_view id, const CacheEntry& entry, milliseconds ttl) const {
    return read_count(redis_.eval(store_, {entry_key(id), lock_key(id)},
                                  {entry.token, entry.str(), std::int64_t{ttl.count()}}, timeout_));
}

void Shelf::give_up(std::string_view id, const std::string& token) const {
    // If it fails the lock ends by itself.
    (void)redis_.eval(give_up_, lock_key(id), {token}, timeout_);
}

Result<void> Shelf::invalidate(std::string_view id) const {
    return read_done(redis_.command({"DEL", entry_key(id), lock_key(id)}, timeout_));
}

Result<void> Shelf::invalidate_tag(std::string_view tag) const {
    return read_done(redis_.eval(move_, tag_key(tag), {tag_lifetime()}, timeout_));
}

}  // namespace stateless::redis
