// HTTP responses that all replicas share, in a CacheTable: what PageCache and FetchCache have in common. What must not
// be kept leaves a mark instead, so that those who want it do not wait for each other. Where a response comes from it
// does not know.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <stateless/cache.h>

#include "net/background.h"

namespace stateless::pages {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Response {
    long status = 0;
    std::string body;
    Headers headers;
};

/// All headers of that name, joined by commas.
[[nodiscard]] std::string values_of(const Headers& headers, std::string_view name);

/// May a cache that serves everybody keep it? Its status is one of RFC 9110, 15.1 (but a partial answer is another's
/// part), it sets no cookie, does not vary by everything, and its Cache-Control does not forbid it.
[[nodiscard]] bool storable(const Response& response);

/// A status that says that the source failed: 500 and above, but for "not implemented".
[[nodiscard]] inline bool is_failure(long status) { return status >= 500 && status != 501; }

[[nodiscard]] std::string encode(const Response& response);
/// Nothing if these are no bytes of encode().
[[nodiscard]] std::optional<Response> decode(std::string_view bytes);

struct Answer {
    Response response;
    CacheSource source = CacheSource::fresh;
    bool kept = true;  ///< if not, it was made for this call alone
};

/// As thread-safe as a CacheTable.
class ResponseCache {
public:
    /// Given an older response, if there is one. Outlives the call: it may run in the background.
    using Make = std::function<Result<Response>(const std::optional<Response>& older)>;

    /// `options.background` is set here, if there are threads for it. Throws std::system_error if one cannot start.
    ResponseCache(Redis redis, std::string_view space, CacheWithoutRedis without_redis, CacheOptions options,
                  std::size_t background_threads);
    ~ResponseCache() { background_.stop(); }
    ResponseCache(const ResponseCache&) = delete;
    ResponseCache& operator=(const ResponseCache&) = delete;

    [[nodiscard]] Result<Answer> get(const std::string& id, Ttl ttl, const std::vector<std::string>& tags,
                                     const Make& make);
    [[nodiscard]] Result<void> invalidate(std::string_view id) { return table_.invalidate(id); }
    [[nodiscard]] Result<void> invalidate_tag(std::string_view tag) { return table_.invalidate_tag(tag); }

private:
    [[nodiscard]] CacheOptions with_background(CacheOptions options, bool wanted);

    net::Background background_;
    redis::CacheTable table_;
};

}  // namespace stateless::pages
