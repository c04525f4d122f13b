// Limiters in the middleware and filters of frameworks.

//--- crow_limiter.h
#pragma once
#include <crow.h>

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

struct RateLimiter : crow::ILocalMiddleware {
    struct context {};
    struct Client {
        int requests = 0;
        std::chrono::steady_clock::time_point since;
    };

    void before_handle(crow::request& req, crow::response& res, context&) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto now = std::chrono::steady_clock::now();
        Client& client = clients_[req.get_header_value("X-Api-Key")];
        if (now - client.since > std::chrono::minutes(1)) client = Client{0, now};
        if (++client.requests <= 120) return;
        res.code = 429;
        res.end();
    }
    void after_handle(crow::request&, crow::response&, context&) {}

private:
    std::mutex mutex_;
    std::unordered_map<std::string, Client> clients_;  // want in-process-rate-limiter: "clients_'"
};

//--- crow_app.cpp
#include "crow_limiter.h"

void serve_with_crow() {
    crow::App<RateLimiter> app;
    CROW_ROUTE(app, "/limited").CROW_MIDDLEWARES(app, RateLimiter)([] { return "ok"; });
    app.port(8081).run();
}

//--- drogon_filters.cpp
#include <drogon/HttpFilter.h>
#include <drogon/drogon.h>

#include <chrono>
#include <map>
#include <mutex>
#include <string>

class Throttle : public drogon::HttpFilter<Throttle> {
public:
    void doFilter(const drogon::HttpRequestPtr& req, drogon::FilterCallback&& deny,
                  drogon::FilterChainCallback&& next) override {
        auto response = drogon::HttpResponse::newHttpResponse();
        response->setStatusCode(drogon::k429TooManyRequests);
        std::lock_guard<std::mutex> lock(mutex_);
        if (++requests_[req->getHeader("x-api-key")] > 1000) return deny(response);
        next();
    }

private:
    std::mutex mutex_;
    std::map<std::string, int> requests_;  // want in-process-rate-limiter: "requests_'"
};

//--- main.cpp
#include <drogon/drogon.h>

#include <thread>

void serve_with_crow();

int main() {
    std::thread crow_server(serve_with_crow);
    drogon::app().addListener("0.0.0.0", 8080).run();
    crow_server.join();
}
