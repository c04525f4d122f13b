// The Cache-Control response header as RFC 9111 defines it. Says what the directives mean for a shared cache, not
// whether the response should have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace stateless::lint {

struct CacheControl {
    bool no_store = false;
    bool no_cache = false;  // without field names: those would restrict only the fields
    bool is_private = false;
    std::optional<std::int64_t> max_age;
    std::optional<std::int64_t> s_maxage;

    /// What makes a shared cache ask again for every request: "no-store", "no-cache", "max-age=0"; empty if nothing
    /// does.
    std::string defeats() const;
};

/// Directives that are malformed, unknown or hold '\x01' (text that is not known) are passed over; of twins the first
/// counts.
CacheControl parse_cache_control(const std::string& value);

}  // namespace stateless::lint
