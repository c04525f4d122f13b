// The Cache-Control response header: a comma-separated list whose values may be quoted.
#include "rules/support/cache_control.h"

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

std::optional<std::int64_t> seconds(const std::string& text) {
    const bool negative = text.starts_with("-");
    const std::string digits = negative ? text.substr(1) : text;
    if (!is_number(digits)) return {};
    const std::int64_t value = digits.size() > 10 ? 2147483648 : std::stoll(digits);
    return negative ? -value : value;
}

void apply(CacheControl& result, const std::string& directive) {
    if (directive.find('\x01') != std::string::npos) return;
    const std::size_t equals = directive.find('=');
    const std::string name = lower(trimmed(directive.substr(0, equals)));
    std::string value = equals == std::string::npos ? "" : trimmed(directive.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (name == "no-store") result.no_store = true;
    if (name == "no-cache" && value.empty()) result.no_cache = true;
    if (name == "private" && value.empty()) result.is_private = true;
    if (name == "max-age" && !result.max_age) result.max_age = seconds(value);
    if (name == "s-maxage" && !result.s_maxage) result.s_maxage = seconds(value);
}

}  // namespace

CacheControl parse_cache_control(const std::string& value) {
    CacheControl result;
    std::string directive;
    bool quoted = false;
    for (const char c : value) {
        if (c == '"') quoted = !quoted;
        if (c == ',' && !quoted) {
            apply(result, directive);
            directive.clear();
        } else {
            directive += c;
        }
    }
    apply(result, directive);
    return result;
}

std::string CacheControl::defeats() const {
    if (no_store) return "no-store";
    if (no_cache) return "no-cache";
    if (s_maxage) return *s_maxage <= 0 ? "s-maxage=" + std::to_string(*s_maxage) : "";
    if (max_age && *max_age <= 0) return "max-age=" + std::to_string(*max_age);
    return "";
}

}  // namespace stateless::lint
