// Random texts that nobody can guess: owners' tokens, session ids.
#pragma once

#include <cstddef>
#include <string>

namespace stateless::redis {

/// `bytes` random bytes as hexadecimal digits. Both throw std::runtime_error if OpenSSL has none.
[[nodiscard]] std::string random_hex(std::size_t bytes);
/// The same as base64url without padding.
[[nodiscard]] std::string random_base64url(std::size_t bytes);

}  // namespace stateless::redis
