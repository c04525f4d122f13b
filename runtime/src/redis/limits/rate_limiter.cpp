// Asks, and answers by the policy if nobody else does.
#include <stateless/rate_limiter.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "redis/client.h"
#include "redis/limits/denied_cache.h"
#include "redis/limits/scripts.h"
#include "redis/read_as.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using redis::DeniedCache;
using std::chrono::milliseconds;

constexpr auto retry_after_failure = 1000ms, longest_jitter = 50ms;
// What an answer may need: asked later, the policy would answer.
constexpr milliseconds last_question = 20ms;

std::int64_t whole_seconds(milliseconds time) { return std::max<std::int64_t>((time.count() + 999) / 1000, 0); }

}  // namespace

// What a limiter writes into its decisions.
struct RateDecisions {
    const RateLimit limit;
    const bool shadow;
    const std::int64_t near_percent;
    const std::shared_ptr<const std::string> policy;

    [[nodiscard]] RateDecision of(bool admitted, std::int64_t remaining, milliseconds retry_after,
                                  milliseconds reset_after, RateDecision::Source source) const {
        RateDecision decision;
        decision.over_limit_ = !admitted;
        decision.allowed_ = admitted || shadow;
        decision.near_limit_ = (limit.limit() - remaining) * 100 >= near_percent * limit.limit();
        decision.source_ = source;
        decision.limit_ = limit.limit();
        decision.remaining_ = remaining;
        decision.retry_after_ = retry_after;
        decision.reset_after_ = reset_after;
        decision.policy_ = policy;
        return decision;
    }

    // Without an answer of Redis.
    [[nodiscard]] RateDecision of(bool admitted, Error error) const {
        RateDecision decision =
            of(admitted, 0, admitted ? 0ms : retry_after_failure, 0ms, RateDecision::Source::policy);
        decision.near_limit_ = !admitted;
        decision.error_ = std::move(error);
        return decision;
    }
};

struct RateLimiter::State {
    Redis redis;
    const std::string space;
    const RateLimit limit;
    const LimitWithoutRedis without_redis;
    const RateLimiterOptions options;
    const redis::LimitScripts scripts;
    const RateDecisions decisions;
    DeniedCache denied;
    redis::Jitter jitter;

    // The keys of a client, for the length of a call.
    struct ClientKeys {
        Key now;
        std::optional<Key> before;

        template <class Call>
        auto with(Call call) const {
            return before ? call(Keys{now, *before}) : call(Keys(now));
        }
    };

    [[nodiscard]] ClientKeys keys_of(std::string_view client) const {
        switch (limit.kind()) {
        case RateLimit::Kind::fixed_window: return {Key(space, client, {"f"}), std::nullopt};
        case RateLimit::Kind::sliding_window: return {Key(space, client, {"s"}), Key(space, client, {"s", "before"})};
        case RateLimit::Kind::exact_window: return {Key(space, client, {"e"}), std::nullopt};
        case RateLimit::Kind::token_bucket: break;
        }
        return {Key(space, client, {"t"}), std::nullopt};
    }

    [[nodiscard]] Timeout usual_timeout() const {
        return options.timeout.value_or(redis::Internals::of(redis)->shared.options.call_timeout);
    }

    Result<Reply> run(const Script& script, std::string_view client, std::int64_t cost, Timeout timeout) {
        const std::int64_t per = limit.quota().per().count();
        return keys_of(client).with([&](Keys keys) {
            if (limit.kind() == RateLimit::Kind::token_bucket)
                return redis.eval(script, keys, {cost, limit.limit(), per, limit.quota().amount()}, timeout);
            return redis.eval(script, keys, {cost, limit.limit(), per}, timeout);
        });
    }

    RateDecision decide(const Script& script, std::string_view client, std::int64_t cost, Timeout timeout) {
        struct Answer {
            bool admitted;
            std::int64_t remaining;
            milliseconds reset_after, retry_after;
        };
        const auto answer = redis::read_as<Answer>(run(script, client, cost, timeout), [](const Reply& reply) {
            const bool admitted = reply.size() == 2;
            return Answer{admitted, reply[0].integer(), milliseconds(reply[1].integer()),
                          milliseconds(admitted ? 0 : reply[2].integer())};
        });
        if (!answer) return decisions.of(without_redis == LimitWithoutRedis::allow, answer.error());
        if (!answer->admitted) {
            const std::int64_t now = redis::coarse_now();
            const auto believed = std::min(answer->retry_after, options.denied_cache_age.milliseconds());
            denied.remember(client, {cost, now + believed.count(), now + answer->retry_after.count(),
                                     now + answer->reset_after.count(), answer->remaining});
        }
        return decisions.of(answer->admitted, answer->remaining, answer->retry_after, answer->reset_after,
                            RateDecision::Source::redis);
    }

