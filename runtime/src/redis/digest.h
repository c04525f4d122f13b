// Hexadecimal digests: SHA-1, by which Redis names scripts, and SHA-256.
#pragma once

#include <string>
#include <string_view>

namespace stateless::redis {

/// Both throw std::runtime_error if OpenSSL fails (out of memory).
[[nodiscard]] std::string sha1_hex(std::string_view text);
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace stateless::redis
