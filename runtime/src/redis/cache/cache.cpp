// Decides for each call: serve what is there, compute, or wait for who computes. Within the process a flight, across
// processes the shelf's turn, sees to it that only one does.
#include <stateless/cache.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "redis/cache/flights.h"
#include "redis/cache/shelf.h"
#include "redis/errors.h"
#include "redis/jitter.h"
#include "redis/random.h"

namespace stateless::redis {
namespace {

using namespace std::chrono_literals;
using net::Clock;
using net::Deadline;
using std::chrono::milliseconds;

constexpr auto first_pause = 5ms, longest_pause = 50ms;

std::optional<milliseconds> length_of(const std::optional<Ttl>& ttl) {
    return ttl ? std::optional<milliseconds>(ttl->milliseconds()) : std::nullopt;
}

std::vector<std::string> sorted(std::vector<std::string> tags) {
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

CacheOutcome failure(Error error) {
    CacheOutcome outcome;
    outcome.error = std::move(error);
    return outcome;
}

}  // namespace

struct CacheState {
    CacheState(Redis redis, std::string_view space, CacheWithoutRedis policy, CacheOptions given)
        : shelf(std::move(redis), space, given.compute_limit, given.timeout), without_redis(policy),
          options(std::move(given)), beyond(std::max(length_of(options.stale_while_revalidate).value_or(0ms),
                                                     length_of(options.stale_if_error).value_or(0ms))) {}

    const Shelf shelf;
    const CacheWithoutRedis without_redis;
    const CacheOptions options;
    const milliseconds beyond;
    Flights flights;
    Jitter jitter;

    // Uniform in (0, 1].
    [[nodiscard]] double chance() { return (static_cast<double>(jitter.next() >> 11) + 1) * 0x1p-53; }

    [[nodiscard]] CacheVerdict judge(const Shelf::Found& found) {
        if (!found.entry || !found.tags_match) return CacheVerdict::never;
        return redis::judge(*found.entry, found.left, length_of(options.stale_while_revalidate),
                            length_of(options.stale_if_error), options.early_refresh, chance());
    }

    // How long the value itself lives: shorter by chance.
    [[nodiscard]] milliseconds lifetime(Ttl ttl) {
        const double shorter = static_cast<double>(options.ttl_jitter_percent) / 100 * chance();
        const auto whole = static_cast<double>(ttl.milliseconds().count());
        return milliseconds(std::max<std::int64_t>(static_cast<std::int64_t>(whole * (1 - shorter)), 1));
    }
};

namespace {

// What a call wants computed.
struct Job {
    std::shared_ptr<CacheState> state;
    std::string id;
    std::vector<std::string> tags;
    const CacheTable::Compute* compute;

    // Without Redis, and without telling it.
    [[nodiscard]] CacheOutcome compute_only(const std::optional<std::string>& older) const {
        CacheOutcome outcome;
        outcome.source = CacheSource::uncached;
        try {
            auto computed = (*compute)(older);
            if (computed) outcome.bytes = std::move(computed->bytes);
            else outcome.error = std::move(computed).error();
        } catch (...) {
            outcome.exception = std::current_exception();
        }
        return outcome;
    }

    [[nodiscard]] CacheOutcome without_redis(Error error) const {
        if (state->without_redis == CacheWithoutRedis::fail) return failure(std::move(error));
        return compute_only(std::nullopt);
    }

