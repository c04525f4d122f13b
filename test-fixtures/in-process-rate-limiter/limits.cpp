// What the analyser gets wrong about limiters today.

//--- drogon_limiter.cpp
#include <drogon/RateLimiter.h>
#include <drogon/drogon.h>

#include <chrono>

// The framework's own limiter counts in this process too, but only the library's code changes it.
static drogon::RateLimiterPtr shared_limiter =  // misses in-process-rate-limiter
    drogon::RateLimiter::newRateLimiter(drogon::RateLimiterType::kTokenBucket, 100, std::chrono::seconds(60));

void add_limited_route() {
    drogon::app().registerHandler(
        "/limited",
        [](const drogon::HttpRequestPtr&, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
            auto response = drogon::HttpResponse::newHttpResponse();
            if (!shared_limiter->isAllowed()) response->setStatusCode(drogon::k429TooManyRequests);
            callback(response);
        },
        {drogon::Get});
}

//--- main.cpp
#include <httplib.h>

#include <string>
#include <vector>

// A ring of recent addresses that is searched by hand: nothing in it speaks of a limit.
static std::vector<std::string> recent(128);  // misses in-process-rate-limiter want mutable-global: "'recent'"
static std::size_t position = 0;              // misses in-process-rate-limiter want mutable-global: "'position'"

void add_limited_route();

static bool polite(const std::string& who) {
    int seen = 0;
    for (const auto& other : recent) seen += other == who;
    recent[position] = who;
    position = (position + 1) % recent.size();
    return seen < 5;
}

int main() {
    httplib::Server svr;
    add_limited_route();
    svr.Post("/say", [](const httplib::Request& req, httplib::Response& res) {
        if (!polite(req.get_header_value("X-Client"))) res.set_content("slower", "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
