// Lays out version 7: 48 bits of Unix milliseconds, the version, 12 bits of sub-millisecond fraction (RFC 9562, 6.2,
// method 3), the variant, 62 random bits.
#include "stateless/uuid7.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace stateless {
namespace {

constexpr std::uint64_t fractions_per_millisecond = 4096;

// Milliseconds since 1970 times 4096, which fits 60 bits until the year 10889.
std::uint64_t ticks(std::chrono::system_clock::time_point now) {
    const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count();
    if (since < 0) return 0;
    const auto nanoseconds = static_cast<std::uint64_t>(since);
    return nanoseconds / 1'000'000 * fractions_per_millisecond +
           nanoseconds % 1'000'000 * fractions_per_millisecond / 1'000'000;
}

Uuid with_random_tail(std::uint64_t at) {
    Uuid::Bytes bytes{};
    if (getentropy(bytes.data() + 8, 8) != 0)
        throw std::system_error(errno, std::generic_category(), "stateless: no random bytes");
    const std::uint64_t milliseconds = at / fractions_per_millisecond, fraction = at % fractions_per_millisecond;
    for (int byte = 0; byte < 6; ++byte) bytes[byte] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * byte));
    bytes[6] = static_cast<std::uint8_t>(0x70U | (fraction >> 8));
    bytes[7] = static_cast<std::uint8_t>(fraction);
    bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3fU));
    return Uuid(bytes);
}

int hexadecimal(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

constexpr bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Bytes bytes{};
    std::size_t at = 0;
    for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
        if (dash_before(byte) && text[at++] != '-') return std::nullopt;
        const int high = hexadecimal(text[at]), low = hexadecimal(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes[byte] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    return Uuid(bytes);
}

std::string Uuid::str() const {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t byte = 0; byte < bytes_.size(); ++byte) {
        if (dash_before(byte)) text += '-';
        text += digits[bytes_[byte] >> 4];
        text += digits[bytes_[byte] & 0x0f];
    }
    return text;
}

std::optional<std::chrono::system_clock::time_point> Uuid::time() const {
    if (version() != 7 || bytes_[8] >> 6 != 2) return std::nullopt;
    std::int64_t milliseconds = 0;
    for (int byte = 0; byte < 6; ++byte) milliseconds = milliseconds << 8 | bytes_[byte];
    // What a nanosecond clock cannot hold is a forgery: the year 2262.
    constexpr auto latest =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::duration::max());
    return std::chrono::system_clock::time_point{
        std::chrono::milliseconds{std::min<std::int64_t>(milliseconds, latest.count())}};
}

Uuid uuid7() { return with_random_tail(ticks(std::chrono::system_clock::now())); }

Uuid Uuid7Sequence::next() { return next(std::chrono::system_clock::now()); }

Uuid Uuid7Sequence::next(std::chrono::system_clock::time_point now) {
    std::uint64_t at = ticks(now);
    {
        const std::lock_guard lock(mutex_);
        at = std::max(at, last_ + 1);
        last_ = at;
    }
    return with_random_tail(at);
}

}  // namespace stateless
