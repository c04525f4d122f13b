// Asks conditionally where an older answer is known.
#include <stateless/fetch_cache.h>

#include "fetch/http_client.h"
#include "http/text.h"
#include "pages/response_cache.h"

namespace stateless {
namespace {

using pages::Response;

// A conditional request (RFC 9110, 13.1): has it changed since?
std::vector<std::string> conditions(const std::optional<Response>& older) {
    std::vector<std::string> lines;
    if (!older) return lines;
    if (const auto tag = pages::values_of(older->headers, "ETag"); !tag.empty())
        lines.push_back("If-None-Match: " + tag);
    if (const auto time = pages::values_of(older->headers, "Last-Modified"); !time.empty())
        lines.push_back("If-Modified-Since: " + time);
    return lines;
}

// RFC 9111, 4.3.4: the headers of the new answer take the place of the old ones.
Response refreshed(Response older, const Response& answer) {
    for (const auto& [name, value] : answer.headers)
        for (auto& [its, old] : older.headers)
            if (detail::same_ignoring_case(its, name)) old = value;
    return older;
}

Result<Response> ask(fetch::HttpClient& client, const std::string& url, const std::optional<Response>& older) {
    const auto lines = conditions(older);
    auto answer = client.get(url, lines);
    if (!answer) return answer;
    if (answer->status == 304 && !lines.empty()) return refreshed(*older, *answer);
    if (pages::is_failure(answer->status))
        return Error{ErrorCode::unavailable, true, false, url + ": status " + std::to_string(answer->status)};
    return answer;
}

CacheOptions cache_options(const FetchCacheOptions& options) {
    CacheOptions cache;
    cache.stale_if_error = options.keep_stale;
    if (options.revalidate_in_background) cache.stale_while_revalidate = options.keep_stale;
    cache.early_refresh = 0;
    cache.compute_limit = Ttl::from(options.timeout.milliseconds() + std::chrono::seconds{1});
    cache.timeout = options.redis_timeout;
    return cache;
}

FetchState state_of(const pages::Answer& answer) {
    if (!answer.kept) return FetchState::passed;
    switch (answer.source) {
    case CacheSource::fresh: return FetchState::hit;
    case CacheSource::stale: return FetchState::stale;
    case CacheSource::computed: return FetchState::fetched;
    case CacheSource::uncached: break;
    }
    return FetchState::uncached;
}

}  // namespace

std::string Fetched::header(std::string_view name) const { return pages::values_of(headers, name); }

struct FetchCache::State {
    State(Redis redis, std::string_view space, const FetchCacheOptions& options)
        : client(std::make_shared<fetch::HttpClient>(options)),
          responses(std::move(redis), space, options.without_redis, cache_options(options),
                    options.revalidate_in_background ? 1 : 0) {}

    const std::shared_ptr<fetch::HttpClient> client;
    pages::ResponseCache responses;
};

FetchCache::FetchCache(Redis redis, std::string_view space, FetchCacheOptions options)
    : state_(std::make_shared<State>(std::move(redis), space, options)) {}

Result<Fetched> FetchCache::get(const std::string& url, Ttl revalidate_after, const std::vector<std::string>& tags) {
    auto answer = state_->responses.get(
        url, revalidate_after, tags,
        [client = state_->client, url](const std::optional<Response>& older) { return ask(*client, url, older); });
    if (!answer) return std::move(answer).error();
    Response& response = answer->response;
    return Fetched{response.status, std::move(response.body), std::move(response.headers), state_of(*answer)};
}

Result<void> FetchCache::invalidate(const std::string& url) { return state_->responses.invalidate(url); }

Result<void> FetchCache::invalidate_tag(std::string_view tag) { return state_->responses.invalidate_tag(tag); }

}  // namespace stateless
