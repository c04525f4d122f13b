// Work that a request starts and leaves behind: threads, tasks, pools and timers that nobody waits for.

//--- jobs.h
#pragma once
#include <libpq-fe.h>

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

PGconn* pooled();
void run(const std::string& sql);
void send_mail(const std::string& to, const std::string& text);
void call_webhook(const std::string& body);
void render_report(const std::string& name);

// A pool as everybody writes it.
class WorkerPool {
public:
    explicit WorkerPool(unsigned threads);
    template <typename F>
    void enqueue(F&& task) {
        {
            std::lock_guard<std::mutex> lock(mutex_);
            tasks_.emplace(std::forward<F>(task));
        }
        wakes_.notify_one();
    }

private:
    void work();
    std::mutex mutex_;
    std::condition_variable wakes_;
    std::queue<std::function<void()>> tasks_;
    std::vector<std::thread> threads_;
};

class Mailer {
public:
    void later(const std::string& to);

private:
    std::vector<std::future<void>> sent_;
};

//--- jobs.cpp
#include "jobs.h"

#include <curl/curl.h>

#include <cstdlib>
#include <fstream>

void run(const std::string& sql) { PQexec(pooled(), sql.c_str()); }

void call_webhook(const std::string& body) {
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, std::getenv("WEBHOOK_URL"));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_perform(curl);
    curl_easy_cleanup(curl);
}

void render_report(const std::string& name) {
    std::ofstream out("reports/" + name);  // want local-file-state: "'reports/..."
    out << "total";
}

WorkerPool::WorkerPool(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}
void WorkerPool::work() {
    for (;;) {
        std::unique_lock<std::mutex> lock(mutex_);
        wakes_.wait(lock, [this] { return !tasks_.empty(); });
        auto task = std::move(tasks_.front());
        tasks_.pop();
        lock.unlock();
        task();
    }
}

void Mailer::later(const std::string& to) {
    sent_.push_back(std::async(std::launch::async, [to] { send_mail(to, "welcome"); }));  // want in-process-queue: "'std::async' starts work"
}

//--- main.cpp
#include <httplib.h>
#include <pthread.h>

#include <boost/asio.hpp>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "jobs.h"

static std::mutex totals_mutex;
static std::map<std::string, long> totals;  // want mutable-global: "'totals'"

static void* audit(void* text) {
    run("INSERT INTO audit VALUES ('" + *static_cast<std::string*>(text) + "')");
    return nullptr;
}

static void add_up(std::string key) {
    std::lock_guard<std::mutex> lock(totals_mutex);
    ++totals[key];
}

static void pipe_mail(const std::string& to) {
    FILE* mail = popen(("sendmail " + to).c_str(), "w");
    pclose(mail);
}

static void transcode(std::string name) {
    const std::string command = "/usr/bin/ffmpeg -i " + name;
    if (std::system(command.c_str()) != 0) std::perror("ffmpeg");
}

int main() {
    httplib::Server svr;
    WorkerPool pool(4);
    boost::asio::thread_pool tasks(2);
    Mailer mailer;
    svr.Post("/order", [](const httplib::Request& req, httplib::Response& res) {
        std::thread([body = req.body] { run("INSERT INTO orders VALUES ('" + body + "')"); }).detach();  // want in-process-queue: "'std::thread::thread' starts work .*, reached from POST /order"
        res.status = 202;
    });
    svr.Post("/hook", [](const httplib::Request& req, httplib::Response& res) {
        std::string body = req.body;
        std::thread worker(call_webhook, body);  // want in-process-queue: "curl_easy_perform"
        worker.detach();
        res.status = 202;
    });
    svr.Post("/report", [&](const httplib::Request& req, httplib::Response& res) {
        pool.enqueue([name = req.body] { render_report(name); });  // want in-process-queue: "'WorkerPool::enqueue' starts work"
        res.status = 202;
    });
    svr.Post("/sum", [&](const httplib::Request& req, httplib::Response& res) {
        boost::asio::post(tasks, [key = req.body] { add_up(key); });  // want in-process-queue: "changes 'totals'"
        res.status = 202;
    });
    svr.Post("/welcome", [&](const httplib::Request& req, httplib::Response&) { mailer.later(req.body); });
    svr.Post("/audit", [](const httplib::Request& req, httplib::Response&) {
        pthread_t thread;
        pthread_create(&thread, nullptr, audit, new std::string(req.body));  // want in-process-queue: "'pthread_create' starts work"
        pthread_detach(thread);
    });
    svr.Post("/mail", [](const httplib::Request& req, httplib::Response&) {
        std::thread([to = req.body] { pipe_mail(to); }).detach();  // want in-process-queue: "calls popen"
    });
    svr.Post("/video", [](const httplib::Request& req, httplib::Response&) {
        std::thread(transcode, req.body).detach();  // want in-process-queue: "calls system"
    });
    svr.Post("/thumbnails", [](const httplib::Request& req, httplib::Response&) {
        std::async(std::launch::async, [body = req.body] { run("UPDATE pictures SET done = true"); });  // want in-process-queue: "'std::async' starts work"
    });
    svr.listen("0.0.0.0", 8080);
}

//--- drogon.cpp
#include <drogon/HttpController.h>
#include <drogon/drogon.h>

#include <functional>

#include "jobs.h"

class Carts : public drogon::HttpController<Carts> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Carts::reserve, "/cart", drogon::Post);
    METHOD_LIST_END

    // Whoever waits for the half hour is forgotten by a deployment.
    void reserve(const drogon::HttpRequestPtr& req, std::function<void(const drogon::HttpResponsePtr&)>&& callback) {
        drogon::app().getLoop()->runAfter(1800.0, [id = req->getParameter("id")] {  // want in-process-queue: "runAfter' starts work"
            run("DELETE FROM carts WHERE id = " + id);
        });
        callback(drogon::HttpResponse::newHttpResponse());
    }
};
