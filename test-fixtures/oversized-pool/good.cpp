// Small pools, large pools of other things, and numbers near a pool that are not its size.

//--- libraries.cpp
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <mongocxx/pool.hpp>
#include <mongocxx/uri.hpp>
#include <mysqlx/xdevapi.h>
#include <soci/soci.h>
#include <sw/redis++/redis++.h>
#include <Poco/Data/SessionPool.h>

#include <cstdlib>
#include <string>
#include <thread>

std::string address() { return std::getenv("ADDRESS"); }

static soci::connection_pool at_the_limit(20);
static Poco::Data::SessionPool small_beside_a_long_idle_time("PostgreSQL", address(), 1, 8, 300);

void is_set_from_outside() {
    static auto client = drogon::orm::DbClient::newPgClient(address(), std::stoul(std::getenv("POOL_SIZE")));
}

void is_small_beside_a_port() {
    drogon::app().createDbClient("postgresql", address(), 6432, "shop", "app", "", 4);
}

void is_one_for_each_processor() {
    static auto client = drogon::orm::DbClient::newPgClient(address(), std::thread::hardware_concurrency());
}

void is_two_for_each_processor() {
    static auto client = drogon::orm::DbClient::newPgClient(address(), std::thread::hardware_concurrency() * 2);
}

void is_small_in_a_url() {
    static mongocxx::pool pool{mongocxx::uri{address() + "/shop?maxPoolSize=10&waitQueueTimeoutMS=5000"}};
}

void is_small_in_json() {
    static mysqlx::Client client(address(), "{\"pooling\": {\"maxSize\": 8, \"queueTimeout\": 3000}}");
}

void is_a_cache_and_no_database() {
    static sw::redis::ConnectionPoolOptions options;
    options.size = 100;
}

//--- own.cpp
#include <hiredis/hiredis.h>
#include <pqxx/pqxx>

#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <thread>
#include <vector>

std::string address();

class SmallPool {
public:
    SmallPool(const std::string& dsn, int port, int size, int max_idle_ms) : port_(port), max_idle_ms_(max_idle_ms) {
        for (int i = 0; i < size; ++i) idle_.push(std::make_unique<pqxx::connection>(dsn));
    }

private:
    std::queue<std::unique_ptr<pqxx::connection>> idle_;
    int port_;
    int max_idle_ms_;
};

static SmallPool small_beside_large_numbers(address(), 6432, 8, 60000);

/// Many threads, no connections.
class ThreadPool {
public:
    explicit ThreadPool(int size) {
        for (int i = 0; i < size; ++i) threads_.emplace_back([] {});
    }

private:
    std::vector<std::thread> threads_;
};

static ThreadPool many_threads(200);

/// Many connections, but to a cache.
class RedisPool {
public:
    explicit RedisPool(int size) {
        for (int i = 0; i < size; ++i) connections_.push_back(redisConnect(address().c_str(), 6379));
    }

private:
    std::vector<redisContext*> connections_;
};

static RedisPool many_to_a_cache(64);

/// Tries often, opens few.
class Retrying {
public:
    void fill(int count) {
        for (int i = 0; i < count; ++i) {
            for (int attempt = 0; attempt < 50; ++attempt) {
                try {
                    connections_.push_back(std::make_unique<pqxx::connection>(address()));
                    break;
                } catch (...) {
                }
            }
        }
    }

private:
    std::vector<std::unique_ptr<pqxx::connection>> connections_;
};

static Retrying retrying;
void opens_few_with_many_attempts() { retrying.fill(4); }

//--- main.cpp
#include <httplib.h>

void is_set_from_outside();
void is_small_beside_a_port();
void is_one_for_each_processor();
void is_two_for_each_processor();
void is_small_in_a_url();
void is_small_in_json();
void is_a_cache_and_no_database();
void opens_few_with_many_attempts();

int main() {
    is_set_from_outside();
    is_small_beside_a_port();
    is_one_for_each_processor();
    is_two_for_each_processor();
    is_small_in_a_url();
    is_small_in_json();
    is_a_cache_and_no_database();
    opens_few_with_many_attempts();
    httplib::Server server;
    server.new_task_queue = [] { return new httplib::ThreadPool(64); };
    server.Post("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("", "text/plain"); });
    server.listen("0.0.0.0", 8080);
}
