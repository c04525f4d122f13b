// Redis for many threads: a bounded pool of connections to one server, to the nodes of a cluster, or to the master that
// sentinels name. Every call has a deadline that holds for all it may have to do: looking up a name, connecting, TLS,
// logging in, waiting for a connection, sending, reading. It knows what a command's answer means only where a helper
// says so.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <stateless/duration.h>
#include <stateless/key.h>
#include <stateless/redis_command.h>
#include <stateless/redis_reply.h>
#include <stateless/redis_url.h>
#include <stateless/result.h>

namespace stateless {

/// For `rediss` URLs. A server's certificate is always verified, against its name, unless a reason is given.
struct RedisTls {
    std::string ca_file;                     ///< PEM; empty: the system's authorities
    std::string server_name;                 ///< what the certificate has to name, if it is not the host of the URL
    std::string certificate_file, key_file;  ///< PEM, for servers that want to know the client; both or neither
    /// Anybody in between can then read and change everything. Says why that does not matter here.
    std::string unverified_because;
};

struct RedisOptions {
    /// Connections of this replica to one server, at most.
    std::size_t size = 16;
    /// Callers that may wait for a connection at once; the next one is told `unavailable` immediately.
    std::size_t most_waiting = 1024;
    /// Connections being opened at once, so that a restarted server is not stormed.
    std::size_t connecting_at_once = 4;
    Timeout connect_timeout = Timeout{std::chrono::seconds{1}};
    /// For a whole call that names no timeout of its own.
    Timeout call_timeout = Timeout{std::chrono::seconds{1}};
    /// A connection is replaced at that age, less up to a tenth by chance, so that replicas follow a change of address
    /// without all reconnecting at once.
    Ttl longest_life = Ttl{std::chrono::minutes{30}};
    /// A connection unused for that long is not used again.
    Ttl longest_idle = Ttl{std::chrono::minutes{5}};
    /// After so many failures in a row (of connecting, or no answer) callers are refused at once...
    unsigned failures_until_open = 5;
    /// ...for about that long, doubled with each failed attempt after it, up to the longest. One caller then tries.
    Timeout open_for = Timeout{std::chrono::milliseconds{200}};
    Timeout open_for_at_most = Timeout{std::chrono::seconds{5}};
    /// An answer larger than that is not read to its end: the call fails and the connection is closed.
    std::size_t largest_reply = std::size_t{512} << 20;
    /// How long the map of a cluster, or the sentinels' word, is believed; and how soon it may be asked for again when
    /// it proves wrong.
    Timeout topology_age = Timeout{std::chrono::seconds{30}};
    Timeout topology_interval = Timeout{std::chrono::milliseconds{500}};
    /// A subscription that heard nothing for that long asks whether the server is still there.
    Timeout subscription_silence = Timeout{std::chrono::seconds{5}};
    RedisTls tls;
};

/// Of all servers together, as of a moment ago.
struct RedisStats {
    std::size_t in_use = 0, idle = 0, connecting = 0, waiting = 0;
    std::size_t servers = 0, refusing = 0;  ///< known; and of them, those whose circuit breaker is open
    std::uint64_t opened = 0;               ///< connections since the start
    std::uint64_t topology_refreshes = 0;   ///< since the start
};

class Redis;
namespace redis {
struct State;
struct Internals;
}  // namespace redis

/// Commands that are sent together and answered together, which costs one round trip instead of one each. Each stands
/// by itself: another client's commands may run between two of them, and one may fail alone; what has to be atomic is a
/// script. Belongs to one thread at a time.
class RedisPipeline {
public:
    ~RedisPipeline();
    RedisPipeline(RedisPipeline&&) noexcept;
    RedisPipeline& operator=(RedisPipeline&&) noexcept;

    /// Copies the arguments. What is wrong with a command is said in its place by run().
    RedisPipeline& add(Args command);
    RedisPipeline& add(const Script& script, Keys keys, Args arguments = {});

    [[nodiscard]] std::size_t size() const noexcept;

