// Base64 with the alphabet that URLs and cookies bear, without padding (RFC 4648, 5). Decoding takes the one canonical
// form only, so that a cookie has one spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stateless::detail {

std::string base64url_encode(std::string_view bytes);
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace stateless::detail
