// Two replicas of examples/shop-stateless behind nginx, with a Redis that keeps a log and a PostgreSQL behind
// PgBouncer: a deployment in small, on loopback ports.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include <httplib.h>

#include "support/postgres_servers.h"
#include "support/redis_servers.h"

namespace stateless::testing {

class ShopSite {
public:
    static constexpr const char* staff_token = "staff";

    /// Serves when it returns. `program`: the shop's. Takes a few seconds, for the database.
    ShopSite(std::string program, const std::string& schema_file);

    /// Through nginx, as a visitor would come, from an address of loopback. Retries nothing by itself.
    [[nodiscard]] httplib::Client visitor(const std::string& address = "127.0.0.1") const;
    /// Straight to one replica, past nginx.
    [[nodiscard]] httplib::Client visitor_of(std::size_t replica) const;

    void start_replica(std::size_t number);
    void kill_replica(std::size_t number) { replicas_.at(number)->end(SIGKILL); }
    [[nodiscard]] ServerProcess& replica(std::size_t number) { return *replicas_.at(number); }

    [[nodiscard]] RedisServer& redis() { return redis_; }
    [[nodiscard]] PostgresServer& database() { return database_; }
    [[nodiscard]] PgBouncer& pooler() { return pooler_; }
    /// What the replicas and nginx wrote.
    [[nodiscard]] std::string logs() const;

    /// Makes a user whose password is the name, and logs in; the Cookie header.
    [[nodiscard]] std::string log_in_new(const std::string& name);
    /// Logs in through nginx; the Cookie header, or nothing.
    [[nodiscard]] std::string log_in(const std::string& name, const std::string& password) const;

private:
    TemporaryFolder folder_;
    const std::string program_;
    RedisServer redis_{{"--appendonly", "yes", "--appendfsync", "always"}};
    PostgresServer database_;
    PgBouncer pooler_{database_, "", own_address(), 6432};
    std::array<std::uint16_t, 2> ports_;
    std::uint16_t port_;
    std::array<std::unique_ptr<ServerProcess>, 2> replicas_;
    std::unique_ptr<ServerProcess> nginx_;
};

}  // namespace stateless::testing
