// Digests of content, and of keys put together from parts. BLAKE3 from LLVM: fast enough to read every header again on
// each run, and nobody can make two contents of one digest.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "llvm/Support/BLAKE3.h"

namespace stateless::lint {

using Digest = std::array<std::uint8_t, 20>;

/// Each part is hashed with its length, so that ("ab", "c") and ("a", "bc") differ.
class Hasher {
public:
    void add(std::string_view part);
    void add_number(std::uint64_t number);
    void add_digest(const Digest& digest);
    Digest finish();

private:
    llvm::BLAKE3 hasher_;
};

Digest digest_of(std::string_view content);
std::string to_hex(const Digest& digest);

}  // namespace stateless::lint
