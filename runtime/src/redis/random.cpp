// OpenSSL's generator for secrets.
#include "redis/random.h"

#include <openssl/rand.h>

#include <stdexcept>

#include "cookies/base64url.h"

namespace stateless::redis {
namespace {

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("stateless: no random bytes");
    return bytes;
}

}  // namespace

std::string random_hex(std::size_t bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string written;
    for (const char byte : random_bytes(bytes)) {
        written += digits[static_cast<unsigned char>(byte) >> 4];
        written += digits[byte & 15];
    }
    return written;
}

std::string random_base64url(std::size_t bytes) { return detail::base64url_encode(random_bytes(bytes)); }

}  // namespace stateless::redis
