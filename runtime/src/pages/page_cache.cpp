// A page is a response whose Content-Type stands in front of its other headers.
#include <stateless/page_cache.h>

#include <stdexcept>

#include "pages/response_cache.h"

namespace stateless {
namespace {

using pages::Response;

constexpr char type_header[] = "Content-Type";

Response response_of(Page page) {
    Response response{page.status, std::move(page.body), {{type_header, std::move(page.content_type)}}};
    response.headers.insert(response.headers.end(), page.headers.begin(), page.headers.end());
    return response;
}

Page page_of(Response response) {
    Page page{static_cast<int>(response.status), {}, std::move(response.body), std::move(response.headers)};
    if (!page.headers.empty() && page.headers.front().first == type_header) {
        page.content_type = std::move(page.headers.front().second);
        page.headers.erase(page.headers.begin());
    }
    return page;
}

Error failed(std::string why) { return Error{ErrorCode::unavailable, true, false, std::move(why)}; }

Result<Response> rendered(const PageCache::Render& render, const std::string& path) {
    try {
        auto page = render(path);
        if (!page) return std::move(page).error();
        if (pages::is_failure(page->status))
            return failed("rendering " + path + ": status " + std::to_string(page->status));
        return response_of(std::move(*page));
    } catch (const std::exception& failure) {
        return failed("rendering " + path + ": " + failure.what());
    }
}

CacheOptions cache_options(const PageCacheOptions& options) {
    CacheOptions cache;
    cache.stale_while_revalidate = options.stale_for;
    cache.early_refresh = 0;
    cache.compute_limit = options.render_limit;
    cache.timeout = options.timeout;
    return cache;
}

PageState state_of(const pages::Answer& answer) {
    if (!answer.kept) return PageState::personal;
    switch (answer.source) {
    case CacheSource::fresh: return PageState::hit;
    case CacheSource::stale: return PageState::stale;
    case CacheSource::computed: return PageState::miss;
    case CacheSource::uncached: break;
    }
    return PageState::unkept;
}

}  // namespace

const char* name_of(PageState state) noexcept {
    switch (state) {
    case PageState::hit: return "HIT";
    case PageState::stale: return "STALE";
    case PageState::miss: return "MISS";
    case PageState::unkept: return "UNKEPT";
    case PageState::personal: return "PERSONAL";
    }
    return "MISS";
}

struct PageCache::State {
    State(Redis redis, std::string_view space, Render given, const PageCacheOptions& options)
        : render(std::make_shared<const Render>(std::move(given))), fresh_for(options.fresh_for),
          responses(std::move(redis), space, CacheWithoutRedis::compute, cache_options(options),
                    options.background_threads) {}

    const std::shared_ptr<const Render> render;
    const Ttl fresh_for;
    pages::ResponseCache responses;
};

PageCache::PageCache(Redis redis, std::string_view space, Render render, PageCacheOptions options) {
    if (!render) throw std::invalid_argument("stateless: a PageCache needs a render function");
    if (options.background_threads == 0) throw std::invalid_argument("stateless: a PageCache needs a thread");
    state_ = std::make_shared<State>(std::move(redis), space, std::move(render), options);
}

Result<ServedPage> PageCache::serve(const PageRequest& request) {
    if (request.visitor == Visitor::known) {
        auto page = rendered(*state_->render, request.path);
        if (!page) return std::move(page).error();
        return ServedPage{page_of(std::move(*page)), PageState::personal};
    }
    auto answer = state_->responses.get(request.path, state_->fresh_for, request.tags,
                                        [render = state_->render, path = request.path](const std::optional<Response>&) {
                                            return rendered(*render, path);
                                        });
    if (!answer) return std::move(answer).error();
    const PageState state = state_of(*answer);
    return ServedPage{page_of(std::move(answer->response)), state};
}

std::vector<std::pair<std::string, Error>> PageCache::prerender(const std::vector<PageRequest>& pages) {
    std::vector<std::pair<std::string, Error>> failures;
    for (const PageRequest& page : pages)
        if (auto served = serve(page); !served) failures.emplace_back(page.path, std::move(served).error());
    return failures;
}

Result<void> PageCache::invalidate(std::string_view path) { return state_->responses.invalidate(path); }

Result<void> PageCache::invalidate_tag(std::string_view tag) { return state_->responses.invalidate_tag(tag); }

}  // namespace stateless
