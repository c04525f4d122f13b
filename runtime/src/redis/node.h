// One server: its pool, its breaker, and what an exchange with it means for the two. It does not know which commands
// belong here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "redis/pool.h"

namespace stateless::redis {

/// What all nodes of a client share. Outlives them.
struct Shared {
    RedisOptions options;
    Dialing dialing;
    net::Resolver resolver;
};

class Node {
public:
    Node(RedisUrl::Host host, Shared& shared);
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    struct Requests {
        std::string_view bytes;
        std::size_t first_size;  ///< of the first command, which is not carried out unless it went out whole
        std::size_t count;
        bool only_reads;
    };

    /// Sends requests and reads their replies; error replies are replies. The Error is for who sent nothing: refused by
    /// the breaker, or no connection. The trouble is of an exchange that ended early.
    [[nodiscard]] std::optional<Error> exchange(const Requests& requests, Reply* replies, Deadline deadline,
                                                Clock::time_point now, Trouble& trouble);

    /// What a command's caller is told after trouble.
    [[nodiscard]] Error lost(const Trouble& trouble, bool whole_sent, bool reads) const;

    /// A connection of its own, not of the pool.
    [[nodiscard]] Result<std::unique_ptr<Connection>> dial(Deadline deadline);

    /// Why an exchange would be refused at this moment; null if it would not.
    [[nodiscard]] const std::string* refused(Clock::time_point now) const {
        return breaker_.refuses(now) ? &refusal_ : nullptr;
    }

    [[nodiscard]] const RedisUrl::Host& host() const { return host_; }
    [[nodiscard]] Pool& pool() { return pool_; }
    [[nodiscard]] Breaker& breaker() { return breaker_; }
    void add_to(RedisStats& stats) const;

private:
    const RedisUrl::Host host_;
    Shared& shared_;
    const std::string name_, refusal_;
    Breaker breaker_;
    Pool pool_;
};

}  // namespace stateless::redis
