// Codec for every type that nlohmann's JSON library can turn into JSON and back (to_json and from_json, or its macros).
// Only a program that has that library includes this header; the library's own parts do not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <nlohmann/json.hpp>
#include <stateless/codec.h>

namespace stateless {

namespace detail {

template <class T, class = void>
struct converts_to_json : std::false_type {};

template <class T>
struct converts_to_json<T, std::void_t<decltype(nlohmann::json(std::declval<const T&>())),
                                       decltype(std::declval<const nlohmann::json&>().template get<T>())>>
    : std::true_type {};

}  // namespace detail

/// Compact JSON text. What is no JSON, or of another shape, decodes to nothing. A text that is no UTF-8 is kept with
/// its bad bytes replaced.
template <class T>
struct Codec<T,
             std::enable_if_t<!std::is_arithmetic_v<T> && !std::is_enum_v<T> && detail::converts_to_json<T>::value>> {
    [[nodiscard]] static std::string encode(const T& value) {
        return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    [[nodiscard]] static std::optional<T> decode(std::string_view bytes) {
        const auto json = nlohmann::json::parse(bytes, nullptr, false);
        if (json.is_discarded()) return std::nullopt;
        try {
            return json.template get<T>();
        } catch (const nlohmann::json::exception&) {
            return std::nullopt;
        }
    }
};

}  // namespace stateless
