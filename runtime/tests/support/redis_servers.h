// Redis servers of the tests' own: alone, with TLS, as a cluster of three masters and three replicas, and three under
// sentinels. Nothing is durable unless a test asks for it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <stateless/redis.h>

#include "support/certificates.h"
#include "support/server_clock.h"
#include "support/server_process.h"

namespace stateless::testing {

class RedisServer {
public:
    using Settings = std::vector<std::string>;

    /// `settings`: words of its command line, {"--maxmemory", "2mb"}; of a sentinel, lines of its configuration.
    explicit RedisServer(Settings settings = {}, bool sentinel = false);
    /// One that has this clock.
    explicit RedisServer(const ServerClock& clock);

    void start();
    void stop(int signal = SIGTERM);
    [[nodiscard]] ServerProcess& process() { return *process_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    /// One command on a connection of its own, with a client of hiredis; the answer as a text: elements of an array end
    /// with a newline each. Throws if there is none; an error reply is a text too.
    [[nodiscard]] std::string ask(const std::vector<std::string>& command) const;

    /// Waits until so many replicas have all that it has; throws if that takes them more than 4 seconds.
    void await_replicas(int count) const;

private:
    TemporaryFolder folder_;
    std::uint16_t port_;
    Settings settings_;
    bool sentinel_ = false;
    std::vector<std::string> prefix_;
    std::unique_ptr<ServerProcess> process_;
};

/// Six servers; a replica takes over after about a second.
class RedisCluster {
public:
    RedisCluster();
    /// A cluster URL that names the first two.
    [[nodiscard]] std::string url() const;
    [[nodiscard]] RedisServer& at(std::size_t number) { return *servers_.at(number); }
    /// Of the servers that run: the one that a running one says is master for the slot.
    [[nodiscard]] RedisServer& master_of(int slot);
    [[nodiscard]] std::size_t size() const { return servers_.size(); }
    [[nodiscard]] RedisServer& with_port(std::uint16_t port);
    [[nodiscard]] std::string id_of(const RedisServer& server) const;

private:
    std::vector<std::unique_ptr<RedisServer>> servers_;
};

/// A master, two replicas and three sentinels that call it "shop"; they fail over after about a second.
class RedisSentinels {
public:
    RedisSentinels();
    [[nodiscard]] std::string url() const;
    /// The port that the sentinels say is the master's.
    [[nodiscard]] std::uint16_t master_port() const;
    [[nodiscard]] RedisServer& with_port(std::uint16_t port);
    [[nodiscard]] RedisServer& sentinel(std::size_t number) { return *sentinels_.at(number); }

private:
    std::vector<std::unique_ptr<RedisServer>> servers_, sentinels_;
};

}  // namespace stateless::testing
