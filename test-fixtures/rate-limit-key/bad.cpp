// Limits whose key is the address of the TCP peer, in the process and in Redis, through several frameworks.

//--- crow_middleware.cpp
#include <crow.h>

#include <chrono>
#include <string>
#include <unordered_map>

struct PeerLimiter {
    struct context {};
    struct Client {
        int requests = 0;
        std::chrono::steady_clock::time_point since;
    };
    void before_handle(crow::request& request, crow::response& response, context&) {
        const std::string address = request.remote_ip_address;  // want rate-limit-key: "'remote_ip_address' .* 'clients_'"
        const auto now = std::chrono::steady_clock::now();
        Client& client = clients_[address];
        if (now - client.since > std::chrono::minutes(1)) client = Client{0, now};
        if (++client.requests > 100) response.code = 429;
    }
    void after_handle(crow::request&, crow::response&, context&) {}

private:
    std::unordered_map<std::string, Client> clients_;  // want in-process-rate-limiter: "."
};

void serve_with_crow() {
    crow::App<PeerLimiter> app;
    CROW_ROUTE(app, "/")([] { return "ok"; });
    app.port(8080).run();
}

//--- httplib_limits.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>

#include <map>
#include <string>

static std::map<std::string, int> failed_logins;  // want in-process-rate-limiter: "."

static bool too_many_logins(const std::string& client) { return ++failed_logins[client] > 5; }

static long long count(redisContext* redis, const std::string& client) {
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCR rate-limit:%s", client.c_str()));
    redisCommand(redis, "EXPIRE rate-limit:%s 60", client.c_str());
    return reply->integer;
}

static std::string key_of(const httplib::Request& request) {
    return "peer:" + request.remote_addr;  // want rate-limit-key: "'INCRBY'"
}

void serve_with_httplib(redisContext* redis) {
    httplib::Server server;
    server.Post("/login", [](const httplib::Request& request, httplib::Response& response) {
        if (too_many_logins(request.remote_addr)) response.status = 429;  // want rate-limit-key: "'failed_logins'"
    });
    server.Get("/counted", [redis](const httplib::Request& request, httplib::Response& response) {
        if (count(redis, request.remote_addr) > 100) response.status = 429;  // want rate-limit-key: "'INCR'" via "GET /counted"
    });
    server.Get("/by", [redis](const httplib::Request& request, httplib::Response& response) {
        const std::string key = key_of(request);
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCRBY %s 1", key.c_str()));
        if (reply->integer > 100) response.set_content("Too many requests", "text/plain");
    });
    server.set_pre_routing_handler([redis](const httplib::Request& request, httplib::Response& response) {
        const char* address = request.remote_addr.c_str();  // want rate-limit-key: "."
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "HINCRBY clients %s 1", address));
        if (reply->integer < 1000) return httplib::Server::HandlerResponse::Unhandled;
        response.status = 429;
        return httplib::Server::HandlerResponse::Handled;
    });
    server.listen("0.0.0.0", 8081);
}

//--- plus_plus.cpp
#include <httplib.h>
#include <sw/redis++/redis++.h>

#include <string>

class Throttle {
public:
    explicit Throttle(sw::redis::Redis& redis) : redis_(redis) {}
    bool admits(const std::string& client) {
        const auto used = redis_.incr("requests:" + client);
        redis_.expire("requests:" + client, 60);
        return used <= 100;
    }

private:
    sw::redis::Redis& redis_;
};

void serve_with_redis_plus_plus(sw::redis::Redis& redis) {
    httplib::Server server;
    server.Get("/throttled", [&redis](const httplib::Request& request, httplib::Response& response) {
        Throttle throttle(redis);
        if (!throttle.admits(request.remote_addr)) response.status = 429;  // want rate-limit-key: "."
    });
    server.Post("/quota", [&redis](const httplib::Request& request, httplib::Response& response) {
        std::string key = "quota:";
        key += request.remote_addr;  // want rate-limit-key: "."
        if (redis.incr(key) > 10) response.set_content("quota", "text/plain");
    });
    server.Post("/with_port", [&redis](const httplib::Request& request, httplib::Response& response) {
        const auto& address = request.remote_addr;  // want rate-limit-key: "."
        if (redis.incr("attempts:" + address + ":login") > 10) response.status = 403;
    });
    server.Get("/banned", [&redis](const httplib::Request& request, httplib::Response& response) {
        if (redis.incr("banned:" + request.remote_addr) > 3) response.status = 403;  // want rate-limit-key: "."
    });
    server.listen("0.0.0.0", 8082);
}

