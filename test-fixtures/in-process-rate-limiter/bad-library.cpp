// The framework's own limiter counts in this process too, although only the library's code changes it.

//--- main.cpp
#include <drogon/HttpFilter.h>
#include <drogon/RateLimiter.h>
#include <drogon/drogon.h>

#include <chrono>
#include <map>
#include <mutex>
#include <string>

static drogon::RateLimiterPtr shared_limiter =  // want in-process-rate-limiter: "'shared_limiter'"
    drogon::RateLimiter::newRateLimiter(drogon::RateLimiterType::kTokenBucket, 100, std::chrono::seconds(60));

class Throttle : public drogon::HttpFilter<Throttle> {
public:
    Throttle() : asked_(drogon::RateLimiter::newRateLimiter(drogon::RateLimiterType::kFixedWindow, 10)) {}
    void doFilter(const drogon::HttpRequestPtr&, drogon::FilterCallback&& refuse,
                  drogon::FilterChainCallback&& pass) override {
        if (asked_->isAllowed()) return pass();
        auto response = drogon::HttpResponse::newHttpResponse();
        response->setStatusCode(drogon::k429TooManyRequests);
        refuse(response);
    }

private:
    drogon::RateLimiterPtr asked_;  // want in-process-rate-limiter: "asked_'"
};

// Stands beside a limiter, and is none.
static std::map<std::string, std::pair<int, long>> codes;  // want mutable-global: "'codes'"

// Counted by hand, under a name that says nothing.
static std::map<std::string, int> bad;  // want in-process-rate-limiter: "'bad'"

int main() {
    using Answer = std::function<void(const drogon::HttpResponsePtr&)>;
    drogon::app().registerHandler(
        "/code",
        [](const drogon::HttpRequestPtr& req, Answer&& callback) {
            codes[req->getParameter("phone")] = {1234, std::chrono::system_clock::now().time_since_epoch().count()};
            callback(drogon::HttpResponse::newHttpResponse());
        },
        {drogon::Post});
    drogon::app().registerHandler(
        "/check",
        [](const drogon::HttpRequestPtr& req, Answer&& callback) {
            auto response = drogon::HttpResponse::newHttpResponse();
            if (!shared_limiter->isAllowed()) response->setStatusCode(drogon::k429TooManyRequests);
            if (codes.find(req->getParameter("phone")) == codes.end()) response->setStatusCode(drogon::k403Forbidden);
            callback(response);
        },
        {drogon::Post});
    drogon::app().registerHandler(
        "/open",
        [](const drogon::HttpRequestPtr& req, Answer&& callback) {
            auto response = drogon::HttpResponse::newHttpResponse();
            if (bad[req->getParameter("who")] > 5) {
                response->setStatusCode(drogon::k429TooManyRequests);
            } else if (req->getParameter("word") != "sesame") {
                bad[req->getParameter("who")]++;
            }
            callback(response);
        },
        {drogon::Post});
    drogon::app().addListener("0.0.0.0", 8080).run();
}
