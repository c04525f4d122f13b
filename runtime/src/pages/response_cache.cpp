// A response is kept as several texts, each behind its length: the status, the body, then names and values of headers.
#include "pages/response_cache.h"

#include <charconv>
#include <thread>

#include <stateless/cache_control.h>

#include "http/text.h"

namespace stateless::pages {
namespace {

using redis::CacheTable;

constexpr std::size_t most_waiting = 1000;
constexpr std::string_view not_kept = "-";

// "3:abc".
void append_field(std::string& fields, std::string_view text) {
    fields.append(std::to_string(text.size())).append(":").append(text);
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// The next text, which is taken from the front; nothing if there is none or it is cut short.
std::optional<std::string_view> take_field(std::string_view& fields) {
    const std::size_t colon = fields.find(':');
    std::size_t size = 0;
    if (colon == std::string_view::npos || !read_number(fields.substr(0, colon), size)) return std::nullopt;
    fields.remove_prefix(colon + 1);
    if (size > fields.size()) return std::nullopt;
    const std::string_view text = fields.substr(0, size);
    fields.remove_prefix(size);
    return text;
}

}  // namespace

std::string values_of(const Headers& headers, std::string_view name) {
    std::string all;
    for (const auto& [its, value] : headers)
        if (detail::same_ignoring_case(its, name)) all.append(all.empty() ? "" : ", ").append(value);
    return all;
}

bool storable(const Response& response) {
    bool known = false;
    for (const long status : {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501})
        known = known || response.status == status;
    if (!known || values_of(response.headers, "Vary").find('*') != std::string::npos) return false;
    for (const auto& [name, value] : response.headers)
        if (detail::same_ignoring_case(name, "Set-Cookie")) return false;
    return CacheDirectives::parse(values_of(response.headers, "Cache-Control")).storable_by_shared_cache();
}

std::string encode(const Response& response) {
    std::string bytes;
    append_field(bytes, std::to_string(response.status));
    append_field(bytes, response.body);
    for (const auto& [name, value] : response.headers) {
        append_field(bytes, name);
        append_field(bytes, value);
    }
    return bytes;
}

std::optional<Response> decode(std::string_view bytes) {
    const auto status = take_field(bytes);
    const auto body = take_field(bytes);
    Response response;
    if (!status || !body || !read_number(*status, response.status)) return std::nullopt;
    response.body = *body;
    while (!bytes.empty()) {
        const auto name = take_field(bytes);
        const auto value = take_field(bytes);
        if (!name || !value) return std::nullopt;
        response.headers.emplace_back(*name, *value);
    }
    return response;
}

ResponseCache::ResponseCache(Redis redis, std::string_view space, CacheWithoutRedis without_redis, CacheOptions options,
                             std::size_t background_threads)
    : background_(background_threads, most_waiting),
      table_(std::move(redis), space, without_redis, with_background(std::move(options), background_threads > 0)) {}

CacheOptions ResponseCache::with_background(CacheOptions options, bool wanted) {
    if (wanted) options.background = [this](std::function<void()> task) { background_.post(std::move(task)); };
    return options;
}

Result<Answer> ResponseCache::get(const std::string& id, Ttl ttl, const std::vector<std::string>& tags,
                                  const Make& make) {
    // What this very call made and must not be kept. In the background the function runs on another thread, maybe when
    // this call is over.
    const auto own = std::make_shared<std::optional<Response>>();
    const auto compute = [make, ttl, own, caller = std::this_thread::get_id()](
                             const std::optional<std::string>& older) -> Result<CacheTable::Computed> {
        auto made = make(older ? decode(*older) : std::nullopt);
        if (!made) return std::move(made).error();
        if (storable(*made)) return CacheTable::Computed{encode(*made), ttl};
        if (std::this_thread::get_id() == caller) *own = std::move(*made);
        return CacheTable::Computed{std::string(not_kept), ttl};
    };
    std::optional<Response> response;
    Answer answer;
    CacheCall call;
    call.tags = tags;
    call.source = &answer.source;
    const auto done = table_.get_or_compute(id, call, compute, [&](std::string_view bytes) {
        answer.kept = bytes != not_kept;
        response = answer.kept ? decode(bytes) : std::nullopt;
        return response.has_value() || !answer.kept;
    });
    if (!done) return done.error();
    if (!answer.kept && *own) response = std::move(**own);
    if (!response) {
        auto made = make(std::nullopt);
        if (!made) return std::move(made).error();
        response = std::move(*made);
    }
    answer.response = std::move(*response);
    return answer;
}

}  // namespace stateless::pages
