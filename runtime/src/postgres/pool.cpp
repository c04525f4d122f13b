// Chooses the address a statement goes to, and tries again where that is safe.
#include "stateless/pg_pool.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <stdexcept>
#include <thread>

#include "net/fork.h"
#include "postgres/endpoint.h"
#include "postgres/errors.h"
#include "postgres/statement.h"
#include "postgres/transaction.h"

namespace stateless::pg {
namespace {

const PoolOptions& checked(const PoolOptions& options) {
    if (options.size == 0) throw std::invalid_argument("stateless: a pool needs room for a connection");
    if (options.connecting_at_once == 0)
        throw std::invalid_argument("stateless: a pool must be allowed to open one connection at a time");
    return options;
}

bool worth_repeating(const Error& error) { return error.code == ErrorCode::conflict && error.retryable; }

// Full jitter: two transactions that met do not meet again.
void pause_before(unsigned attempt, Deadline deadline) {
    const std::int64_t longest = std::min<std::int64_t>(5LL << std::min(attempt, 6U), deadline.left().count());
    std::minstd_rand random(std::random_device{}());
    std::this_thread::sleep_for(
        std::chrono::milliseconds{std::uniform_int_distribution<std::int64_t>(0, longest)(random)});
}

}  // namespace

struct Pool::State {
    struct Region {
        std::string name;
        std::unique_ptr<Endpoint> endpoint;
    };

    State(const PoolerDsn& dsn, const PoolOptions& given) : options(checked(given)), primary(dsn, options) {}

    [[nodiscard]] Result<Rows> ask(Endpoint& endpoint, const std::string& sql, const std::vector<Param>& parameters,
                                   Deadline deadline) const {
        auto lease = endpoint.acquire(deadline.but_at_most(options.acquire_timeout));
        if (!lease) return lease.error();
        return (*lease)->execute(sql, parameters, deadline);
    }

    /// Where a read may go, in the order to try; equals take turns.
    [[nodiscard]] std::vector<Endpoint*> reading_order() {
        std::vector<Endpoint*> near, far;
        for (const Region& reader : readers) (reader.name == own_region ? near : far).push_back(reader.endpoint.get());
        const std::size_t turn = turns.fetch_add(1, std::memory_order_relaxed);
        if (!near.empty()) std::rotate(near.begin(), near.begin() + turn % near.size(), near.end());
        if (fallback != ReadFallback::fail) near.insert(near.end(), far.begin(), far.end());
        if (readers.empty() || fallback == ReadFallback::then_the_primary) near.push_back(&primary);
        return near;
    }

    const net::Birth birth;
    const PoolOptions options;
    Endpoint primary;
    std::string own_region;
    std::vector<Region> readers;
    ReadFallback fallback = ReadFallback::fail;
    std::atomic<std::size_t> turns{0};
};

Pool::Pool(PoolerDsn primary, PoolOptions options) : state_(std::make_unique<State>(primary, options)) {}

Pool::Pool(PoolerDsn primary, Readers readers, PoolOptions options) : Pool(std::move(primary), options) {
    state_->own_region = std::move(readers.own_region);
    state_->fallback = readers.fallback;
    for (Reader& reader : readers.endpoints)
        state_->readers.push_back({std::move(reader.region), std::make_unique<Endpoint>(reader.dsn, state_->options)});
}

// After a fork the connections are the parent's, and a child that closed them would end them for it.
Pool::~Pool() {
    if (state_ && state_->birth.elsewhere()) (void)state_.release();
}

Pool::Pool(Pool&&) noexcept = default;
Pool& Pool::operator=(Pool&&) noexcept = default;

Result<Rows> Pool::query(std::string_view sql, const std::vector<Param>& parameters, std::optional<Timeout> timeout) {
    if (state_->birth.elsewhere()) return misuse(net::made_before_fork);
    if (const auto refused = why_refused(sql, Where::alone)) return misuse(*refused);
    const Deadline deadline = Deadline::in(timeout.value_or(state_->options.call_timeout));
    const std::string text(sql);
    for (unsigned attempt = 0;; ++attempt) {
        auto rows = state_->ask(state_->primary, text, parameters, deadline);
        if (rows || !worth_repeating(rows.error()) || deadline.passed()) return rows;
        pause_before(attempt, deadline);
    }
}

Result<Rows> Pool::read(std::string_view sql, const std::vector<Param>& parameters, std::optional<Timeout> timeout) {
    if (state_->birth.elsewhere()) return misuse(net::made_before_fork);
    if (const auto refused = why_refused(sql, Where::alone)) return misuse(*refused);
    const Deadline deadline = Deadline::in(timeout.value_or(state_->options.call_timeout));
    const std::string text(sql);
    auto order = state_->reading_order();
    if (order.empty()) return unavailable("there is no reader in region '" + state_->own_region + "'");
    // A lost connection is worth one more try where there is nowhere else to go.
    if (order.size() == 1) order.push_back(order.front());

    std::optional<Error> failed;
    for (std::size_t at = 0; at < order.size() && !(failed && deadline.passed()); ++at) {
        // A silent address may not use up the time of those behind it.
        const Deadline share(Clock::now() + deadline.left() / static_cast<int>(order.size() - at));
        auto rows = state_->ask(*order[at], text, parameters, share);
        if (rows) return rows;
        if (rows.error().code != ErrorCode::unavailable && rows.error().code != ErrorCode::outcome_unknown) return rows;
        failed = unavailable(rows.error().detail);
    }
    return *failed;
}

std::optional<Error> Pool::run(const TransactionOptions& options,
                               const std::function<std::optional<Error>(Transaction&)>& body) {
    if (state_->birth.elsewhere()) return misuse(net::made_before_fork);
    const Deadline deadline = Deadline::in(options.timeout.value_or(state_->options.call_timeout));
    for (unsigned attempt = 0;; ++attempt) {
        std::optional<Error> failed;
        bool lost = false;
        {
            auto lease = state_->primary.acquire(deadline.but_at_most(state_->options.acquire_timeout));
            if (!lease) return lease.error();
            failed = TransactionRun::once(**lease, options, deadline, body);
            lost = failed && failed->code == ErrorCode::unavailable && (*lease)->broken();
        }
        if (!failed || !(worth_repeating(*failed) || lost) || attempt + 1 >= options.attempts || deadline.passed())
            return failed;
        pause_before(attempt, deadline);
    }
}

PoolStats Pool::stats() const { return state_->primary.stats(); }

}  // namespace stateless::pg
