// Until COMMIT is sent nothing can have been applied, so what was lost before that is merely unavailable.
#include "postgres/transaction.h"

#include "postgres/errors.h"
#include "postgres/statement.h"

namespace stateless::pg {
namespace {

std::string begin(const TransactionOptions& options, Deadline deadline) {
    std::string sql = "BEGIN ISOLATION LEVEL ";
    switch (options.isolation) {
    case Isolation::read_committed: sql += "READ COMMITTED"; break;
    case Isolation::repeatable_read: sql += "REPEATABLE READ"; break;
    case Isolation::serializable: sql += "SERIALIZABLE"; break;
    }
    if (options.read_only) sql += " READ ONLY";
    // Zero would mean: no limit.
    const std::string limit = std::to_string(deadline.left().count() + 1);
    return sql + "; SET LOCAL statement_timeout = " + limit +
           "; SET LOCAL idle_in_transaction_session_timeout = " + limit;
}

Error undone(Error error) {
    if (error.code == ErrorCode::outcome_unknown) return unavailable(error.detail);
    error.maybe_applied = false;
    return error;
}

/// Rolls back unless told otherwise, also when an exception passes.
class Rollback {
public:
    Rollback(Connection& connection, Deadline deadline) : connection_(connection), deadline_(deadline) {}
    Rollback(const Rollback&) = delete;
    Rollback& operator=(const Rollback&) = delete;
    ~Rollback() {
        if (!wanted_ || connection_.broken()) return;
        const auto tag = connection_.command("ROLLBACK", deadline_);
        // A closed connection rolls back too.
        if (!tag) connection_.break_off();
    }
    void dismiss() { wanted_ = false; }

private:
    Connection& connection_;
    Deadline deadline_;
    bool wanted_ = true;
};

}  // namespace

std::optional<Error> TransactionRun::once(Connection& connection, const TransactionOptions& options, Deadline deadline,
                                          const Body& body) {
    const auto begun = connection.command(begin(options, deadline), deadline);
    if (!begun) {
        connection.break_off();
        return undone(begun.error());
    }
    Rollback rollback(connection, deadline);
    Transaction::State state{connection, deadline, std::nullopt};
    Transaction transaction(state);
    if (const auto failed = body(transaction)) return *failed;
    if (connection.broken()) return unavailable("the connection was lost inside the transaction");

    rollback.dismiss();
    const auto tag = connection.command("COMMIT", deadline);
    if (!tag) {
        // An error leaves the transaction rolled back and the session usable; a lost answer has broken it.
        return tag.error();
    }
    if (*tag == "COMMIT") return std::nullopt;
    // A statement had failed and the body went on.
    if (state.first_conflict) return *state.first_conflict;
    return misuse("the body ignored the error of a statement, so the transaction was rolled back");
}

Result<Rows> Transaction::query(std::string_view sql, const std::vector<Param>& parameters) {
    if (const auto refused = why_refused(sql, Where::in_transaction)) return misuse(*refused);
    if (state_.connection.broken()) return unavailable("the connection was lost inside the transaction");
    auto rows = state_.connection.execute(std::string(sql), parameters, state_.deadline);
    if (rows) return rows;
    const Error error = undone(rows.error());
    if (error.code == ErrorCode::conflict && error.retryable && !state_.first_conflict) state_.first_conflict = error;
    return error;
}

Result<Rows> Transaction::set_local(std::string_view name, std::string_view value) {
    return query("SELECT set_config($1, $2, true)", {name, value});
}

Result<Rows> Transaction::xact_lock(std::string_view name) {
    return query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", {name});
}

Result<bool> Transaction::try_xact_lock(std::string_view name) {
    const auto rows = query("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))", {name});
    if (!rows) return rows.error();
    return (*rows)[0][0].as<bool>();
}

}  // namespace stateless::pg
