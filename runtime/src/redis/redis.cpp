// The public face: makes orders of calls, and typed answers of replies.
#include <stateless/redis.h>

#include <stdexcept>

#include "redis/client.h"
#include "redis/cluster.h"
#include "redis/commands.h"
#include "redis/errors.h"
#include "redis/read_as.h"
#include "redis/request.h"
#include "redis/sentinel.h"

namespace stateless {
namespace {

using redis::Clock;
using redis::Deadline;
using redis::read_as;
using redis::read_count;

const RedisOptions& checked(const RedisOptions& options, const RedisUrl& url) {
    if (options.size == 0) throw std::invalid_argument("stateless: a pool needs room for a connection");
    if (options.connecting_at_once == 0)
        throw std::invalid_argument("stateless: a pool must be allowed to open one connection at a time");
    if (options.failures_until_open == 0)
        throw std::invalid_argument("stateless: a circuit breaker opens after a failure at the earliest");
    if (options.largest_reply < 65536) throw std::invalid_argument("stateless: the largest reply is too small");
    const RedisTls& tls = options.tls;
    if (!url.tls() && !(tls.ca_file.empty() && tls.server_name.empty() && tls.certificate_file.empty() &&
                        tls.key_file.empty() && tls.unverified_because.empty()))
        throw std::invalid_argument("stateless: TLS options need a rediss:// URL");
    return options;
}

redis::Dialing dialing_of(const RedisUrl& url, const RedisOptions& options) {
    redis::Dialing dialing;
    dialing.login = url.login();
    dialing.database = url.database();
    dialing.must_be_master = url.mode() == RedisUrl::Mode::sentinel;
    dialing.largest_reply = options.largest_reply;
    if (url.tls()) dialing.tls = std::make_shared<const redis::TlsContext>(options.tls);
    return dialing;
}

std::unique_ptr<redis::Router> router_for(const RedisUrl& url, redis::Shared& shared) {
    switch (url.mode()) {
    case RedisUrl::Mode::standalone: break;
    case RedisUrl::Mode::cluster: return std::make_unique<redis::Cluster>(url.hosts(), shared);
    case RedisUrl::Mode::sentinel: return std::make_unique<redis::Sentinel>(url, shared);
    }
    return redis::make_standalone(url.hosts().front(), shared);
}

const char increment_script[] = "local sum = redis.call('INCRBY', KEYS[1], ARGV[1]) "
                                "if redis.call('PTTL', KEYS[1]) < 0 then "
                                "redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return sum";

}  // namespace

redis::State::State(RedisUrl given, const RedisOptions& options)
    : url(std::move(given)), shared{checked(options, url), dialing_of(url, options), {}}, increment(increment_script),
      router(router_for(url, shared)) {}

Redis::Redis(RedisUrl url, RedisOptions options) : state_(std::make_shared<redis::State>(std::move(url), options)) {}

// After a fork the child neither has the threads that would have to end, nor the right to say goodbye to a server.
Redis::~Redis() {
    if (state_ && state_->birth.elsewhere()) (void)new std::shared_ptr<redis::State>(std::move(state_));
}

Redis::Redis(const Redis&) = default;
Redis::Redis(Redis&&) noexcept = default;
Redis& Redis::operator=(const Redis&) = default;
Redis& Redis::operator=(Redis&&) noexcept = default;

Result<Reply> Redis::command(Args command, std::optional<Timeout> timeout) {
    if (state_->birth.elsewhere()) return redis::misuse(net::made_before_fork);
    const redis::Traits traits = redis::inspect(command, state_->router->by_slot());
    if (traits.refused != nullptr) return redis::misuse(traits.refused);
    const auto now = Clock::now();
    if (const std::string* why = state_->router->refused(now)) return redis::unavailable(*why);
    const redis::Request request(command);
    const Deadline deadline(now + timeout.value_or(state_->shared.options.call_timeout).milliseconds());
    return state_->router->run({request.bytes(), nullptr, traits.reads, traits.script, traits.slot}, deadline, now);
}

Result<Reply> Redis::eval(const Script& script, Keys keys, Args arguments, std::optional<Timeout> timeout) {
    if (state_->birth.elsewhere()) return redis::misuse(net::made_before_fork);
    const redis::Traits traits = redis::inspect(script, keys, state_->router->by_slot());
    if (traits.refused != nullptr) return redis::misuse(traits.refused);
    const auto now = Clock::now();
    if (const std::string* why = state_->router->refused(now)) return redis::unavailable(*why);
    const redis::Request request(script, keys, arguments);
    const Deadline deadline(now + timeout.value_or(state_->shared.options.call_timeout).milliseconds());
    return state_->router->run({request.bytes(), &script, traits.reads, true, traits.slot}, deadline, now);
}

RedisPipeline Redis::pipeline() const { return RedisPipeline(state_); }

Result<std::optional<std::string>> Redis::get(const Key& key, std::optional<Timeout> timeout) {
    return read_as<std::optional<std::string>>(command({"GET", key}, timeout), [](Reply&& reply) {
        return reply.is_nil() ? std::nullopt : std::optional<std::string>(std::move(reply).text());
    });
}

Result<void> Redis::set(const Key& key, std::string_view value, Ttl ttl, std::optional<Timeout> timeout) {
    auto reply = command({"SET", key, value, "PX", ttl}, timeout);
    if (!reply) return std::move(reply).error();
    return {};
}

Result<bool> Redis::set_if_absent(const Key& key, std::string_view value, Ttl ttl, std::optional<Timeout> timeout) {
    auto reply = command({"SET", key, value, "PX", ttl, "NX"}, timeout);
    if (!reply) return std::move(reply).error();
    return !reply->is_nil();
}

Result<bool> Redis::del(const Key& key, std::optional<Timeout> timeout) {
    return read_count(command({"DEL", key}, timeout));
}

Result<bool> Redis::exists(const Key& key, std::optional<Timeout> timeout) {
    return read_count(command({"EXISTS", key}, timeout));
}

Result<bool> Redis::expire(const Key& key, Ttl ttl, std::optional<Timeout> timeout) {
    return read_count(command({"PEXPIRE", key, ttl}, timeout));
}

Result<std::int64_t> Redis::increment(const Key& key, std::int64_t by, Ttl ttl, std::optional<Timeout> timeout) {
    return read_as<std::int64_t>(eval(state_->increment, key, {by, ttl}, timeout),
                                 [](const Reply& sum) { return sum.integer(); });
}

RedisStats Redis::stats() const {
    RedisStats stats;
    state_->router->add_to(stats);
    return stats;
}

struct RedisPipeline::Batch : redis::Batch {};

RedisPipeline::RedisPipeline(std::shared_ptr<redis::State> state)
    : state_(std::move(state)), batch_(std::make_unique<Batch>()) {}

RedisPipeline::~RedisPipeline() = default;
RedisPipeline::RedisPipeline(RedisPipeline&&) noexcept = default;
RedisPipeline& RedisPipeline::operator=(RedisPipeline&&) noexcept = default;

RedisPipeline& RedisPipeline::add(Args command) {
    const redis::Traits traits = redis::inspect(command, state_->router->by_slot());
    const std::size_t begin = batch_->bytes.size();
    if (traits.refused == nullptr) batch_->bytes += redis::Request(command).bytes();
    batch_->entries.push_back(
        {begin, batch_->bytes.size(), std::nullopt, traits.reads, traits.script, traits.slot, traits.refused});
    return *this;
}

RedisPipeline& RedisPipeline::add(const Script& script, Keys keys, Args arguments) {
    const redis::Traits traits = redis::inspect(script, keys, state_->router->by_slot());
    const std::size_t begin = batch_->bytes.size();
    if (traits.refused == nullptr) batch_->bytes += redis::Request(script, keys, arguments).bytes();
    batch_->entries.push_back({begin, batch_->bytes.size(), script, traits.reads, true, traits.slot, traits.refused});
    return *this;
}

std::size_t RedisPipeline::size() const noexcept { return batch_->entries.size(); }

std::vector<Result<Reply>> RedisPipeline::run(std::optional<Timeout> timeout) {
    Batch batch;
    std::swap(batch, *batch_);
    if (state_->birth.elsewhere())
        return std::vector<Result<Reply>>(batch.entries.size(), redis::misuse(net::made_before_fork));
    return state_->router->run_all(batch, Deadline::in(timeout.value_or(state_->shared.options.call_timeout)));
}

}  // namespace stateless
