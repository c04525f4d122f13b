// A map is a hash, a set a set. Whatever writes also gives the key its lifetime, in the same script.
#include <stateless/map.h>

#include <algorithm>
#include <thread>

#include "redis/client.h"
#include "redis/read_as.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;

constexpr char insert_script[] = "local new = redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) "
                                 "if new == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end "
                                 "return new";

constexpr char assign_script[] = "local new = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) "
                                 "redis.call('PEXPIRE', KEYS[1], ARGV[3]) "
                                 "return new";

// The fourth argument is what the field is expected to be; none: absent. The answer is 1, or what it is instead.
constexpr char exchange_script[] = "local now = redis.call('HGET', KEYS[1], ARGV[1]) "
                                   "if now ~= (ARGV[4] or false) then return {now} end "
                                   "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) "
                                   "redis.call('PEXPIRE', KEYS[1], ARGV[3]) "
                                   "return 1";

constexpr char add_script[] = "local new = redis.call('SADD', KEYS[1], ARGV[1]) "
                              "redis.call('PEXPIRE', KEYS[1], ARGV[2]) "
                              "return new";

constexpr int page = 256;  // elements that a scan looks at per call

Result<std::optional<std::string>> read_text(Result<Reply> reply) {
    return read_as<std::optional<std::string>>(std::move(reply), [](Reply&& text) {
        return text.is_nil() ? std::nullopt : std::optional<std::string>(std::move(text).text());
    });
}

Result<std::size_t> read_size(Result<Reply> reply) {
    return read_as<std::size_t>(std::move(reply),
                                [](const Reply& size) { return static_cast<std::size_t>(size.integer()); });
}

// `visit` gets the elements of each page.
template <class Visit>
Result<void> scan(Redis& redis, const char* command, const Key& key, std::optional<Timeout> timeout, Visit visit) {
    std::string cursor = "0";
    do {
        auto found = redis.command({command, key, cursor, "COUNT", page}, timeout);
        if (!found) return std::move(found).error();
        std::vector<Reply> elements;
        auto next = read_as<std::string>(std::move(found), [&](Reply&& reply) {
            std::vector<Reply> both = std::move(reply).array();
            elements = std::move(both.at(1)).array();
            return both.at(0).text();
        });
        if (!next) return std::move(next).error();
        auto visited = visit(elements);
        if (!visited) return visited;
        cursor = std::move(*next);
    } while (cursor != "0");
    return {};
}

}  // namespace

Error unreadable(std::string_view what) {
    return misuse(std::string(what) + " in Redis is nothing that its Codec can read");
}

HashTable::HashTable(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout)
    : redis_(std::move(redis)), key_(std::move(key)), ttl_(ttl), timeout_(timeout), insert_(insert_script),
      assign_(assign_script), exchange_(exchange_script) {}

Result<std::optional<std::string>> HashTable::find(std::string_view field) const {
    return read_text(redis_.command({"HGET", key_, field}, timeout_));
}

Result<bool> HashTable::insert(std::string_view field, std::string_view value) {
    return read_count(redis_.eval(insert_, key_, {field, value, ttl_}, timeout_));
}

Result<bool> HashTable::insert_or_assign(std::string_view field, std::string_view value) {
    return read_count(redis_.eval(assign_, key_, {field, value, ttl_}, timeout_));
}

Result<void> HashTable::update(std::string_view field, const Change& change) {
    const Deadline deadline = Deadline::in(timeout_.value_or(Internals::of(redis_)->shared.options.call_timeout));
    const auto left = [&] { return Timeout::from(std::max(deadline.left(), 1ms)); };
    auto current = read_text(redis_.command({"HGET", key_, field}, left()));
    if (!current) return std::move(current).error();
    Jitter jitter;
    for (auto pause = 1ms; !deadline.passed(); pause = std::min(2 * pause, 32ms)) {
        const std::optional<std::string> changed = change(*current);
        if (!changed) return unreadable("a map's value");
        if (*current && **current == *changed) return {};
        std::vector<Arg> arguments{field, *changed, ttl_};
        if (*current) arguments.emplace_back(**current);
        auto exchanged = redis_.eval(exchange_, key_, arguments, left());
        if (!exchanged) return std::move(exchanged).error();
        if (exchanged->type() == Reply::Type::integer) return {};
        current = read_as<std::optional<std::string>>(std::move(exchanged), [](const Reply& now) {
            return now[0].is_nil() ? std::nullopt : std::optional<std::string>(now[0].text());
        });
        if (!current) return std::move(current).error();
        std::this_thread::sleep_for(jitter.between(0ms, std::min(pause, deadline.left())));
    }
    return Error{ErrorCode::conflict, true, false, "others changed the entry all the time"};
}

Result<bool> HashTable::erase(std::string_view field) {
    return read_count(redis_.command({"HDEL", key_, field}, timeout_));
}

Result<bool> HashTable::contains(std::string_view field) const {
    return read_count(redis_.command({"HEXISTS", key_, field}, timeout_));
}

Result<std::size_t> HashTable::size() const { return read_size(redis_.command({"HLEN", key_}, timeout_)); }

Result<void> HashTable::for_each(const Visit& visit) const {
    return scan(redis_, "HSCAN", key_, timeout_, [&](const std::vector<Reply>& elements) -> Result<void> {
        for (std::size_t at = 0; at + 1 < elements.size(); at += 2)
            if (!visit(elements[at].text(), elements[at + 1].text())) return unreadable("a map's entry");
        return {};
    });
}

MemberTable::MemberTable(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout)
    : redis_(std::move(redis)), key_(std::move(key)), ttl_(ttl), timeout_(timeout), insert_(add_script) {}

Result<bool> MemberTable::insert(std::string_view member) {
    return read_count(redis_.eval(insert_, key_, {member, ttl_}, timeout_));
}

Result<bool> MemberTable::erase(std::string_view member) {
    return read_count(redis_.command({"SREM", key_, member}, timeout_));
}

Result<bool> MemberTable::contains(std::string_view member) const {
    return read_count(redis_.command({"SISMEMBER", key_, member}, timeout_));
}

Result<std::size_t> MemberTable::size() const { return read_size(redis_.command({"SCARD", key_}, timeout_)); }

Result<void> MemberTable::for_each(const std::function<bool(std::string_view member)>& visit) const {
    return scan(redis_, "SSCAN", key_, timeout_, [&](const std::vector<Reply>& elements) -> Result<void> {
        for (const Reply& element : elements)
            if (!visit(element.text())) return unreadable("a set's member");
        return {};
    });
}

}  // namespace stateless::redis
