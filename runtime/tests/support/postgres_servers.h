// A PostgreSQL of the test's own and a PgBouncer in transaction mode in front of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "support/server_process.h"

namespace stateless::testing {

class PostgresServer {
public:
    /// Takes a second or two: a cluster is made first. `settings`: more words of its command line; `access`: the lines
    /// of its pg_hba.conf, if not anybody may log in.
    explicit PostgresServer(std::vector<std::string> settings = {}, const std::string& access = "");

    void start();
    void stop(int signal = SIGINT);
    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// Straight to the server.
    [[nodiscard]] std::string dsn() const;
    /// One statement straight to the server; the first field of the answer. Throws if it fails.
    [[nodiscard]] std::string ask(const std::string& sql) const;

private:
    TemporaryFolder folder_;
    std::uint16_t port_;
    std::vector<std::string> settings_;
    std::unique_ptr<ServerProcess> process_;
};

/// An address of this machine on which nobody else has the usual ports: all of 127.0.0.0/8 is its own.
std::string own_address();

class PgBouncer {
public:
    /// `settings`: more lines for its [pgbouncer] section.
    explicit PgBouncer(const PostgresServer& server, const std::string& settings = "",
                       const std::string& address = "127.0.0.1", std::uint16_t port = free_port());

    void start();
    void stop(int signal = SIGINT);
    [[nodiscard]] ServerProcess& process() { return *process_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string dsn() const;

private:
    TemporaryFolder folder_;
    std::string address_;
    std::uint16_t port_;
    std::filesystem::path configuration_;
    std::unique_ptr<ServerProcess> process_;
};

}  // namespace stateless::testing
