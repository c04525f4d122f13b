// CRC16 in its XMODEM form, of the first {tag} if there is one that is not empty.
#include "redis/slots.h"

#include <array>

namespace stateless::redis {
namespace {

constexpr std::array<std::uint16_t, 256> make_table() {
    std::array<std::uint16_t, 256> table{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        unsigned value = byte << 8;
        for (int bit = 0; bit < 8; ++bit) value = (value & 0x8000) != 0 ? (value << 1) ^ 0x1021 : value << 1;
        table[byte] = static_cast<std::uint16_t>(value);
    }
    return table;
}

constexpr auto crc_table = make_table();

}  // namespace

std::uint16_t slot_of(std::string_view key) noexcept {
    if (const auto open = key.find('{'); open != std::string_view::npos) {
        const auto close = key.find('}', open + 1);
        if (close != std::string_view::npos && close > open + 1) key = key.substr(open + 1, close - open - 1);
    }
    unsigned crc = 0;
    for (const char character : key)
        crc = ((crc << 8) ^ crc_table[((crc >> 8) ^ static_cast<unsigned char>(character)) & 0xFF]) & 0xFFFF;
    return static_cast<std::uint16_t>(crc % slot_count);
}

}  // namespace stateless::redis
