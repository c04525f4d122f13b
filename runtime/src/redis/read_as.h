// What a reply means, or that it is one that this command never gets from Redis.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <utility>

#include <stateless/redis_reply.h>
#include <stateless/result.h>

#include "redis/errors.h"

namespace stateless::redis {

/// `read` may throw std::runtime_error, as Reply's accessors do.
template <class Value, class Read>
Result<Value> read_as(Result<Reply> reply, Read read) {
    if (!reply) return std::move(reply).error();
    try {
        return read(std::move(*reply));
    } catch (const std::runtime_error& failure) {
        return misuse(failure.what());
    }
}

inline Result<bool> read_count(Result<Reply> reply) {
    return read_as<bool>(std::move(reply), [](const Reply& count) { return count.integer() > 0; });
}

/// For answers that say nothing but that it was done.
inline Result<void> read_done(Result<Reply> reply) {
    if (!reply) return std::move(reply).error();
    return {};
}

}  // namespace stateless::redis
