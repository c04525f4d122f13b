// OpenSSL's one-call digests.
#include "redis/digest.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace stateless::redis {
namespace {

std::string hex(std::string_view text, const EVP_MD* kind) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, kind, nullptr) != 1)
        throw std::runtime_error("stateless: no digest");
    constexpr std::string_view digits = "0123456789abcdef";
    std::string written;
    for (unsigned at = 0; at < size; ++at) {
        written += digits[bytes[at] >> 4];
        written += digits[bytes[at] & 15];
    }
    return written;
}

}  // namespace

std::string sha1_hex(std::string_view text) { return hex(text, EVP_sha1()); }
std::string sha256_hex(std::string_view text) { return hex(text, EVP_sha256()); }

}  // namespace stateless::redis
