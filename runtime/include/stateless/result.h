// What a call over a network returns: a value, or an Error that says what the caller may do next. Errors that are the
// program's fault and can be known before anything is sent are exceptions of the standard library where a header says
// so.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace stateless {

/// Sorted by what the caller may do.
enum class ErrorCode {
    unavailable,      ///< the server cannot be reached or refuses now; nothing was applied: try again later
    outcome_unknown,  ///< it was sent and no answer came: read what is there before trying again
    conflict,         ///< somebody else was faster, or the data forbid it: read again and decide
    misuse,           ///< the call is wrong and will be wrong again: a bug, or a wrong configuration
};

/// The code's name, as in "unavailable".
[[nodiscard]] constexpr const char* name_of(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::unavailable: return "unavailable";
    case ErrorCode::outcome_unknown: return "outcome_unknown";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::misuse: return "misuse";
    }
    return "misuse";
}

struct Error {
    ErrorCode code;
    bool retryable;      ///< the same call may succeed if it is made again
    bool maybe_applied;  ///< the server may have done it all the same
    std::string detail;  ///< for logs: what failed, where, and how the client stands; never a password
};

/// Thrown by Result::value() instead of an absent value.
class ErrorResult : public std::runtime_error {
public:
    /// what() says its code and detail.
    explicit ErrorResult(Error error)
        : std::runtime_error(std::string("stateless: ") + name_of(error.code) + ": " + error.detail),
          error_(std::move(error)) {}

    [[nodiscard]] const Error& error() const noexcept { return error_; }

private:
    Error error_;
};

/// A value or an Error. Made from either by returning it. A plain value: as thread-safe as what it holds.
template <class T>
class [[nodiscard]] Result {
    static_assert(!std::is_same_v<std::decay_t<T>, Error> && !std::is_reference_v<T>);

public:
    using value_type = T;

    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] explicit operator bool() const noexcept { return held_.index() == 0; }
    [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }

    /// The value; throws ErrorResult if there is none.
    [[nodiscard]] T& value() & {
        require();
        return *std::get_if<0>(&held_);
    }
    [[nodiscard]] const T& value() const& {
        require();
        return *std::get_if<0>(&held_);
    }
    [[nodiscard]] T&& value() && {
        require();
        return std::move(*std::get_if<0>(&held_));
    }

    /// The value; throws ErrorResult if there is none.
    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] const T& operator*() const& { return value(); }
    [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
    [[nodiscard]] T* operator->() { return &value(); }
    [[nodiscard]] const T* operator->() const { return &value(); }

    /// The value, or `other` if there is none.
    template <class Other>
    [[nodiscard]] T value_or(Other&& other) const& {
        return has_value() ? *std::get_if<0>(&held_) : static_cast<T>(std::forward<Other>(other));
    }

    /// The error; throws std::logic_error if there is a value.
    [[nodiscard]] const Error& error() const& {
        if (const Error* error = std::get_if<1>(&held_)) return *error;
        throw std::logic_error("stateless: a Result with a value was asked for its error");
    }
    [[nodiscard]] Error&& error() && { return const_cast<Error&&>(static_cast<const Result&>(*this).error()); }

private:
    void require() const {
        if (const Error* error = std::get_if<1>(&held_)) throw ErrorResult(*error);
    }

    std::variant<T, Error> held_;
};

/// Success, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    [[nodiscard]] explicit operator bool() const noexcept { return !error_; }
    [[nodiscard]] bool has_value() const noexcept { return !error_; }

    /// Throws ErrorResult unless it is a success.
    void value() const {
        if (error_) throw ErrorResult(*error_);
    }

    /// The error; throws std::logic_error if it is a success.
    [[nodiscard]] const Error& error() const {
        if (error_) return *error_;
        throw std::logic_error("stateless: a successful Result was asked for its error");
    }

private:
    std::optional<Error> error_;
};

}  // namespace stateless
