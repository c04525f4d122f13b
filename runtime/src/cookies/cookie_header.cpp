// The Cookie and Set-Cookie headers (RFC 6265bis), as far as a session needs them.
#include <algorithm>
#include <stdexcept>

#include "http/text.h"
#include "stateless/sealed_cookies.h"

namespace stateless {
namespace {

bool is_cookie_octet(char character) {
    return character > ' ' && character < '\x7f' &&
           std::string_view("\",;\\").find(character) == std::string_view::npos;
}

std::string host_cookie(std::string_view name, std::string_view value, std::int64_t seconds) {
    if (name.empty() || !std::all_of(name.begin(), name.end(), detail::is_token_character))
        throw std::invalid_argument("stateless: not a cookie's name");
    if (!std::all_of(value.begin(), value.end(), is_cookie_octet))
        throw std::invalid_argument("stateless: not a cookie's value");
    return "__Host-" + std::string(name) + "=" + std::string(value) + "; Path=/; Max-Age=" + std::to_string(seconds) +
           "; Secure; HttpOnly; SameSite=Lax";
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name) {
    while (!cookie_header.empty()) {
        const std::size_t end = std::min(cookie_header.find(';'), cookie_header.size());
        const std::string_view pair = detail::trimmed(cookie_header.substr(0, end));
        cookie_header.remove_prefix(std::min(end + 1, cookie_header.size()));
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || detail::trimmed(pair.substr(0, equals)) != name) continue;
        std::string_view value = detail::trimmed(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        return value;
    }
    return std::nullopt;
}

std::string set_cookie(std::string_view name, std::string_view value, Ttl lifetime) {
    return host_cookie(name, value, (lifetime.milliseconds().count() + 999) / 1000);
}

std::string forget_cookie(std::string_view name) { return host_cookie(name, "", 0); }

}  // namespace stateless
