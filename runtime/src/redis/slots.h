// Which of a cluster's 16384 slots a key lies in (Redis cluster specification, "Key distribution model").
#pragma once

#include <cstdint>
#include <string_view>

namespace stateless::redis {

constexpr int slot_count = 16384;

[[nodiscard]] std::uint16_t slot_of(std::string_view key) noexcept;

}  // namespace stateless::redis
