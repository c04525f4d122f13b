// Lifetimes and deadlines that cannot be wrong: Ttl and Timeout. Neither has a default, is made from a bare integer, or
// can be zero, negative or unbounded. In C++20 a bad constant does not compile; values known only at run time go
// through from(), which throws. They know nothing of clocks: whoever waits turns a Timeout into a deadline of a steady
// clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <ratio>
#include <stdexcept>
#include <type_traits>

#if defined(__cpp_consteval) && __cpp_consteval >= 201811L
#define STATELESS_CONSTANT_ONLY consteval
#else
#define STATELESS_CONSTANT_ONLY constexpr
#endif

namespace stateless {

namespace detail {

// Compares before it converts, in both directions, so that no unit overflows on the way to milliseconds.
template <class Rep, class Period>
constexpr std::chrono::milliseconds bounded_milliseconds(std::chrono::duration<Rep, Period> given,
                                                         std::chrono::hours longest) {
    static_assert(std::is_integral_v<Rep>, "a Ttl or Timeout is made of whole units: use chrono's integer durations");
    if (given.count() <= 0) throw std::invalid_argument("stateless: a Ttl or Timeout must be longer than zero");
    using Given = std::chrono::duration<std::intmax_t, Period>;
    if (static_cast<std::uintmax_t>(given.count()) >
        static_cast<std::uintmax_t>(std::chrono::duration_cast<Given>(longest).count()))
        throw std::invalid_argument("stateless: a Ttl or Timeout is longer than is allowed");
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(given);
    if (whole.count() < 1) throw std::invalid_argument("stateless: a Ttl or Timeout must be at least a millisecond");
    return whole;
}

}  // namespace detail

/// How long a stored value lives: 1 ms to ten years, whole milliseconds (a rest is dropped).
/// Immutable after construction; safe to read from any thread.
class Ttl {
public:
    /// From a constant, as in `Ttl{std::chrono::minutes{5}}`. C++20: a bad constant does not compile. C++17: it throws
    /// std::invalid_argument unless the object is constexpr, and then does not compile.
    template <class Rep, class Period>
    explicit STATELESS_CONSTANT_ONLY Ttl(std::chrono::duration<Rep, Period> lifetime)
        : milliseconds_(detail::bounded_milliseconds(lifetime, longest)) {}

    /// From a value known at run time. Throws std::invalid_argument if it is out of range.
    template <class Rep, class Period>
    [[nodiscard]] static constexpr Ttl from(std::chrono::duration<Rep, Period> lifetime) {
        return Ttl(detail::bounded_milliseconds(lifetime, longest), Checked{});
    }

    [[nodiscard]] constexpr std::chrono::milliseconds milliseconds() const noexcept { return milliseconds_; }

private:
    struct Checked {};
    constexpr Ttl(std::chrono::milliseconds value, Checked) noexcept : milliseconds_(value) {}
    static constexpr std::chrono::hours longest{24 * 3653};
    std::chrono::milliseconds milliseconds_;
};

/// How long a call may take: 1 ms to one hour, whole milliseconds (a rest is dropped).
/// Immutable after construction; safe to read from any thread.
class Timeout {
public:
    /// From a constant; as Ttl's.
    template <class Rep, class Period>
    explicit STATELESS_CONSTANT_ONLY Timeout(std::chrono::duration<Rep, Period> limit)
        : milliseconds_(detail::bounded_milliseconds(limit, longest)) {}

    /// From a value known at run time. Throws std::invalid_argument if it is out of range.
    template <class Rep, class Period>
    [[nodiscard]] static constexpr Timeout from(std::chrono::duration<Rep, Period> limit) {
        return Timeout(detail::bounded_milliseconds(limit, longest), Checked{});
    }

    [[nodiscard]] constexpr std::chrono::milliseconds milliseconds() const noexcept { return milliseconds_; }

private:
    struct Checked {};
    constexpr Timeout(std::chrono::milliseconds value, Checked) noexcept : milliseconds_(value) {}
    static constexpr std::chrono::hours longest{1};
    std::chrono::milliseconds milliseconds_;
};

}  // namespace stateless

#undef STATELESS_CONSTANT_ONLY
