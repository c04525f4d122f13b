// One GET over libcurl, with handles that are kept for their connections.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <stateless/fetch_cache.h>

#include "net/deadline.h"
#include "pages/response_cache.h"

namespace stateless::fetch {

/// Any thread may call it.
class HttpClient {
public:
    /// As FetchCache's constructor.
    explicit HttpClient(const FetchCacheOptions& options);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// The last response, after redirects, whatever its status. `more`: lines to send besides the usual ones, "Name:
    /// value".
    [[nodiscard]] Result<pages::Response> get(const std::string& url, const std::vector<std::string>& more);

private:
    class Handle;
    struct Step {
        pages::Response answer;
        std::string redirected;  ///< where to; empty if nowhere
    };
    /// One request, without following anything.
    [[nodiscard]] Result<Step> ask(const std::string& url, const std::vector<std::string>& lines,
                                   net::Deadline deadline);
    [[nodiscard]] std::unique_ptr<Handle> borrow();
    void give_back(std::unique_ptr<Handle> handle);

    const FetchCacheOptions options_;
    std::vector<std::string> lines_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Handle>> idle_;
};

}  // namespace stateless::fetch
