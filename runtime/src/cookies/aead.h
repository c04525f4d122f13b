// AES-256-GCM under a key derived from 128 random bits per message: OpenSSL does the work, this names what we use of
// it. Knows nothing of cookies or time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stateless::detail {

using SecretKey = std::array<std::uint8_t, 32>;

constexpr std::size_t aead_salt_size = 16;
constexpr std::size_t aead_overhead = aead_salt_size + 16;

/// salt || ciphertext || tag. Throws std::runtime_error if OpenSSL fails.
std::string aead_seal(const SecretKey& key, std::string_view associated, std::string_view plain);

/// Nothing if it was not sealed by this key with this associated text.
std::optional<std::string> aead_open(const SecretKey& key, std::string_view associated, std::string_view sealed);

/// Four bytes that tell keys apart and say nothing about them.
std::array<std::uint8_t, 4> key_id(const SecretKey& key);

void wipe(void* memory, std::size_t size) noexcept;

}  // namespace stateless::detail
