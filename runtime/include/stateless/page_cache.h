// Pages rendered once for all replicas: the first visitor of a page has it rendered, all others are served the same one
// from Redis; when it grows old they are still served it while one replica renders it anew in the background. Only what
// is the same for everybody is kept. It knows no HTTP server: the caller copies the page into its response.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <stateless/redis.h>

namespace stateless {

/// A plain value.
struct Page {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  ///< besides Content-Type
};

/// For whom a page is wanted.
enum class Visitor : std::uint8_t {
    anybody,  ///< the request has no Authorization and no session
    known     ///< it has: the page is rendered for it alone, neither read from the cache nor kept
};

/// A plain value.
struct PageRequest {
    PageRequest(std::string wanted, Visitor who, std::vector<std::string> depends_on = {})
        : path(std::move(wanted)), visitor(who), tags(std::move(depends_on)) {}

    /// What tells pages apart: the path and those query parameters that matter, in one order. A parameter that any
    /// visitor may invent makes any number of pages.
    std::string path;
    Visitor visitor;
    /// What the page depends on, for invalidate_tag. All requests for a path have to name the same.
    std::vector<std::string> tags;
};

enum class PageState : std::uint8_t {
    hit,      ///< from Redis
    stale,    ///< from Redis, older than `fresh_for`; it is being rendered anew
    miss,     ///< rendered, by this call or one it waited for, and kept
    unkept,   ///< rendered without Redis
    personal  ///< rendered for this request alone: a known visitor, or a page that must not be kept
};

/// "HIT" and so on, for a header or a log.
[[nodiscard]] const char* name_of(PageState state) noexcept;

struct ServedPage {
    Page page;
    PageState state;
};

struct PageCacheOptions {
    /// For so long a page is served as it is.
    Ttl fresh_for;
    /// For so long after that it is still served, while it is rendered anew; if that fails, for the rest of the time.
    /// Then it has expired, and the next visitor waits.
    Ttl stale_for;
    /// How long rendering keeps other replicas from rendering the same page. What takes longer is rendered twice.
    Ttl render_limit = Ttl{std::chrono::seconds{10}};
    /// Pages rendered in the background at once, by this replica; each has a thread.
    std::size_t background_threads = 1;
    /// For one call to Redis; RedisOptions::call_timeout otherwise.
    std::optional<Timeout> timeout = std::nullopt;
};

/// Any thread may call it; copies are the same cache. A page is rendered by one caller over all replicas while the
/// others wait. Without Redis each replica renders for itself, one request for a path at a time: a cache that cannot be
/// read is a miss, one that cannot be written still serves.
///
/// Not kept, but served to who asked: a page with a Set-Cookie header, with a Cache-Control that forbids a shared cache
/// to store it, or with a status other than 200, 203, 204, 300, 301, 308, 404, 405, 410, 414 and 501 (RFC 9110, 15.1).
/// That it is not kept is remembered for `fresh_for`, so that its visitors do not wait for each other.
class PageCache {
public:
    /// Makes the page of a path, the same for everybody: it is not told who asks. May run on any thread, several at
    /// once, until the last copy of the cache is gone. An Error, an exception derived from std::exception or a status
    /// of 500 and above (but 501) is a failure: nothing is stored, and an older page is kept.
    using Render = std::function<Result<Page>(const std::string& path)>;

    /// `space`: as a Key's, a constant of the program. Throws std::invalid_argument if there is no `render` or no
    /// thread, std::system_error if a thread cannot start.
    PageCache(Redis redis, std::string_view space, Render render, PageCacheOptions options);

    /// The page. Errors: what `render` returned, `unavailable` for an exception or a status that is a failure, or for
    /// another replica that renders for too long.
    [[nodiscard]] Result<ServedPage> serve(const PageRequest& request);

    /// For the start: renders those pages that no replica has rendered yet. Returns what failed, with its path; a page
    /// that failed is rendered when it is asked for.
    [[nodiscard]] std::vector<std::pair<std::string, Error>> prerender(const std::vector<PageRequest>& pages);

    /// From now on no replica serves the page as it is, not even one that is being rendered at this moment. Errors are
    /// those of Redis::command; make the call again until it succeeds, or the old page is served for up to `fresh_for`
    /// and `stale_for`.
    [[nodiscard]] Result<void> invalidate(std::string_view path);

    /// As invalidate, for all pages that name the tag.
    [[nodiscard]] Result<void> invalidate_tag(std::string_view tag);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stateless
