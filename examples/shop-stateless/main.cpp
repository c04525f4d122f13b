// Reads where everything is from the environment, and serves until it is told to stop.
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "shop.h"

using namespace stateless;

namespace {

/// There is no default: a replica that does not know where its data are must not start.
std::string required(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

void answer_failure(const httplib::Request& request, httplib::Response& response, std::exception_ptr failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const ErrorResult& error) {
        response.status = error.error().code == ErrorCode::misuse ? 500 : 503;
        std::cerr << request.method << ' ' << request.path << ": " << error.what() << '\n';
    } catch (const std::exception& error) {
        response.status = 500;
        std::cerr << request.method << ' ' << request.path << ": " << error.what() << '\n';
    }
}

void serve() {
    Redis redis(RedisUrl::parse(required("REDIS_URL")).value());
    pg::Pool database(PoolerDsn::parse(required("DATABASE_URL")).value());
    const TrustedProxies proxies(std::vector<std::string>{required("SHOP_PROXY")});
    const std::string staff_token = required("SHOP_STAFF_TOKEN"), name = required("SHOP_REPLICA");

    Catalogue catalogue(database, redis, staff_token);
    Accounts accounts(database, redis, proxies);
    Orders orders(database, redis, accounts);
    News news(redis, staff_token);
    catalogue.prerender();

    httplib::Server server;
    server.new_task_queue = [] { return new httplib::ThreadPool(64); };  // a reader of the news occupies one
    catalogue.routes(server);
    accounts.routes(server);
    orders.routes(server);
    news.routes(server);
    server.Get("/healthz", [](const httplib::Request&, httplib::Response& response) { response.status = 200; });
    server.set_exception_handler(answer_failure);
    server.set_post_routing_handler(
        [&name](const httplib::Request&, httplib::Response& response) { response.set_header("X-Replica", name); });

    std::thread stopper([&server] {
        sigset_t ends;
        sigemptyset(&ends);
        sigaddset(&ends, SIGTERM);
        sigaddset(&ends, SIGINT);
        int signal = 0;
        sigwait(&ends, &signal);
        server.stop();
    });
    const bool served = server.listen(required("SHOP_HOST"), std::stoi(required("SHOP_PORT")));
    if (!served) kill(getpid(), SIGTERM);
    stopper.join();
    if (!served) throw std::runtime_error("cannot listen");
}

}  // namespace

int main() {
    // For one thread to wait for; all others inherit that they do not.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    try {
        serve();
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "shop: " << failure.what() << '\n';
        return 1;
    }
}
