// A shop whose replicas each clean up, remind, bill and report.

//--- jobs.h
#pragma once
#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

PGconn* connection();
void run(const std::string& sql);
std::vector<std::string> rows(const std::string& sql);
void send_mail(const std::string& to, const std::string& text);
void purge_carts();
void remind();
void post_prices();

// Starts its thread itself, and waits so that it can be stopped.
class Billing {
public:
    Billing();
    ~Billing();

private:
    void loop();
    void bill();
    std::mutex mutex_;
    std::condition_variable wakes_;
    bool stopping_ = false;
    std::thread thread_;
};

// A timer class of the program's own.
class Every {
public:
    void start(std::chrono::seconds period, std::function<void()> task);

private:
    std::vector<std::thread> threads_;
};

//--- jobs.cpp
#include "jobs.h"

#include <curl/curl.h>

#include <cstdlib>

void run(const std::string& sql) { PQexec(connection(), sql.c_str()); }
std::vector<std::string> rows(const std::string& sql) {
    PQexec(connection(), sql.c_str());
    return {};
}

void purge_carts() { run("DELETE FROM carts WHERE touched < now() - interval '7 days'"); }

void remind() {
    for (auto& mail : rows("SELECT mail FROM users WHERE trial_ends = current_date")) send_mail(mail, "ends today");
}

void post_prices() {
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, std::getenv("PARTNER_URL"));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "{}");
    curl_easy_perform(curl);
    curl_easy_cleanup(curl);
}

Billing::Billing() {
    thread_ = std::thread(&Billing::loop, this);  // want in-process-schedule: "'Billing::loop' runs on a thread's loop"
}
Billing::~Billing() {
    {
        std::lock_guard<std::mutex> lock(mutex_);
        stopping_ = true;
    }
    wakes_.notify_all();
    thread_.join();
}
void Billing::loop() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!wakes_.wait_for(lock, std::chrono::hours(24), [this] { return stopping_; })) bill();
}
void Billing::bill() { run("INSERT INTO invoices SELECT * FROM due"); }

void Every::start(std::chrono::seconds period, std::function<void()> task) {
    threads_.emplace_back([period, task] {
        while (true) {
            std::this_thread::sleep_for(period);
            task();
        }
    });
}

//--- main.cpp
#include <httplib.h>
#include <pthread.h>
#include <unistd.h>

#include <deque>

#include "jobs.h"

static std::atomic<bool> running{true};

static void* rank(void*) {
    for (;;) {
        sleep(300);
        run("UPDATE products SET rank = rank + 1");
    }
}

static void wait_a_minute() { std::this_thread::sleep_for(std::chrono::minutes(1)); }

static void archive_loop() {
    while (running) {
        wait_a_minute();
        run("INSERT INTO archive SELECT * FROM orders WHERE done");
    }
}
static void archive_thread() { archive_loop(); }

// A worker that takes what requests left is no schedule.
static std::mutex pending_mutex;
static std::condition_variable pending_wakes;
static std::deque<std::string> pending;  // want in-process-queue: "'pending'"
void flushes_what_waits_in_its_own_queue() {
    while (running) {
        std::unique_lock<std::mutex> lock(pending_mutex);
        pending_wakes.wait_for(lock, std::chrono::seconds(1), [] { return !pending.empty(); });
        if (pending.empty()) continue;
        const std::string text = pending.front();
        pending.pop_front();
        lock.unlock();
        run("INSERT INTO notes VALUES ('" + text + "')");
    }
}

int main() {
    Billing billing;
    Every every;
    every.start(std::chrono::hours(1), [] { post_prices(); });  // want in-process-schedule: "runs on a timer in every replica and calls curl_easy_perform"
    std::thread cleaner([] {  // want in-process-schedule: "'main' runs on a thread's loop in every replica and calls run"
        while (running) {
            std::this_thread::sleep_for(std::chrono::hours(1));
            purge_carts();
        }
    });
    cleaner.detach();
    std::thread([] {  // want in-process-schedule: "calls send_mail"
        while (true) {
            remind();
            std::this_thread::sleep_for(std::chrono::hours(24));
        }
    }).detach();
    pthread_t thread;
    pthread_create(&thread, nullptr, rank, nullptr);  // want in-process-schedule: "'rank' runs"
    std::thread archiver(archive_thread);  // want in-process-schedule: "'archive_loop' runs"

    std::thread writer(flushes_what_waits_in_its_own_queue);

    httplib::Server svr;
    svr.Post("/note", [](const httplib::Request& req, httplib::Response&) {
        std::lock_guard<std::mutex> lock(pending_mutex);
        pending.push_back(req.body);
    });
    std::thread server([&] { svr.listen("0.0.0.0", 8080); });
    while (running) {
        sleep(60);  // want in-process-schedule: "'main' runs"
        run("DELETE FROM sessions WHERE expires < now()");
    }
    server.join();
}
