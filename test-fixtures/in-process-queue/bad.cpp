// Work that requests hand in and that waits in memory: queues, lists, and lists by user.

//--- mails.h
#pragma once
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <queue>
#include <string>
#include <vector>

struct Mail {
    std::string to;
    std::string text;
};

void deliver(const Mail& mail);

/// What a worker thread takes one by one.
class MailQueue {
public:
    void put(Mail mail) {
        std::lock_guard<std::mutex> lock(mutex_);
        mails_.push(std::move(mail));
        changed_.notify_one();
    }
    void work() {
        for (;;) {
            std::unique_lock<std::mutex> lock(mutex_);
            changed_.wait(lock, [this] { return !mails_.empty(); });
            Mail mail = std::move(mails_.front());
            mails_.pop();
            lock.unlock();
            deliver(mail);
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<Mail> mails_;  // want in-process-queue: "'mails_' keeps accepted work .*'MailQueue::put' puts in, 'MailQueue::work' takes out.*waits for more"
};

/// A queue for anything, as many programs have one.
template <typename T>
class BlockingQueue {
public:
    void push(T item) {
        std::lock_guard<std::mutex> lock(mutex_);
        items_.push_back(std::move(item));
        changed_.notify_one();
    }
    T pop() {
        std::unique_lock<std::mutex> lock(mutex_);
        while (items_.empty()) changed_.wait(lock);
        T item = items_.front();
        items_.pop_front();
        return item;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<T> items_;  // want in-process-queue: "'items_'"
};

//--- offline.h
#pragma once
#include "mails.h"

#include <list>
#include <unordered_map>

struct Message {
    int to = 0;
    std::string text;
};

/// Messages for users who are not there; they get them when they come back.
class OfflineMessages {
public:
    void keep(const Message& message) { waiting_.push_back(message); }
    void collect(int user, std::list<Message>& into) {
        for (auto it = waiting_.begin(); it != waiting_.end();) {
            if (it->to == user) {
                into.push_back(*it);
                it = waiting_.erase(it);
            } else {
                ++it;
            }
        }
    }

    void keep_for(const std::string& user, const std::string& text) { inbox_[user].push_back(text); }
    std::vector<std::string> take(const std::string& user) {
        std::vector<std::string> texts = std::move(inbox_[user]);
        inbox_.erase(user);
        return texts;
    }

private:
    std::list<Message> waiting_;  // want in-process-queue: "'waiting_' .*'OfflineMessages::collect' hands out what waited"
    std::unordered_map<std::string, std::vector<std::string>> inbox_;  // want in-process-queue: "'inbox_'"
};

//--- main.cpp
#include "mails.h"
#include "offline.h"

#include <httplib.h>

#include <iostream>
#include <stack>
#include <thread>

void deliver(const Mail& mail) { std::cout << mail.to << '\n'; }

struct Job {
    std::string path;
    int width = 0;
    int priority = 0;
    bool operator<(const Job& other) const { return priority < other.priority; }
};

static std::mutex jobs_mutex;
static std::priority_queue<Job> jobs;  // want in-process-queue: "'jobs' .* while serving POST /resize"

static void resize_for_ever() {
    for (;;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        std::lock_guard<std::mutex> lock(jobs_mutex);
        if (jobs.empty()) continue;
        Job job = jobs.top();
        jobs.pop();
        std::cout << job.path << '\n';
    }
}

static std::vector<std::string> events;  // want in-process-queue: "'events'"

// Written in batches.
static void flush_events() {
    std::vector<std::string> batch;
    {
        std::lock_guard<std::mutex> lock(jobs_mutex);
        batch.swap(events);
    }
    for (auto& event : batch) std::cout << event << '\n';
}

static std::vector<Job> thumbnails;  // want in-process-queue: "'thumbnails'"

static void make_thumbnails() {
    std::lock_guard<std::mutex> lock(jobs_mutex);
    for (auto& job : thumbnails) std::cout << job.path << '\n';
    thumbnails.clear();
}

// What a network thread hands to the loop of a game.
struct Inbound {
    std::mutex mutex;
    std::stack<std::pair<int, std::string>> packets;
};
static Inbound inbound;  // want in-process-queue: "'inbound\.packets'"

static void game_loop() {
    for (;;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(16));
        std::lock_guard<std::mutex> lock(inbound.mutex);
        while (!inbound.packets.empty()) {
            auto packet = inbound.packets.top();
            inbound.packets.pop();
            std::cout << packet.second << '\n';
        }
    }
}

// Whoever comes second plays with whoever waits.
static std::deque<std::string> lobby;  // want in-process-queue: "'lobby'"

static std::string opponent() {
    if (lobby.empty()) return "";
    std::string other = lobby.front();
    lobby.pop_front();
    return other;
}

int main() {
    MailQueue mails;
    std::thread sender([&] { mails.work(); });
    BlockingQueue<Job> reports;
    std::thread reporter([&] {
        for (;;) std::cout << reports.pop().path << '\n';
    });
    std::thread resizer(resize_for_ever);
    std::thread game(game_loop);
    std::thread flusher([] {
        for (;;) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            flush_events();
            make_thumbnails();
        }
    });
    OfflineMessages offline;
    std::queue<std::string> orders;  // want in-process-queue: "'orders'"
    std::mutex orders_mutex;

    httplib::Server svr;
    svr.Post("/mail", [&](const httplib::Request& req, httplib::Response&) { mails.put(Mail{"x", req.body}); });
    svr.Post("/report", [&](const httplib::Request& req, httplib::Response&) { reports.push(Job{req.body}); });
    svr.Post("/resize", [](const httplib::Request& req, httplib::Response& res) {
        std::lock_guard<std::mutex> lock(jobs_mutex);
        jobs.push(Job{req.body, 100, 1});
        res.status = 202;
    });
    svr.Post("/event", [](const httplib::Request& req, httplib::Response&) {
        std::lock_guard<std::mutex> lock(jobs_mutex);
        events.push_back(req.body);
    });
    svr.Post("/thumbnail", [](const httplib::Request& req, httplib::Response&) {
        std::lock_guard<std::mutex> lock(jobs_mutex);
        thumbnails.push_back(Job{req.body});
    });
    svr.Post("/move", [](const httplib::Request& req, httplib::Response&) {
        std::lock_guard<std::mutex> lock(inbound.mutex);
        inbound.packets.emplace(1, req.body);
    });
    svr.Post("/play", [](const httplib::Request& req, httplib::Response& res) {
        std::string other = opponent();
        if (other.empty()) lobby.push_back(req.body);
        else res.set_content(other, "text/plain");
    });
    svr.Post("/offline", [&](const httplib::Request& req, httplib::Response&) {
        offline.keep(Message{1, req.body});
        offline.keep_for("ada", req.body);
    });
    svr.Get("/inbox", [&](const httplib::Request&, httplib::Response& res) {
        std::list<Message> mine;
        offline.collect(1, mine);
        for (auto& text : offline.take("ada")) mine.push_back(Message{1, text});
        res.set_content(mine.front().text, "text/plain");
    });
    // The kitchen asks for the next one.
    svr.Post("/orders", [&](const httplib::Request& req, httplib::Response&) {
        std::lock_guard<std::mutex> lock(orders_mutex);
        orders.push(req.body);
    });
    svr.Post("/orders/next", [&](const httplib::Request&, httplib::Response& res) {
        std::lock_guard<std::mutex> lock(orders_mutex);
        if (orders.empty()) return;
        res.set_content(orders.front(), "text/plain");
        orders.pop();
    });
    svr.listen("0.0.0.0", 8080);
}