    // What can be said without asking.
    [[nodiscard]] std::optional<RateDecision> known(std::string_view client, std::int64_t cost) const {
        if (cost < 1) throw std::invalid_argument("stateless: a request costs a limit at least 1");
        if (cost > limit.limit()) {
            RateDecision decision =
                decisions.of(false, redis::misuse("a cost of " + std::to_string(cost) + " is above the limit"));
            return decision;
        }
        if (denied.size() == 0) return std::nullopt;
        const std::int64_t now = redis::coarse_now();
        const auto denial = denied.find(client, cost, now);
        if (!denial) return std::nullopt;
        return decisions.of(false, denial->remaining, milliseconds(std::max<std::int64_t>(denial->retry_at - now, 1)),
                            milliseconds(std::max<std::int64_t>(denial->reset_at - now, 0)),
                            RateDecision::Source::denied_cache);
    }
};

RateLimiter::RateLimiter(Redis redis, std::string_view space, RateLimit limit, LimitWithoutRedis without_redis,
                         RateLimiterOptions options) {
    if (options.near_limit_percent > 100)
        throw std::invalid_argument("stateless: near the limit is at most 100 per cent of it");
    (void)Key(space, "");  // throws if the space is none
    auto policy = std::make_shared<const std::string>("\"" + std::string(space) +
                                                      "\";q=" + std::to_string(limit.quota().amount()) +
                                                      ";w=" + std::to_string(whole_seconds(limit.quota().per())));
    RateDecisions decisions{limit, options.shadow, options.near_limit_percent, std::move(policy)};
    const std::size_t remembered = options.denied_cache;
    state_ = std::shared_ptr<State>(new State{std::move(redis),
                                              std::string(space),
                                              limit,
                                              without_redis,
                                              std::move(options),
                                              redis::limit_scripts(limit.kind()),
                                              std::move(decisions),
                                              DeniedCache(remembered),
                                              {}});
}

RateDecision RateLimiter::acquire(std::string_view client, std::int64_t cost) {
    if (auto known = state_->known(client, cost)) return std::move(*known);
    return state_->decide(state_->scripts.take, client, cost, state_->usual_timeout());
}

RateDecision RateLimiter::peek(std::string_view client, std::int64_t cost) {
    if (auto known = state_->known(client, cost)) return std::move(*known);
    return state_->decide(state_->scripts.peek, client, cost, state_->usual_timeout());
}

RateDecision RateLimiter::wait(std::string_view client, Timeout at_most, std::int64_t cost) {
    const auto deadline = redis::Deadline::in(at_most);
    while (true) {
        auto known = state_->known(client, cost);
        const auto limit = std::clamp<milliseconds>(deadline.left(), 1ms, state_->usual_timeout().milliseconds());
        RateDecision decision =
            known ? std::move(*known) : state_->decide(state_->scripts.take, client, cost, Timeout::from(limit));
        if (!decision.over_limit() || decision.source() == RateDecision::Source::policy) return decision;
        const auto left = deadline.left() - std::min(last_question, at_most.milliseconds() / 10);
        const auto needed = decision.retry_after();
        if (needed >= left) return decision;
        const auto jitter = std::min<milliseconds>({needed / 10 + 1ms, longest_jitter, left - needed});
        std::this_thread::sleep_for(needed + state_->jitter.between(0ms, jitter));
    }
}

Result<void> RateLimiter::refund(std::string_view client, std::int64_t cost) {
    if (cost < 1) throw std::invalid_argument("stateless: a refund is at least 1");
    auto done = redis::read_done(state_->run(state_->scripts.refund, client, cost, state_->usual_timeout()));
    state_->denied.forget(client);
    return done;
}

Result<void> RateLimiter::reset(std::string_view client) {
    const State::ClientKeys keys = state_->keys_of(client);
    std::vector<Arg> command{"DEL", keys.now};
    if (keys.before) command.emplace_back(*keys.before);
    auto done = redis::read_done(state_->redis.command(command, state_->options.timeout));
    state_->denied.forget(client);
    return done;
}

std::vector<std::pair<std::string, std::string>> RateDecision::headers() const {
    std::vector<std::pair<std::string, std::string>> headers{{"RateLimit-Policy", *policy_}};
    if (source_ != Source::policy)
        headers.emplace_back("RateLimit", policy_->substr(0, policy_->find(';')) + ";r=" + std::to_string(remaining_) +
                                              ";t=" + std::to_string(whole_seconds(reset_after_)));
    if (!allowed_)
        headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(whole_seconds(retry_after_), 1)));
    return headers;
}

}  // namespace stateless