    // When it is our turn.
    [[nodiscard]] CacheOutcome compute_and_store(const std::string& token,
                                                 const std::optional<std::string>& older) const {
        auto pinned = state->shelf.pin(tags);
        if (!pinned) return without_redis(std::move(pinned).error());
        CacheOutcome outcome;
        const auto began = Clock::now();
        try {
            auto computed = (*compute)(older);
            if (computed) {
                CacheEntry entry;
                entry.token = token;
                entry.beyond = state->beyond;
                entry.effort = std::chrono::ceil<milliseconds>(Clock::now() - began);
                entry.tags = std::move(*pinned);
                entry.bytes = std::move(computed->bytes);
                auto lives = state->lifetime(computed->ttl) + state->beyond;
                if (!tags.empty()) lives = std::min<milliseconds>(lives, Shelf::longest_tagged);
                // That it could not be stored is the next caller's trouble, not this one's.
                (void)state->shelf.store(id, entry, lives);
                outcome.bytes = std::move(entry.bytes);
                return outcome;
            }
            outcome.error = std::move(computed).error();
        } catch (...) {
            outcome.exception = std::current_exception();
        }
        state->shelf.give_up(id, token);
        return outcome;
    }
};

std::optional<std::string> bytes_of(const Shelf::Found& found) {
    return found.entry ? std::optional<std::string>(found.entry->bytes) : std::nullopt;
}

// There is nothing to serve: computes, or waits until another process has. `found` becomes the newest entry seen.
CacheOutcome fetch(const Job& job, Shelf::Found& found, const CacheTable::Accept& accept) {
    CacheState& state = *job.state;
    const Deadline deadline = Deadline::in(state.options.wait);
    const std::string token = random_hex(CacheEntry::token_size / 2);
    auto pause = first_pause;
    while (true) {
        const auto turn = state.shelf.take_turn(job.id, token, found.token);
        if (!turn) return job.without_redis(turn.error());
        if (*turn == Shelf::Turn::ours) return job.compute_and_store(token, bytes_of(found));
        if (*turn == Shelf::Turn::finished) {
            auto newer = state.shelf.read(job.id, job.tags);
            if (!newer) return job.without_redis(std::move(newer).error());
            found = std::move(*newer);
            const CacheVerdict verdict = state.judge(found);
            const bool usable = verdict != CacheVerdict::never && verdict != CacheVerdict::on_error;
            if (usable && accept(found.entry->bytes)) {
                CacheOutcome outcome;
                outcome.bytes = found.entry->bytes;
                outcome.source = verdict == CacheVerdict::stale ? CacheSource::stale : CacheSource::fresh;
                return outcome;
            }
            if (deadline.passed()) return failure(unavailable("the value is invalidated all the time"));
            continue;
        }
        if (deadline.passed()) return failure(unavailable("another replica still computes the value"));
        std::this_thread::sleep_for(state.jitter.between(
            first_pause, std::min<milliseconds>(std::max(pause, first_pause),
                                                std::max<milliseconds>(deadline.left(), first_pause))));
        pause = std::min<milliseconds>(2 * pause, longest_pause);
    }
}

// A refresh that somebody else runs, or drops.
class Background {
public:
    Background(const Job& job, std::string token, std::optional<std::string> older, std::unique_ptr<Flights::Lead> lead)
        : compute_(*job.compute), job_(job), token_(std::move(token)), older_(std::move(older)),
          lead_(std::move(lead)) {
        job_.compute = &compute_;
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    ~Background() {
        if (!lead_) return;
        try {
            job_.state->shelf.give_up(job_.id, token_);
        } catch (const std::exception&) {
            // The turn ends by itself.
        }
    }

    void run() {
        if (lead_) lead_->land(job_.compute_and_store(token_, older_));
        lead_.reset();
    }

private:
    const CacheTable::Compute compute_;
    Job job_;
    const std::string token_;
    const std::optional<std::string> older_;
    std::unique_ptr<Flights::Lead> lead_;
};

// There is something to serve, but it is time for the next: this caller's business only if nobody else is at it. The
// outcome is nothing if the old value is to be served.
std::optional<CacheOutcome> refresh(const Job& job, const Shelf::Found& found) {
    CacheState& state = *job.state;
    Flights::Place place = state.flights.board(job.id);
    if (!place.lead) return std::nullopt;
    const std::string token = random_hex(CacheEntry::token_size / 2);
    const auto turn = state.shelf.take_turn(job.id, token, found.token);
    if (!turn || *turn != Shelf::Turn::ours) {
        // Who has boarded meanwhile has found nothing to serve; it is told what there was.
        CacheOutcome outcome;
        outcome.bytes = found.entry->bytes;
        outcome.source = CacheSource::stale;
        place.lead->land(std::move(outcome));
        return std::nullopt;
    }
    if (!state.options.background) {
        CacheOutcome outcome = job.compute_and_store(token, bytes_of(found));
        place.lead->land(outcome);
        if (outcome.failed()) return std::nullopt;
        return outcome;
    }
    state.options.background(
        [task = std::make_shared<Background>(job, token, bytes_of(found), std::move(place.lead))] { task->run(); });
    return std::nullopt;
}

}  // namespace

CacheTable::CacheTable(Redis redis, std::string_view space, CacheWithoutRedis without_redis, CacheOptions options) {
    if (options.ttl_jitter_percent > 90)
        throw std::invalid_argument("stateless: a lifetime is shortened by at most 90 per cent");
    if (!(options.early_refresh >= 0)) throw std::invalid_argument("stateless: early_refresh is 0 or more");
    state_ = std::make_shared<CacheState>(std::move(redis), space, without_redis, std::move(options));
}

Result<void> CacheTable::get_or_compute(std::string_view id, const CacheCall& call, const Compute& compute,
                                        const Accept& accept) {
    const Job job{state_, std::string(id), sorted(call.tags), &compute};
    const auto from = [&](CacheSource source) {
        if (call.source != nullptr) *call.source = source;
        return Result<void>();
    };
    auto read = state_->shelf.read(id, job.tags);
    Shelf::Found found;
    if (read) found = std::move(*read);
    CacheVerdict verdict = read ? state_->judge(found) : CacheVerdict::never;
    const bool usable = verdict != CacheVerdict::never && accept(found.entry->bytes);
    if (!usable) verdict = CacheVerdict::never;
    if (verdict == CacheVerdict::fresh) return from(CacheSource::fresh);
    if (verdict == CacheVerdict::early || verdict == CacheVerdict::stale) {
        const auto outcome = refresh(job, found);
        if (!outcome || !accept(outcome->bytes)) {
            (void)accept(found.entry->bytes);
            return from(verdict == CacheVerdict::stale ? CacheSource::stale : CacheSource::fresh);
        }
        return from(outcome->source);
    }

    if (!read && state_->without_redis == CacheWithoutRedis::fail) return std::move(read).error();
    const Deadline deadline = Deadline::in(state_->options.wait);
    Flights::Place place = state_->flights.board(job.id);
    CacheOutcome own;
    const CacheOutcome* outcome = &own;
    while (!place.lead) {
        outcome = place.flight->wait(deadline);
        if (outcome == nullptr) return unavailable("another caller still computes the value");
        if (!outcome->given_up) break;
        place = state_->flights.board(job.id);
    }
    if (place.lead) {
        Shelf::Found newest = found;
        own = read ? fetch(job, newest, accept) : job.without_redis(std::move(read).error());
        outcome = &own;
        place.lead->land(own);
    }
    if (outcome->failed()) {
        if (usable && accept(found.entry->bytes)) return from(CacheSource::stale);
        if (outcome->exception) std::rethrow_exception(outcome->exception);
        return *outcome->error;
    }
    if (!accept(outcome->bytes)) return misuse("the cache's value is nothing that its Codec can read");
    return from(outcome->source);
}

Result<void> CacheTable::invalidate(std::string_view id) { return state_->shelf.invalidate(id); }

Result<void> CacheTable::invalidate_tag(std::string_view tag) { return state_->shelf.invalidate_tag(tag); }

}  // namespace stateless::redis
