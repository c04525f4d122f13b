// The Cache-Control response header as RFC 9111 defines it. Says what the directives mean for a shared cache, not
// whether the response should have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/facts.h"

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

/// The header field that the call's class stands for, lower case: headers.add<CacheControl>(...) and CacheControl(...)
/// give "cache-control"; empty where no class does.
std::string typed_header(const Call& call);
/// The directives that the enumerators of a typed header name: CacheDirective(MaxAge, seconds(0)) gives "max-age=0".
std::string directives_of(const Value& value);

}  // namespace stateless::lint