    /// Sends all, and is empty afterwards. The result has one entry for each command, in their order; the errors are
    /// those of Redis::command. Commands that have to be sent again, such as a script that a server did not have,
    /// run after the others.
    [[nodiscard]] std::vector<Result<Reply>> run(std::optional<Timeout> timeout = std::nullopt);

private:
    friend class Redis;
    struct Batch;
    explicit RedisPipeline(std::shared_ptr<redis::State> state);
    std::shared_ptr<redis::State> state_;
    std::unique_ptr<Batch> batch_;
};

/// Any thread may call it; copies share the connections. It connects when it is first used, and starts a thread only
/// for looking up a host's name and, of a cluster or sentinels, for keeping their map.
///
/// When the server is gone, calls return `unavailable` or `outcome_unknown` within their deadline; after
/// RedisOptions::failures_until_open in a row they do so within a microsecond, until a single caller's attempt
/// succeeds.
///
/// Of one process: in the child of a fork() every call is `misuse`, and of all that is made with it. Make them after
/// the fork; a child that has copies of such objects ends by exec() or _exit().
class Redis {
public:
    /// Throws std::invalid_argument if options are zero where they may not be, if TLS options are given for a URL
    /// without TLS, or if a certificate file cannot be read.
    explicit Redis(RedisUrl url, RedisOptions options = {});
    ~Redis();
    Redis(const Redis&);
    Redis(Redis&&) noexcept;
    Redis& operator=(const Redis&);
    Redis& operator=(Redis&&) noexcept;

    /// One command, as in command({"HSET", key, "field", "value"}).
    ///
    /// Errors: `unavailable`, nothing was sent, or the server cannot now (LOADING, READONLY, OOM, CLUSTERDOWN, ...), or
    /// it was a read; `outcome_unknown`, a write was sent and no answer came; `conflict`, the data forbid it
    /// (BUSYGROUP, BUSYKEY); `misuse`, it is no command of the server's, not permitted (NOPERM, WRONGPASS), met data of
    /// another type, has keys of several slots (in a cluster), or would change the connection for whoever comes next
    /// (SELECT, MULTI, SUBSCRIBE, MONITOR, ...) and was not sent. `detail` begins with the server's words if it was the
    /// server that said no.
    ///
    /// A command known to only read is sent once more if the connection proves dead; no other command is ever sent
    /// twice.
    [[nodiscard]] Result<Reply> command(Args command, std::optional<Timeout> timeout = std::nullopt);

    /// Runs a script: by its hash, as a whole if the server does not have it. As command(); if the script itself
    /// stopped with an error, maybe_applied is set, since what it did before stays.
    [[nodiscard]] Result<Reply> eval(const Script& script, Keys keys, Args arguments = {},
                                     std::optional<Timeout> timeout = std::nullopt);

    /// An empty one, for the calling thread. It may outlive this.
    [[nodiscard]] RedisPipeline pipeline() const;

    /// Nothing if there is no such key.
    [[nodiscard]] Result<std::optional<std::string>> get(const Key& key, std::optional<Timeout> timeout = std::nullopt);

    /// Replaces what is there, its lifetime included.
    [[nodiscard]] Result<void> set(const Key& key, std::string_view value, Ttl ttl,
                                   std::optional<Timeout> timeout = std::nullopt);

    /// False, and nothing is changed, if the key exists.
    [[nodiscard]] Result<bool> set_if_absent(const Key& key, std::string_view value, Ttl ttl,
                                             std::optional<Timeout> timeout = std::nullopt);

    /// True if there was something to delete.
    [[nodiscard]] Result<bool> del(const Key& key, std::optional<Timeout> timeout = std::nullopt);

    /// Is there such a key at this moment?
    [[nodiscard]] Result<bool> exists(const Key& key, std::optional<Timeout> timeout = std::nullopt);

    /// A new lifetime, from now. False if there is no such key.
    [[nodiscard]] Result<bool> expire(const Key& key, Ttl ttl, std::optional<Timeout> timeout = std::nullopt);

    /// Adds and returns the sum. A counter that begins here lives for `ttl`; one that is there keeps its lifetime. Sent
    /// twice it counts twice: after `outcome_unknown` that is the caller's decision.
    [[nodiscard]] Result<std::int64_t> increment(const Key& key, std::int64_t by, Ttl ttl,
                                                 std::optional<Timeout> timeout = std::nullopt);

    /// How the pools stand; asks no server.
    [[nodiscard]] RedisStats stats() const;

private:
    friend struct redis::Internals;
    std::shared_ptr<redis::State> state_;
};

}  // namespace stateless
