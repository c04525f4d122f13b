// Decodes and checks; keeps nothing.
#include "model/utf8.h"

#include <cstddef>

namespace stateless::lint {
namespace {

/// The length of the sequence that `lead` begins; 0 if none does.
std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// What the lead byte demands of the byte after it, beyond being a continuation.
bool second_byte_fits(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second <= 0x9F;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second <= 0x8F;
    default: return true;
    }
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        const std::size_t length = length_of(lead);
        if (length == 0 || bytes.size() - at < length) return false;
        for (std::size_t i = 1; i < length; ++i) {
            const auto byte = static_cast<unsigned char>(bytes[at + i]);
            if ((byte & 0xC0) != 0x80 || (i == 1 && !second_byte_fits(lead, byte))) return false;
        }
        at += length;
    }
    return true;
}

}  // namespace stateless::lint
