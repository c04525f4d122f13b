// The state of a transaction that is open, and the run of its body between BEGIN and COMMIT, once.
#pragma once

#include <functional>
#include <optional>

#include <stateless/pg_pool.h>

#include "postgres/connection.h"

namespace stateless::pg {

struct Transaction::State {
    Connection& connection;
    Deadline deadline;
    std::optional<Error> first_conflict;
};

class TransactionRun {
public:
    using Body = std::function<std::optional<Error>(Transaction&)>;

    /// Nothing if it was committed. An exception of the body passes through after the rollback. The connection is
    /// broken afterwards if it may not be used again.
    [[nodiscard]] static std::optional<Error> once(Connection& connection, const TransactionOptions& options,
                                                   Deadline deadline, const Body& body);
};

}  // namespace stateless::pg
