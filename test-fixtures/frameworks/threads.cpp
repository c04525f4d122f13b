// Background roots: threads, tasks and pool jobs of a server run beside its requests.

//--- main.cpp
#include <httplib.h>

#include <chrono>
#include <functional>
#include <future>
#include <queue>
#include <thread>
#include <vector>

int reached_by_thread = 0;          // want mutable-global: "'reached_by_thread'"
int reached_by_thread_method = 0;   // want mutable-global: "'reached_by_thread_method'"
int reached_by_jthread = 0;         // want mutable-global: "'reached_by_jthread'"
int reached_by_async = 0;           // want mutable-global: "'reached_by_async'"
int reached_by_emplaced_thread = 0;  // want mutable-global: "'reached_by_emplaced_thread'"
int reached_by_pool_job = 0;        // want mutable-global: "'reached_by_pool_job'"
int changed_before_listen_only = 0;

static void by_thread(int step) {
    for (;;) {
        reached_by_thread += step;
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

class Worker {
public:
    void run() {
        for (;;) ++reached_by_thread_method;
    }
};

class ThreadPool {
public:
    explicit ThreadPool(int size) {
        for (int i = 0; i < size; ++i) threads_.emplace_back([this] { work(); });
    }
    void submit(std::function<void()> job) {
        std::lock_guard<std::mutex> lock(mutex_);
        jobs_.push(std::move(job));
    }

private:
    void work() {
        for (;;) {
            std::function<void()> job;
            {
                std::lock_guard<std::mutex> lock(mutex_);
                if (jobs_.empty()) continue;
                job = std::move(jobs_.front());
                jobs_.pop();
            }
            job();
        }
    }
    std::mutex mutex_;
    std::queue<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
};

int main() {
    httplib::Server svr;
    ThreadPool pool(4);
    Worker worker;
    changed_before_listen_only = 3;
    std::thread first(by_thread, 2);
    std::thread second(&Worker::run, &worker);
    std::jthread third([] { ++reached_by_jthread; });
    std::vector<std::thread> more;
    more.emplace_back([] { ++reached_by_emplaced_thread; });
    svr.Post("/report", [&pool](const httplib::Request&, httplib::Response& res) {
        auto done = std::async(std::launch::async, [] { return ++reached_by_async; });
        pool.submit([] { ++reached_by_pool_job; });
        res.status = done.get() > 0 ? 200 : 500;
    });
    svr.listen("0.0.0.0", 8080);
    first.join();
    second.join();
    for (auto& thread : more) thread.join();
}
