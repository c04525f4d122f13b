// Numbers go in as eight bytes of the machine's own order: digests do not leave the machine's kind.
#include "cache/digest.h"

#include <cstring>

namespace stateless::lint {

void Hasher::add(std::string_view part) {
    add_number(part.size());
    hasher_.update(llvm::StringRef(part.data(), part.size()));
}

void Hasher::add_number(std::uint64_t number) {
    std::array<std::uint8_t, sizeof number> bytes;
    std::memcpy(bytes.data(), &number, sizeof number);
    hasher_.update(bytes);
}

void Hasher::add_digest(const Digest& digest) { hasher_.update(digest); }

Digest Hasher::finish() { return hasher_.final<std::tuple_size_v<Digest>>(); }

Digest digest_of(std::string_view content) {
    return llvm::BLAKE3::hash<std::tuple_size_v<Digest>>(
        llvm::ArrayRef(reinterpret_cast<const std::uint8_t*>(content.data()), content.size()));
}

std::string to_hex(const Digest& digest) {
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace stateless::lint
