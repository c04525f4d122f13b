// One connection to a pooler, driven without blocking, so that every step ends by its deadline. After a missed deadline
// or a lost connection it is broken and only good for closing.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <stateless/pg_rows.h>
#include <stateless/result.h>

#include "net/deadline.h"
#include "net/resolver.h"

struct pg_conn;

namespace stateless::pg {

using net::Clock;
using net::Deadline;

using Parameters = std::vector<std::pair<std::string, std::string>>;

class Connection {
public:
    /// `unavailable` if it cannot be had by the deadline.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const Parameters& parameters, net::Resolver& resolver,
                                                                  Deadline deadline);

    /// One statement with parameters (PQexecParams' protocol).
    [[nodiscard]] Result<Rows> execute(const std::string& sql, const std::vector<Param>& parameters, Deadline deadline);

    /// Fixed text of our own, several statements perhaps; the last one's command tag.
    [[nodiscard]] Result<std::string> command(const std::string& sql, Deadline deadline);

    /// Can a statement be sent? Asks the socket, not the server: a peer that has hung up is seen.
    [[nodiscard]] bool usable() const;

    void break_off() { broken_ = true; }
    [[nodiscard]] bool broken() const { return broken_; }

private:
    struct Finished {
        void operator()(pg_conn* connection) const;
    };
    explicit Connection(std::unique_ptr<pg_conn, Finished> connection) : connection_(std::move(connection)) {}

    /// One address, or several that libpq tries.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> dial(const Parameters& parameters, Deadline deadline);
    [[nodiscard]] Result<std::shared_ptr<pg_result>> answer(Deadline deadline);
    [[nodiscard]] bool flush(Deadline deadline);
    [[nodiscard]] std::string message() const;

    std::unique_ptr<pg_conn, Finished> connection_;
    bool broken_ = false;
};

}  // namespace stateless::pg
