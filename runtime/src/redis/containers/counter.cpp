// The sum is read back as a text: as a number of Lua's it would be exact only up to 2^53.
#include <stateless/counter.h>

#include "redis/read_as.h"

namespace stateless {
namespace {

constexpr char add_script[] = "redis.call('INCRBY', KEYS[1], ARGV[1]) "
                              "redis.call('PEXPIRE', KEYS[1], ARGV[2]) "
                              "return redis.call('GET', KEYS[1])";

Result<std::int64_t> read_number(Result<Reply> reply) {
    return redis::read_as<std::int64_t>(
        std::move(reply), [](const Reply& number) { return number.is_nil() ? std::int64_t{0} : number.number(); });
}

}  // namespace

Counter::Counter(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout)
    : redis_(std::move(redis)), key_(std::move(key)), ttl_(ttl), timeout_(timeout), add_(add_script) {}

Result<std::int64_t> Counter::operator+=(std::int64_t by) {
    return read_number(redis_.eval(add_, key_, {by, ttl_}, timeout_));
}

Result<std::int64_t> Counter::load() const { return read_number(redis_.command({"GET", key_}, timeout_)); }

}  // namespace stateless
