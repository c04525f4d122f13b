// Limits on what belongs to this process or this connection, limits kept elsewhere, and words that only sound like it.

//--- throttle.h
#pragma once
#include <hiredis/hiredis.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

constexpr int requests_per_minute_is_a_constant = 100;

struct LimiterSettings {
    int requests = 100;
    int window_seconds = 60;
    std::map<std::string, int> per_route;
};

// The counter is in Redis: all replicas share it.
class LimiterInRedis {
public:
    explicit LimiterInRedis(redisContext* context) : context_(context) {}
    bool allow(const std::string& client) {
        auto* reply = static_cast<redisReply*>(redisCommand(context_, "INCR limit:%s", client.c_str()));
        bool allowed = reply && reply->integer <= requests_per_minute_is_a_constant;
        if (reply && reply->integer == 1) freeReplyObject(redisCommand(context_, "EXPIRE limit:%s 60", client.c_str()));
        freeReplyObject(reply);
        return allowed;
    }

private:
    redisContext* context_;  // want unpooled-connection: "is one connection that all requests share"
};

// How many threads may work at once is about this machine.
class Semaphore {
public:
    explicit Semaphore(int permits) : permits_(permits) {}
    void acquire() {
        std::unique_lock<std::mutex> lock(mutex_);
        wakes_.wait(lock, [this] { return permits_ > 0; });
        --permits_;
    }
    void release() {
        std::lock_guard<std::mutex> lock(mutex_);
        ++permits_;
        wakes_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable wakes_;
    int permits_;
};

class Logger {
public:
    void at_most_once_per_second(const std::string& line);

private:
    std::chrono::steady_clock::time_point last_line_;
    int suppressed_ = 0;
};

class RequestMetrics {
public:
    void rejected() { ++rejected_by_limiter_; }

private:
    long rejected_by_limiter_ = 0;
};

//--- throttle.cpp
#include "throttle.h"

#include <cstdio>

void Logger::at_most_once_per_second(const std::string& line) {
    auto now = std::chrono::steady_clock::now();
    if (now - last_line_ < std::chrono::seconds(1)) {
        ++suppressed_;
        return;
    }
    last_line_ = now;
    std::printf("%s (%d more)\n", line.c_str(), suppressed_);
    suppressed_ = 0;
}

//--- chat.h
#pragma once
#include <boost/asio.hpp>

#include <chrono>
#include <memory>
#include <string>

// A flood limit on one live connection is only ever counted where that connection ends.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}
    void start() { read(); }

private:
    void read();
    bool too_fast() {
        auto now = std::chrono::steady_clock::now();
        if (now - window_started_ > std::chrono::seconds(1)) {
            window_started_ = now;
            messages_in_window_ = 0;
        }
        return ++messages_in_window_ > 20;
    }

    boost::asio::ip::tcp::socket socket_;
    boost::asio::streambuf buffer_;
    std::chrono::steady_clock::time_point window_started_;
    int messages_in_window_ = 0;
    int failed_attempts_on_this_connection_ = 0;
};

//--- chat.cpp
#include "chat.h"

void Connection::read() {
    auto self = shared_from_this();
    boost::asio::async_read_until(socket_, buffer_, '\n', [this, self](boost::system::error_code error, std::size_t) {
        if (error || too_fast() || ++failed_attempts_on_this_connection_ > 3) return;
        read();
    });
}

//--- main.cpp
#include <httplib.h>

#include <cstdlib>
#include <thread>

#include "chat.h"
#include "throttle.h"

static const std::map<std::string, int> const_quota_table = {{"free", 10}, {"paid", 1000}};
static LimiterSettings limits_read_before_listen;
static Semaphore worker_threads(8);
static Logger logger;
static RequestMetrics metrics;

static int retries_of_one_request(httplib::Client& upstream) {
    int attempts = 0;
    while (attempts < 3 && !upstream.Get("/")) ++attempts;
    return attempts;
}

static void accept_chat(boost::asio::ip::tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](boost::system::error_code error, boost::asio::ip::tcp::socket socket) {
        if (!error) std::make_shared<Connection>(std::move(socket))->start();
        accept_chat(acceptor);
    });
}

int main() {
    httplib::Server svr;
    limits_read_before_listen.per_route["/search"] = 10;
    LimiterInRedis limiter(redisConnect(std::getenv("REDIS_HOST"), std::atoi(std::getenv("REDIS_PORT"))));

    boost::asio::io_context context;
    boost::asio::ip::tcp::acceptor acceptor(context, {boost::asio::ip::tcp::v4(), 9000});
    accept_chat(acceptor);
    std::thread chat([&context] { context.run(); });

    svr.Get("/search", [&limiter](const httplib::Request& req, httplib::Response& res) {
        if (!limiter.allow(req.get_header_value("X-Api-Key"))) {
            metrics.rejected();
            logger.at_most_once_per_second("limited");
            res.status = 429;
        }
        int quota = const_quota_table.at("free") + limits_read_before_listen.per_route.at("/search");
        res.set_content(std::to_string(quota), "text/plain");
    });
    svr.Post("/work", [](const httplib::Request&, httplib::Response& res) {
        worker_threads.acquire();
        httplib::Client upstream("upstream.example.org");
        res.set_content(std::to_string(retries_of_one_request(upstream)), "text/plain");
        worker_threads.release();
    });
    svr.Get("/words", [](const httplib::Request& req, httplib::Response& res) {
        std::map<char, int> limit_of_one_request;
        for (char letter : req.body) {
            if (++limit_of_one_request[letter] > 10) res.status = 400;
        }
    });
    svr.set_payload_max_length(1 << 20);
    svr.listen("0.0.0.0", 8080);
    chat.join();
}
