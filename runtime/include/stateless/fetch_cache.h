// What other servers answer, fetched once for all replicas: GETs whose answers are kept in Redis for as long as the
// caller says, asked for again with their ETag, and by one caller at a time. For what is the same whoever asks: an
// answer to one user's credentials has no business in it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <stateless/cache.h>

namespace stateless {

enum class FetchState : std::uint8_t {
    hit,       ///< from Redis
    stale,     ///< from Redis, older than wanted; because the other server failed, or while it is asked
    fetched,   ///< the other server answered, to this call or to one it waited for
    uncached,  ///< as fetched, without Redis
    passed     ///< as fetched, and must not be kept
};

/// A plain value.
struct Fetched {
    long status = 0;
    std::string body;  ///< decoded: not compressed any more
    std::vector<std::pair<std::string, std::string>> headers;
    FetchState state = FetchState::fetched;

    /// All headers of that name, in any case of letters, joined by commas; empty if there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
};

struct FetchCacheOptions {
    /// Beyond its time an answer is kept for so long: to ask with its ETag whether it has changed, and to serve it
    /// while the other server fails.
    Ttl keep_stale;
    /// What happens while Redis is down: ask the other server for each caller, or fail.
    CacheWithoutRedis without_redis;
    /// If true, an answer beyond its time is served at once while it is asked for in the background, on one thread.
    bool revalidate_in_background = false;
    /// For one fetch, redirects included; for its connection.
    Timeout timeout = Timeout{std::chrono::seconds{5}};
    Timeout connect_timeout = Timeout{std::chrono::seconds{1}};
    /// An answer larger than that is an error.
    std::size_t largest_body = std::size_t{16} << 20;
    /// Sent with every fetch: a name and a value, such as this service's own API key. Not a user's. Not sent on to
    /// another scheme, host or port that a redirect leads to.
    std::vector<std::pair<std::string, std::string>> headers = {};
    /// Connections to other servers kept open, for the next fetch.
    std::size_t idle_connections = 16;
    /// PEM; empty: the system's authorities. A server's certificate is always verified.
    std::string ca_file = {};
    /// For one call to Redis; RedisOptions::call_timeout otherwise.
    std::optional<Timeout> redis_timeout = std::nullopt;
};

/// Any thread may call it; copies are the same cache.
///
/// Redirects are followed, five at most, and only http and https URLs are fetched. Not kept, but returned to who asked:
/// an answer with Set-Cookie, `Vary: *` or a Cache-Control that forbids a shared cache to store it, or with a status
/// other than 200, 203, 204, 300, 301, 308, 404, 405, 410, 414 and 501 (RFC 9110, 15.1). That it is not kept is
/// remembered for as long as it would have been. An URL that a user wrote is a request in this server's name: check the
/// host first.
class FetchCache {
public:
    /// `space`: as a Key's, a constant of the program. Throws std::invalid_argument if a header cannot stand in a
    /// request, std::system_error if a thread cannot start.
    FetchCache(Redis redis, std::string_view space, FetchCacheOptions options);

    /// The answer, not older than `revalidate_after`, or stale if the other server fails now. Errors: `unavailable`, it
    /// could not be reached in time, answered with 500 or above (but 501) or with more than `largest_body`; `misuse`,
    /// it is no URL to fetch, or the certificate is not accepted; those of Redis::command if `without_redis` says so.
    [[nodiscard]] Result<Fetched> get(const std::string& url, Ttl revalidate_after,
                                      const std::vector<std::string>& tags = {});

    /// From now on the answer is asked for again.
    [[nodiscard]] Result<void> invalidate(const std::string& url);
    /// As invalidate, for all answers that were got with the tag.
    [[nodiscard]] Result<void> invalidate_tag(std::string_view tag);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stateless
