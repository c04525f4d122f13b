// What a cache keeps in Redis: the value's bytes behind a line that says which computation it is from, and what decides
// how long it may be served.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stateless::redis {

struct CacheEntry {
    static constexpr std::size_t token_size = 16;

    std::string token;                    ///< of the computation; 16 characters, at the very front
    std::chrono::milliseconds beyond{0};  ///< how long the key outlives the value's lifetime
    std::chrono::milliseconds effort{0};  ///< how long computing took
    std::vector<std::string> tags;        ///< what each tag was when computing began; words without spaces
    std::string bytes;

    [[nodiscard]] std::string str() const;
    /// Nothing if this is no entry, or one of another version.
    [[nodiscard]] static std::optional<CacheEntry> parse(std::string_view text);
};

/// How an entry may be used.
enum class CacheVerdict {
    fresh,     ///< serve it
    early,     ///< serve it, but it is time to compute the next one (XFetch)
    stale,     ///< serve it, but compute the next one
    on_error,  ///< serve it only if computing fails
    never      ///< too old, or of another time of its tags
};

/// Lives of an entry whose key has `left` to live. `chance`: uniform in (0, 1].
[[nodiscard]] CacheVerdict judge(const CacheEntry& entry, std::chrono::milliseconds left,
                                 std::optional<std::chrono::milliseconds> stale_while_revalidate,
                                 std::optional<std::chrono::milliseconds> stale_if_error, double early_refresh,
                                 double chance);

}  // namespace stateless::redis
