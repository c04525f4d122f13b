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

// What its round takes is a connection, and no work that somebody left.
class Lease {
public:
    Lease(std::vector<PGconn*>& idle, PGconn* lent) : idle_(idle), lent_(lent) {}
    Lease(Lease&& other) noexcept : idle_(other.idle_), lent_(std::move(other.lent_)) {}
    ~Lease() { idle_.push_back(lent_); }
    PGconn* get() const { return lent_; }

private:
    std::vector<PGconn*>& idle_;
    PGconn* lent_;
};
class Connections {
public:
    Connections() {
        for (int i = 0; i < 4; ++i) idle_.push_back(connection());
    }
    Lease take() {
        std::lock_guard<std::mutex> lock(mutex_);
        PGconn* lent = idle_.back();
        idle_.pop_back();
        return {idle_, lent};
    }

private:
    std::mutex mutex_;
    std::vector<PGconn*> idle_;
};
class ConnectionPool {
public:
    ConnectionPool() {
        for (int i = 0; i < 4; ++i) {
            all_.push_back(connection());
            free_.push_back(i);
        }
    }
    int take() {
        std::lock_guard<std::mutex> lock(mutex_);
        const int slot = free_.back();
        free_.pop_back();
        return slot;
    }
    void give(int slot) {
        std::lock_guard<std::mutex> lock(mutex_);
        free_.push_back(slot);
    }
    PGconn* at(int slot) { return all_[slot]; }

private:
    std::mutex mutex_;
    std::vector<PGconn*> all_;
    std::vector<int> free_;
};
static void pay_out(Connections& connections) {
    while (running) {
        std::this_thread::sleep_for(std::chrono::hours(24));
        PQclear(PQexec(connections.take().get(), "UPDATE accounts SET bonus = bonus + 1"));
    }
}
static void age(ConnectionPool& slots) {
    while (running) {
        std::this_thread::sleep_for(std::chrono::hours(24));
        const int slot = slots.take();
        PQclear(PQexec(slots.at(slot), "UPDATE notes SET age = age + 1"));
        slots.give(slot);
    }
}

int main() {
    Billing billing;
    Connections connections;
    ConnectionPool slots;
    std::thread payer(pay_out, std::ref(connections));  // want in-process-schedule: "'pay_out' runs on a thread's loop"
    std::thread ager(age, std::ref(slots));  // want in-process-schedule: "'age' runs on a thread's loop"
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
