// The Cache-Control response header: a comma-separated list whose values may be quoted.
#include "rules/support/cache_control.h"

#include "model/models.h"
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

void add_directive(CacheControl& result, const std::string& directive) {
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

/// "NoStore" and "SMaxAge" are no-store and s-maxage.
std::string hyphenated(const std::string& name) {
    std::string text;
    for (const std::string& word : words_of(name)) text += (text.empty() ? "" : "-") + word;
    if (text == "smax-age" || text == "s-max-age") return "s-maxage";
    return text;
}

std::string last_component(const std::string& name) {
    const std::size_t colons = name.rfind("::");
    return colons == std::string::npos ? name : name.substr(colons + 2);
}

}  // namespace

std::string typed_header(const Call& call) {
    const std::string own = last_component(call.name);
    if (call.name.ends_with("::" + own + "::" + own)) return hyphenated(own);
    return call.template_arguments.empty() ? "" : hyphenated(last_component(call.template_arguments.front().name));
}

std::string directives_of(const Value& value) {
    const bool number = value.text.empty() || is_number(value.text.substr(0, 1));
    if (value.kind == Value::Kind::integer)
        return number ? "=" + std::to_string(value.integer) : hyphenated(last_component(value.text));
    std::string text;
    for (const Value& part : value.parts) {
        const std::string next = directives_of(part);
        if (!next.empty()) text += (text.empty() || next.starts_with("=") ? "" : ", ") + next;
    }
    return text;
}

CacheControl parse_cache_control(const std::string& value) {
    CacheControl result;
    std::string directive;
    bool quoted = false;
    for (const char c : value) {
        if (c == '"') quoted = !quoted;
        if (c == ',' && !quoted) {
            add_directive(result, directive);
            directive.clear();
        } else {
            directive += c;
        }
    }
    add_directive(result, directive);
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
