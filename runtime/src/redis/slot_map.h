// Which server is master of each slot, read from a cluster's answer, and what a redirection says.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <stateless/redis_reply.h>
#include <stateless/redis_url.h>

#include "redis/slots.h"

namespace stateless::redis {

struct SlotMap {
    static constexpr std::uint16_t nobody = 0xFFFF;
    std::vector<RedisUrl::Host> masters;
    std::array<std::uint16_t, slot_count> owner;  ///< a place in `masters`, or nobody

    /// From the answer to CLUSTER SLOTS. `asked` stands for itself where the answer leaves its host out. Nothing if it
    /// is no such answer, or names no master.
    [[nodiscard]] static std::optional<SlotMap> read(const Reply& answer, const RedisUrl::Host& asked);
};

struct Redirection {
    bool asking;  ///< ASK: for this command only
    int slot;
    RedisUrl::Host host;
    /// From "MOVED 3999 10.0.0.1:6381" or "ASK ..."; nothing if it is anything else. As in SlotMap::read, a missing
    /// host is that of the server that was asked.
    [[nodiscard]] static std::optional<Redirection> read(std::string_view error, const RedisUrl::Host& asked);
};

}  // namespace stateless::redis
