// Limits by something else than the peer, limits that heed proxies, and peer addresses that limit nothing.

//--- forwarded.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>
#include <sw/redis++/redis++.h>

#include <string>

static std::string client_of(const httplib::Request& request) {
    const std::string forwarded = request.get_header_value("X-Forwarded-For");
    return forwarded.empty() ? request.remote_addr : forwarded.substr(forwarded.rfind(',') + 1);
}

static std::string proxied_client(const httplib::Request& request) {
    if (request.has_header("Forwarded")) return request.get_header_value("Forwarded");
    return request.remote_addr;
}

static long long counted(redisContext* redis, const std::string& client) {
    return static_cast<redisReply*>(redisCommand(redis, "INCR ratelimit:%s", client.c_str()))->integer;
}

void serve_behind_proxies(redisContext* redis, sw::redis::Redis& plus) {
    httplib::Server server;
    server.Get("/forwarded_for", [redis](const httplib::Request& request, httplib::Response& response) {
        if (counted(redis, client_of(request)) > 100) response.status = 429;
    });
    server.Get("/forwarded", [&plus](const httplib::Request& request, httplib::Response& response) {
        if (plus.incr("ratelimit:" + proxied_client(request)) > 100) response.status = 429;
    });
    server.Get("/real_ip", [&plus](const httplib::Request& request, httplib::Response& response) {
        std::string client = request.get_header_value("X-Real-IP");
        if (client.empty()) client = request.remote_addr;
        if (plus.incr("ratelimit:" + client) > 100) response.status = 429;
    });
    server.Get("/cdn", [&plus](const httplib::Request& request, httplib::Response& response) {
        std::string client = request.remote_addr;
        if (request.has_header("CF-Connecting-IP")) client = request.get_header_value("CF-Connecting-IP");
        if (plus.incr("ratelimit:" + client) > 100) response.status = 429;
    });
    server.listen("0.0.0.0", 8080);
}

//--- other_keys.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>
#include <sw/redis++/redis++.h>

#include <string>

static bool limited_by_key(sw::redis::Redis& redis, const std::string& key) { return redis.incr("limit:" + key) > 100; }

void serve_by_other_keys(redisContext* redis, sw::redis::Redis& plus) {
    httplib::Server server;
    server.Get("/by_api_key", [&plus](const httplib::Request& request, httplib::Response& response) {
        if (limited_by_key(plus, request.get_header_value("X-Api-Key"))) response.status = 429;
    });
    server.Post("/by_user", [&plus](const httplib::Request& request, httplib::Response& response) {
        if (limited_by_key(plus, request.get_param_value("user"))) response.status = 429;
    });
    server.Get("/by_path", [redis](const httplib::Request& request, httplib::Response& response) {
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCR ratelimit:%s", request.path.c_str()));
        if (reply->integer > 100) response.status = 429;
    });
    server.Get("/whole_service", [redis](const httplib::Request&, httplib::Response& response) {
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCR ratelimit:all"));
        if (reply->integer > 100) response.status = 429;
    });
    server.listen("0.0.0.0", 8081);
}

//--- no_limits.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>
#include <sw/redis++/redis++.h>

#include <cstdio>
#include <string>

void serve_without_limits(redisContext* redis, sw::redis::Redis& plus) {
    httplib::Server server;
    server.Get("/logged", [](const httplib::Request& request, httplib::Response& response) {
        std::printf("%s\n", request.remote_addr.c_str());
        response.status = 200;
    });
    server.Get("/counts_visits", [redis](const httplib::Request& request, httplib::Response&) {
        redisCommand(redis, "INCR visits:%s", request.remote_addr.c_str());
    });
    server.Get("/counts_for_statistics", [&plus](const httplib::Request& request, httplib::Response&) {
        plus.incr("seen:" + request.remote_addr);
    });
    server.Get("/logs_beside_a_limit", [&plus](const httplib::Request& request, httplib::Response& response) {
        std::printf("%s\n", request.remote_addr.c_str());
        if (plus.incr("limit:" + request.get_header_value("X-Api-Key")) > 100) response.status = 429;
    });
    server.listen("0.0.0.0", 8082);
}

//--- main.cpp
#include <hiredis/hiredis.h>
#include <sw/redis++/redis++.h>

void serve_behind_proxies(redisContext* redis, sw::redis::Redis& plus);
void serve_by_other_keys(redisContext* redis, sw::redis::Redis& plus);
void serve_without_limits(redisContext* redis, sw::redis::Redis& plus);

void serve_all(redisContext* redis, sw::redis::Redis& plus) {
    serve_behind_proxies(redis, plus);
    serve_by_other_keys(redis, plus);
    serve_without_limits(redis, plus);
}
