// What stands behind a Redis, for the library's other parts.
#pragma once

#include <memory>

#include <stateless/redis.h>

#include "net/fork.h"
#include "redis/hub.h"
#include "redis/router.h"

namespace stateless::redis {

struct State {
    /// As Redis' constructor.
    State(RedisUrl url, const RedisOptions& options);

    const net::Birth birth;
    const RedisUrl url;
    Shared shared;
    const Script increment;  ///< of Redis::increment
    std::unique_ptr<Router> router;
    HubPlace hub;
};

struct Internals {
    [[nodiscard]] static const std::shared_ptr<State>& of(const Redis& redis) { return redis.state_; }
};

}  // namespace stateless::redis