//--- drogon_filter.cpp
#include <drogon/HttpFilter.h>
#include <drogon/drogon.h>

#include <string>

class PeerFilter : public drogon::HttpFilter<PeerFilter> {
public:
    void doFilter(const drogon::HttpRequestPtr& request, drogon::FilterCallback&& refuse,
                  drogon::FilterChainCallback&& next) override {
        const std::string client = request->getPeerAddr().toIp();  // want rate-limit-key: "'getPeerAddr'"
        drogon::app().getRedisClient()->execCommandAsync(
            [refuse, next](const drogon::nosql::RedisResult& used) {
                if (used.asInteger() > 100) refuse(nullptr);
                else next();
            },
            [next](const drogon::nosql::RedisException&) { next(); }, "incr ratelimit:%s", client.c_str());
    }
};

void throttle_by_address() {
    drogon::app().registerHandler(
        "/strict", [](const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&&) {
            const std::string client = request->peerAddr().toIp();  // want rate-limit-key: "'peerAddr'"
            drogon::app().getRedisClient()->execCommandAsync([](const drogon::nosql::RedisResult&) {},
                                                             [](const drogon::nosql::RedisException&) {},
                                                             "INCR banned:%s", client.c_str());
        });
}

//--- raw_sockets.cpp
#include <arpa/inet.h>
#include <hiredis/hiredis.h>
#include <netinet/in.h>
#include <sys/socket.h>

void serve_raw(redisContext* redis, int listener) {
    for (;;) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        const int client = accept(listener, reinterpret_cast<sockaddr*>(&address), &size);  // want rate-limit-key: "'accept'"
        char text[INET_ADDRSTRLEN];
        inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
        auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCR rate_limit:%s", text));
        if (reply->integer > 100) send(client, "busy", 4, 0);
    }
}

//--- thread_of_a_client.cpp
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <ctime>
#include <map>
#include <mutex>
#include <string>

struct Peer {
    int socket;
    std::string address;
};
static std::mutex used_mutex;
static std::map<std::string, std::pair<long, int>> used;  // want in-process-rate-limiter: "'used'"

static bool is_throttled(const std::string& address) {
    std::lock_guard<std::mutex> lock(used_mutex);
    auto& second = used[address];
    if (second.first != time(nullptr)) second = {time(nullptr), 0};
    return ++second.second > 100;
}

static void* talk(void* given) {
    Peer* peer = static_cast<Peer*>(given);
    char text[256];
    while (recv(peer->socket, text, sizeof text, 0) > 0 && !is_throttled(peer->address)) send(peer->socket, "ok", 2, 0);
    close(peer->socket);
    delete peer;
    return nullptr;
}

// The address is taken where clients are accepted, in a function that is start-up otherwise.
int run_threads(int listener) {
    listen(listener, 16);
    for (;;) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        const int client = accept(listener, reinterpret_cast<sockaddr*>(&address), &size);  // want rate-limit-key: "'accept' .* key of the limit 'used', reached from the loop in run_threads"
        pthread_t thread;
        pthread_create(&thread, nullptr, talk, new Peer{client, inet_ntoa(address.sin_addr)});
        pthread_detach(thread);
    }
}

//--- main.cpp
#include <hiredis/hiredis.h>
#include <sw/redis++/redis++.h>

void serve_with_crow();
void serve_with_httplib(redisContext* redis);
void serve_with_redis_plus_plus(sw::redis::Redis& redis);
void throttle_by_address();
void serve_raw(redisContext* redis, int listener);
int run_threads(int listener);

void serve_all(redisContext* redis, sw::redis::Redis& plus, int listener) {
    serve_with_crow();
    serve_with_httplib(redis);
    serve_with_redis_plus_plus(plus);
    throttle_by_address();
    serve_raw(redis, listener);
    run_threads(listener);
}
