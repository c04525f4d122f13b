// PostgreSQL through a pooler in transaction mode: a bounded pool of connections with only those operations that such a
// pooler keeps intact. There is no prepare, listen or session-wide set; statements that amount to one are refused.
// Every call has a deadline. It knows one primary and, if told, readers by region; it does not measure how far readers
// lag.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <stateless/duration.h>
#include <stateless/pg_rows.h>
#include <stateless/pooler_dsn.h>
#include <stateless/result.h>

namespace stateless::pg {

struct PoolOptions {
    /// Connections of this replica to one address, at most. All replicas together must fit what the pooler admits.
    std::size_t size = 8;
    /// Callers that may wait for a connection at once; the next one is told `unavailable` immediately.
    std::size_t most_waiting = 256;
    /// Connections being opened at once, so that a restarted pooler is not stormed.
    std::size_t connecting_at_once = 2;
    /// For all the addresses of a DSN together; each has an equal share of what is left.
    Timeout connect_timeout = Timeout{std::chrono::seconds{2}};
    /// For a connection to be had, opening it included. Never longer than the call's own timeout.
    Timeout acquire_timeout = Timeout{std::chrono::seconds{1}};
    /// For a whole call that names no timeout of its own: waiting, opening, sending, answer, retries.
    Timeout call_timeout = Timeout{std::chrono::seconds{5}};
    /// A connection is replaced at that age, less up to a tenth by chance, so that replicas follow a change of address
    /// without all reconnecting at once.
    Ttl longest_life = Ttl{std::chrono::minutes{30}};
    /// A connection unused for that long is not used again.
    Ttl longest_idle = Ttl{std::chrono::minutes{5}};
};

/// What read() does when no reader of the own region can be reached.
enum class ReadFallback {
    fail,              ///< returns unavailable: latency or residence matter more than an answer
    other_regions,     ///< asks readers elsewhere
    then_the_primary,  ///< asks readers elsewhere, then the primary
};

struct Reader {
    std::string region;
    PoolerDsn dsn;
};

struct Readers {
    std::string own_region;
    std::vector<Reader> endpoints;
    ReadFallback fallback;
};

enum class Isolation { read_committed, repeatable_read, serializable };

struct TransactionOptions {
    Isolation isolation = Isolation::read_committed;
    bool read_only = false;
    /// For all attempts together. Without one, the pool's call_timeout.
    std::optional<Timeout> timeout = std::nullopt;
    /// How often the body runs at most: it runs again after a serialisation failure, a deadlock, or a connection that
    /// was lost before COMMIT was sent.
    unsigned attempts = 5;
};

/// A transaction that is open. Belongs to the body it was given to, and to one thread at a time.
class Transaction {
public:
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// One statement. As Pool::query, but nothing it does lasts before the commit: maybe_applied is never set.
    /// SAVEPOINT, RELEASE and ROLLBACK TO are allowed; COMMIT and ROLLBACK are misuse.
    [[nodiscard]] Result<Rows> query(std::string_view sql, const std::vector<Param>& parameters = {});

    /// Sets a server parameter until the end of this transaction (SET LOCAL).
    [[nodiscard]] Result<Rows> set_local(std::string_view name, std::string_view value);

    /// Waits until no other transaction holds the lock of that name, and holds it until the end of this one. The
    /// deadline bounds the wait; a missed deadline is `unavailable`.
    [[nodiscard]] Result<Rows> xact_lock(std::string_view name);

    /// As xact_lock without waiting: false if another transaction holds it.
    [[nodiscard]] Result<bool> try_xact_lock(std::string_view name);

private:
    friend class TransactionRun;
    struct State;
    explicit Transaction(State& state) noexcept : state_(state) {}
    State& state_;
};

struct PoolStats {
    std::size_t in_use = 0, idle = 0, connecting = 0, waiting = 0;
    std::uint64_t opened = 0;  ///< connections since the start
};

/// Any thread may call it. It starts no thread but for looking up a host's name, and connects when it is first used. It
/// must outlive its calls. When the server is gone, calls return `unavailable` within their deadline; after three
/// failed attempts to connect in a row they do so at once, and try again after 0.1 to 5 s, each replica at another
/// moment. Of one process: in the child of a fork() every call is `misuse`; make one there.
class Pool {
public:
    /// Connects to nobody yet. Throws std::invalid_argument if options are zero where they may not be.
    explicit Pool(PoolerDsn primary, PoolOptions options = {});
    /// With readers for read(). Throws std::invalid_argument if options are zero where they may not be.
    Pool(PoolerDsn primary, Readers readers, PoolOptions options = {});
    ~Pool();
    Pool(Pool&&) noexcept;
    Pool& operator=(Pool&&) noexcept;

    /// One statement on the primary, committed when it returns a value. Parameters are sent apart from the text
    /// (PQexecParams). Tried again while time is left if the server reports a serialisation failure or a deadlock.
    ///
    /// Errors: `unavailable`, nothing was sent or the server undid it; `outcome_unknown`, it was sent and no answer
    /// came: read before trying again (the connection is closed, and with it the statement at the pooler); `conflict`,
    /// it met other data, such as a unique key (retryable is false) or another transaction; `misuse`, the statement is
    /// wrong, or needs a session of its own. `detail` begins with the SQLSTATE in brackets if the server gave one.
    [[nodiscard]] Result<Rows> query(std::string_view sql, const std::vector<Param>& parameters = {},
                                     std::optional<Timeout> timeout = std::nullopt);

    /// A statement that only reads, on a reader of the own region or as the ReadFallback says; without readers, on the
    /// primary. It may be older than the last write. Sent again elsewhere if a connection is lost or silent, so it
    /// must not write: that is the caller's promise.
    [[nodiscard]] Result<Rows> read(std::string_view sql, const std::vector<Param>& parameters = {},
                                    std::optional<Timeout> timeout = std::nullopt);

    /// Runs `body(Transaction&)`, which returns a Result, between BEGIN and COMMIT. If it returns an error or throws,
    /// the transaction is rolled back and the error returned or the exception passed on. The body may run several times
    /// (TransactionOptions::attempts), so it changes nothing outside the transaction. The server bounds statements and
    /// pauses by the same deadline, so a lost replica holds no locks beyond it.
    ///
    /// `outcome_unknown` comes from COMMIT alone: it was sent and no answer came.
    template <class Body>
    [[nodiscard]] auto transaction(const TransactionOptions& options, Body&& body)
        -> std::invoke_result_t<Body&, Transaction&> {
        using Outcome = std::invoke_result_t<Body&, Transaction&>;
        std::optional<Outcome> outcome;
        const auto failed = run(options, [&](Transaction& transaction) -> std::optional<Error> {
            outcome.emplace(body(transaction));
            if (*outcome) return std::nullopt;
            return outcome->error();
        });
        if (failed) return Outcome(*failed);
        return std::move(*outcome);
    }

    /// As above, with the usual options.
    template <class Body>
    [[nodiscard]] auto transaction(Body&& body) -> std::invoke_result_t<Body&, Transaction&> {
        return transaction(TransactionOptions{}, std::forward<Body>(body));
    }

    /// Of the primary, as of a moment ago.
    [[nodiscard]] PoolStats stats() const;

private:
    std::optional<Error> run(const TransactionOptions& options,
                             const std::function<std::optional<Error>(Transaction&)>& body);
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace stateless::pg
