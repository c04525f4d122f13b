// Ids that replicas make without asking each other: UUID version 7 (RFC 9562), whose first 60 bits are the time, so
// that they sort by creation and stay together in a B-tree. They promise uniqueness; order only as far as clocks agree.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace stateless {

/// A UUID of any version. A plain value, ordered by its bytes.
class Uuid {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    explicit constexpr Uuid(const Bytes& bytes) noexcept : bytes_(bytes) {}

    /// From "018f6b1e-7c3a-7d21-8a4b-0123456789ab", in either case. Nothing if it is anything else.
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);

    /// 36 characters, lower case.
    [[nodiscard]] std::string str() const;

    [[nodiscard]] constexpr const Bytes& bytes() const noexcept { return bytes_; }
    [[nodiscard]] constexpr int version() const noexcept { return bytes_[6] >> 4; }

    /// When it was made, to the millisecond; nothing if it is not of version 7.
    [[nodiscard]] std::optional<std::chrono::system_clock::time_point> time() const;

    friend bool operator==(const Uuid& left, const Uuid& right) noexcept { return left.bytes_ == right.bytes_; }
    friend bool operator!=(const Uuid& left, const Uuid& right) noexcept { return left.bytes_ != right.bytes_; }
    friend bool operator<(const Uuid& left, const Uuid& right) noexcept { return left.bytes_ < right.bytes_; }

private:
    Bytes bytes_;
};

/// A new id: 48 bits of milliseconds, 12 bits of their fraction, 62 bits from the kernel's generator. Any thread may
/// call it; two ids of one quarter of a microsecond are in no particular order. Throws std::system_error if the kernel
/// gives no random bytes.
[[nodiscard]] Uuid uuid7();

/// As uuid7(), but each id is greater than the one before, also when the clock steps back: the last time is kept and
/// counted on. Any thread may call next(); a mutex is held for a few nanoseconds.
class Uuid7Sequence {
public:
    /// By the system's clock.
    [[nodiscard]] Uuid next();

    /// As next(), for a clock of the caller's. A time before 1970 counts as 1970.
    [[nodiscard]] Uuid next(std::chrono::system_clock::time_point now);

private:
    std::mutex mutex_;
    std::uint64_t last_ = 0;
};

}  // namespace stateless
