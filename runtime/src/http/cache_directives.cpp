// Reads a Cache-Control value that somebody else wrote: whatever it is, the answer errs on the side of not caching.
#include <algorithm>
#include <array>

#include "http/text.h"
#include "stateless/cache_control.h"

namespace stateless {
namespace {

using Seconds = std::optional<std::chrono::seconds>;

struct Directive {
    std::string name;
    bool has_value = false;
    std::string value;
};

// Nothing if it is no number. RFC 9111 1.2.2: what does not fit counts as 2^31.
Seconds delta_seconds(std::string_view digits) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    if (digits.empty()) return std::nullopt;
    std::int64_t number = 0;
    for (const char digit : digits) {
        if (!detail::is_digit(digit)) return std::nullopt;
        number = std::min(most, number * 10 + (digit - '0'));
    }
    return std::chrono::seconds{number};
}

void keep_first(Seconds& kept, const Directive& directive, bool& malformed) {
    const Seconds number = delta_seconds(directive.value);
    if (!number) malformed = true;
    if (number && !kept) kept = number;
}

void append_fields(std::vector<std::string>& fields, std::string_view list) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view field = detail::trimmed(list.substr(0, end));
        if (!field.empty()) fields.push_back(detail::lowered(field));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

bool apply_number(CacheDirectives& into, const Directive& directive) {
    const std::array<std::pair<std::string_view, Seconds*>, 6> numbers{
        {{"max-age", &into.max_age},
         {"s-maxage", &into.s_maxage},
         {"stale-while-revalidate", &into.stale_while_revalidate},
         {"stale-if-error", &into.stale_if_error},
         {"min-fresh", &into.min_fresh},
         {"max-stale", &into.max_stale}}};
    for (const auto& [name, kept] : numbers) {
        if (directive.name != name) continue;
        if (name == "max-stale" && !directive.has_value) into.any_staleness = true;
        else keep_first(*kept, directive, into.malformed);
        return true;
    }
    return false;
}

void apply_flag(CacheDirectives& into, const Directive& directive) {
    const std::array<std::pair<std::string_view, bool*>, 10> flags{{{"no-store", &into.no_store},
                                                                    {"no-cache", &into.no_cache},
                                                                    {"private", &into.is_private},
                                                                    {"public", &into.is_public},
                                                                    {"must-revalidate", &into.must_revalidate},
                                                                    {"proxy-revalidate", &into.proxy_revalidate},
                                                                    {"must-understand", &into.must_understand},
                                                                    {"immutable", &into.immutable},
                                                                    {"no-transform", &into.no_transform},
                                                                    {"only-if-cached", &into.only_if_cached}}};
    for (const auto& [name, flag] : flags)
        if (directive.name == name) *flag = true;
    if (directive.name == "no-cache") append_fields(into.no_cache_fields, directive.value);
    if (directive.name == "private") append_fields(into.private_fields, directive.value);
}

}  // namespace

CacheDirectives CacheDirectives::parse(std::string_view value) {
    CacheDirectives result;
    detail::HeaderReader reader(value);
    while (!reader.at_end()) {
        reader.skip_blanks();
        Directive directive;
        directive.name = detail::lowered(reader.token());
        reader.skip_blanks();
        if (reader.take('=')) {
            directive.has_value = true;
            reader.skip_blanks();
            if (reader.peek() != '"') directive.value = detail::trimmed(reader.until(","));
            else if (!reader.quoted(directive.value)) result.malformed = true;
        }
        if (!directive.name.empty() && !apply_number(result, directive)) apply_flag(result, directive);
        if (!detail::trimmed(reader.until(",")).empty()) result.malformed = true;
        reader.take(',');
    }
    return result;
}

bool CacheDirectives::storable_by_shared_cache() const noexcept {
    return !no_store && !(is_private && private_fields.empty());
}

std::optional<std::chrono::seconds> CacheDirectives::shared_freshness() const noexcept {
    if (!storable_by_shared_cache()) return std::chrono::seconds{0};
    return !malformed && s_maxage && !(no_cache && no_cache_fields.empty()) ? s_maxage : private_freshness();
}

std::optional<std::chrono::seconds> CacheDirectives::private_freshness() const noexcept {
    if (no_store || malformed || (no_cache && no_cache_fields.empty())) return std::chrono::seconds{0};
    return max_age;
}

}  // namespace stateless
