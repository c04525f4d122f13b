// The address of a PostgreSQL connection pooler: a DSN that libpq's own parser has read and that does not lead to the
// database server itself. A port is a hint and no proof of what listens there; nothing connects here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <stateless/result.h>

namespace stateless {

/// Immutable; any thread may read it. It holds the password, which describe() leaves out.
class PoolerDsn {
public:
    /// Reads a URI ("postgresql://app@pooler:6432/shop") or keywords ("host=pooler port=6432 dbname=shop"), several
    /// hosts included. Returns misuse, with the reason, for null or text that libpq cannot read; for a host without a
    /// port of its own; for 5432, which is the database's, and any port outside `allowed_ports` (Supabase's pooler has
    /// 6543, PgBouncer 6432); and for what a pooler in transaction mode cannot keep to one client or what hides the
    /// rest: `options=`, `service=`, `replication=`, PGOPTIONS or PGSERVICE in the environment. Never waits.
    [[nodiscard]] static Result<PoolerDsn> parse(const char* dsn,
                                                 const std::vector<std::uint16_t>& allowed_ports = {6543, 6432});
    [[nodiscard]] static Result<PoolerDsn> parse(const std::string& dsn,
                                                 const std::vector<std::uint16_t>& allowed_ports = {6543, 6432});

    /// For an address that is known to be right though it looks wrong, such as a pooler on an odd port or a database in
    /// a test. Only libpq's parser has to agree. The reason stands in the code for its readers; an empty one is misuse.
    [[nodiscard]] static Result<PoolerDsn> unverified(const std::string& dsn, std::string_view reason);

    /// For logs: "app@pooler:6432/shop", never a password.
    [[nodiscard]] std::string describe() const;

    /// libpq's keywords and their values, as they were given.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& parameters() const noexcept {
        return parameters_;
    }

private:
    explicit PoolerDsn(std::vector<std::pair<std::string, std::string>> parameters)
        : parameters_(std::move(parameters)) {}
    std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace stateless
