// Redis cluster specification, "MOVED Redirection" and CLUSTER SLOTS.
#include "redis/slot_map.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace stateless::redis {
namespace {

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string named(std::string_view host, const RedisUrl::Host& asked) {
    return host.empty() || host == "?" ? asked.name : std::string(host);
}

}  // namespace

std::optional<SlotMap> SlotMap::read(const Reply& answer, const RedisUrl::Host& asked) {
    if (answer.type() != Reply::Type::array) return std::nullopt;
    SlotMap map;
    map.owner.fill(nobody);
    for (const Reply& range : answer.array()) {
        if (range.type() != Reply::Type::array || range.size() < 3) return std::nullopt;
        const Reply& master = range[2];
        if (range[0].type() != Reply::Type::integer || range[1].type() != Reply::Type::integer ||
            master.type() != Reply::Type::array || master.size() < 2 || master[1].type() != Reply::Type::integer)
            return std::nullopt;
        const std::int64_t first = range[0].integer(), last = range[1].integer(), port = master[1].integer();
        if (first < 0 || last >= slot_count || first > last || port < 1 || port > 65535) return std::nullopt;
        const bool has_name = master[0].type() == Reply::Type::text;
        RedisUrl::Host host{named(has_name ? std::string_view(master[0].text()) : std::string_view(), asked),
                            static_cast<std::uint16_t>(port)};
        auto found = std::find(map.masters.begin(), map.masters.end(), host);
        if (found == map.masters.end()) found = map.masters.insert(found, std::move(host));
        std::fill(map.owner.begin() + first, map.owner.begin() + last + 1,
                  static_cast<std::uint16_t>(found - map.masters.begin()));
    }
    if (map.masters.empty()) return std::nullopt;
    return map;
}

std::optional<Redirection> Redirection::read(std::string_view error, const RedisUrl::Host& asked) {
    const auto word = [&] {
        const std::size_t end = std::min(error.find(' '), error.size());
        const std::string_view first = error.substr(0, end);
        error.remove_prefix(std::min(end + 1, error.size()));
        return first;
    };
    const std::string_view kind = word();
    if (kind != "MOVED" && kind != "ASK") return std::nullopt;
    const auto slot = number<int>(word());
    const std::string_view address = word();
    // The port is behind the last colon; an IPv6 address has more of them.
    const std::size_t colon = address.rfind(':');
    if (!slot || *slot < 0 || *slot >= slot_count || colon == std::string_view::npos) return std::nullopt;
    const auto port = number<std::uint16_t>(address.substr(colon + 1));
    if (!port || *port == 0) return std::nullopt;
    return Redirection{kind == "ASK", *slot, {named(address.substr(0, colon), asked), *port}};
}

}  // namespace stateless::redis
