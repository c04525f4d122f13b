// How values become the bytes that Redis keeps, and what they are again when they come back. Texts, integers, bool,
// enums and floating point are known here; a program teaches it a type of its own by a specialisation, or, where it
// includes stateless/json_codec.h, by the to_json and from_json of nlohmann's library.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace stateless {

/// Specialise it for a type T of your own:
///
///     template <>
///     struct stateless::Codec<Room> {
///         static std::string encode(const Room& room);
///         static std::optional<Room> decode(std::string_view bytes);  // nothing: these bytes are no Room
///     };
///
/// decode(encode(x)) has to be x. While a deployment goes on, old replicas read what new ones wrote and the other way
/// round: what cannot be understood is nothing, never an exception. Both may be called from any thread. `Enabler` is
/// for specialisations of many types at once.
template <class T, class Enabler = void>
struct Codec;

/// The bytes themselves.
template <>
struct Codec<std::string> {
    [[nodiscard]] static std::string encode(std::string value) { return value; }
    [[nodiscard]] static std::optional<std::string> decode(std::string_view bytes) { return std::string(bytes); }
};

/// "1" and "0".
template <>
struct Codec<bool> {
    [[nodiscard]] static std::string encode(bool value) { return value ? "1" : "0"; }
    [[nodiscard]] static std::optional<bool> decode(std::string_view bytes) {
        if (bytes == "1") return true;
        if (bytes == "0") return false;
        return std::nullopt;
    }
};

/// Decimal digits; of floating point the fewest that give the same number again.
template <class T>
struct Codec<T, std::enable_if_t<std::is_arithmetic_v<T>>> {
    [[nodiscard]] static std::string encode(T value) {
        char digits[64];
        const auto written = std::to_chars(digits, digits + sizeof digits, value);
        return std::string(digits, written.ptr);
    }
    [[nodiscard]] static std::optional<T> decode(std::string_view bytes) {
        T value{};
        const auto read = std::from_chars(bytes.data(), bytes.data() + bytes.size(), value);
        if (read.ec != std::errc{} || read.ptr != bytes.data() + bytes.size()) return std::nullopt;
        return value;
    }
};

/// The number of the enumerator; one that has no name is taken as it is.
template <class T>
struct Codec<T, std::enable_if_t<std::is_enum_v<T>>> {
    using Number = std::underlying_type_t<T>;
    [[nodiscard]] static std::string encode(T value) { return Codec<Number>::encode(static_cast<Number>(value)); }
    [[nodiscard]] static std::optional<T> decode(std::string_view bytes) {
        const auto number = Codec<Number>::decode(bytes);
        if (!number) return std::nullopt;
        return static_cast<T>(*number);
    }
};

}  // namespace stateless
