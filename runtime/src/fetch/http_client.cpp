// Each fetch has a handle of its own; a handle keeps its connection to the server it asked last. Redirects are followed
// here and not by libcurl, which would send a service's own headers, an API key, to wherever a redirect leads.
#include "fetch/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "http/text.h"

namespace stateless::fetch {
namespace {

// libcurl wants it before there are threads; the first client is made then, and it may be called again.
void prepare_curl() {
    static const CURLcode prepared = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (prepared != CURLE_OK) throw std::runtime_error("stateless: libcurl cannot start");
}

constexpr int most_redirects = 5;
constexpr std::size_t largest_headers = std::size_t{256} << 10;

struct Reading {
    pages::Response answer;
    std::size_t largest;
    std::size_t of_headers = 0;
    bool too_large = false;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* to) {
    auto& reading = *static_cast<Reading*>(to);
    if (size > reading.largest - reading.answer.body.size()) {
        reading.too_large = true;
        return 0;
    }
    reading.answer.body.append(bytes, size);
    return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* to) {
    auto& reading = *static_cast<Reading*>(to);
    reading.of_headers += size;
    if (reading.of_headers > largest_headers) {
        reading.too_large = true;
        return 0;
    }
    std::string_view line(bytes, size);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    // A status line begins the next answer, after a 100.
    if (line.substr(0, 5) == "HTTP/") reading.answer.headers.clear();
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return size;
    reading.answer.headers.emplace_back(line.substr(0, colon), detail::trimmed(line.substr(colon + 1)));
    return size;
}

bool is_header(std::string_view name, std::string_view value) {
    if (name.empty() || value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) return false;
    for (const char character : name)
        if (!detail::is_token_character(character)) return false;
    return true;
}

struct FreedList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void append(std::unique_ptr<curl_slist, FreedList>& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
}

struct FreedUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(char* part) const { curl_free(part); }
};

// Scheme, host and port; nothing if that is no URL.
std::string origin_of(const std::string& url) {
    const std::unique_ptr<CURLU, FreedUrl> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
    std::string origin;
    for (const CURLUPart part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
        const std::unique_ptr<char, FreedUrl> owned(text);
        for (const char* at = text; *at != '\0'; ++at) origin += detail::lower(*at);
        origin += ' ';
    }
    return origin;
}

Error error_of(CURLcode code, const std::string& url, const char* why) {
    const std::string detail = url + ": " + (*why != '\0' ? why : curl_easy_strerror(code));
    switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE: return Error{ErrorCode::misuse, false, false, detail};
    default: return Error{ErrorCode::unavailable, true, false, detail};
    }
}

}  // namespace

class HttpClient::Handle {
public:
    Handle() : curl_(curl_easy_init()) {
        if (curl_ == nullptr) throw std::bad_alloc();
    }
    ~Handle() { curl_easy_cleanup(curl_); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    template <class Value>
    void set(CURLoption option, Value value) {
        if (curl_easy_setopt(curl_, option, value) != CURLE_OK)
            throw std::runtime_error("stateless: libcurl lacks what a FetchCache needs");
    }
    [[nodiscard]] CURL* get() const { return curl_; }

private:
    CURL* curl_;
};

HttpClient::HttpClient(const FetchCacheOptions& options) : options_(options) {
    prepare_curl();
    for (const auto& [name, value] : options_.headers) {
        if (!is_header(name, value)) throw std::invalid_argument("stateless: '" + name + "' is no header to send");
        lines_.push_back(name + ": " + value);
    }
}

HttpClient::~HttpClient() = default;

std::unique_ptr<HttpClient::Handle> HttpClient::borrow() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    return std::make_unique<Handle>();
}

void HttpClient::give_back(std::unique_ptr<Handle> handle) {
    curl_easy_reset(handle->get());  // keeps the connection
    const std::lock_guard lock(mutex_);
    if (idle_.size() < options_.idle_connections) idle_.push_back(std::move(handle));
}

Result<HttpClient::Step> HttpClient::ask(const std::string& url, const std::vector<std::string>& lines,
                                         net::Deadline deadline) {
    std::unique_ptr<curl_slist, FreedList> list;
    for (const std::string& line : lines) append(list, line);

    auto handle = borrow();
    Reading reading{{}, options_.largest_body};
    char why[CURL_ERROR_SIZE] = "";
    // Zero would be no limit.
    const auto left = std::max<std::chrono::milliseconds>(deadline.left(), std::chrono::milliseconds{1});
    handle->set(CURLOPT_URL, url.c_str());
    handle->set(CURLOPT_PROTOCOLS_STR, "http,https");
    handle->set(CURLOPT_NOSIGNAL, 1L);
    // A name that is looked up for longer than there is time is not waited for.
    handle->set(CURLOPT_QUICK_EXIT, 1L);
    handle->set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    handle->set(CURLOPT_CONNECTTIMEOUT_MS,
                static_cast<long>(std::min(options_.connect_timeout.milliseconds(), left).count()));
    handle->set(CURLOPT_ACCEPT_ENCODING, "");
    handle->set(CURLOPT_HTTPHEADER, list.get());
    handle->set(CURLOPT_ERRORBUFFER, why);
    handle->set(CURLOPT_WRITEFUNCTION, take_body);
    handle->set(CURLOPT_WRITEDATA, &reading);
    handle->set(CURLOPT_HEADERFUNCTION, take_header);
    handle->set(CURLOPT_HEADERDATA, &reading);
    if (!options_.ca_file.empty()) handle->set(CURLOPT_CAINFO, options_.ca_file.c_str());
    const CURLcode code = curl_easy_perform(handle->get());
    curl_easy_getinfo(handle->get(), CURLINFO_RESPONSE_CODE, &reading.answer.status);
    const char* next = nullptr;
    curl_easy_getinfo(handle->get(), CURLINFO_REDIRECT_URL, &next);
    std::string redirected = next != nullptr && reading.answer.status != 304 ? next : "";
    give_back(std::move(handle));
    if (reading.too_large)
        return Error{ErrorCode::unavailable, false, false, url + ": the answer is larger than is allowed"};
    if (code != CURLE_OK) return error_of(code, url, why);
    return Step{std::move(reading.answer), std::move(redirected)};
}

Result<pages::Response> HttpClient::get(const std::string& url, const std::vector<std::string>& more) {
    const auto deadline = net::Deadline::in(options_.timeout);
    std::string asked = url;
    for (int redirects = 0; redirects <= most_redirects; ++redirects) {
        std::vector<std::string> lines = more;
        if (redirects == 0 || origin_of(asked) == origin_of(url))
            lines.insert(lines.begin(), lines_.begin(), lines_.end());
        auto step = ask(asked, lines, deadline);
        if (!step) return std::move(step).error();
        if (step->redirected.empty()) return std::move(step->answer);
        asked = std::move(step->redirected);
    }
    return Error{ErrorCode::unavailable, true, false,
                 url + ": more than " + std::to_string(most_redirects) + " redirects"};
}

}  // namespace stateless::fetch
