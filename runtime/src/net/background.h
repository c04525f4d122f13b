// Work that nobody waits for, on a few threads. What there is no room for is dropped: it is work that will be asked for
// again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stateless::net {

class Background {
public:
    using Task = std::function<void()>;

    /// Throws std::system_error if a thread cannot start.
    Background(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
        try {
            for (std::size_t thread = 0; thread < threads; ++thread) threads_.emplace_back([this] { work(); });
        } catch (...) {
            stop();
            throw;
        }
    }
    /// Waits for the tasks that run and drops the others.
    ~Background() { stop(); }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// A task must not throw.
    void post(Task task) {
        {
            const std::lock_guard lock(mutex_);
            if (over_ || waiting_.size() >= most_waiting_) return;
            waiting_.push_back(std::move(task));
        }
        changed_.notify_one();
    }

    void stop() {
        std::deque<Task> dropped;
        {
            const std::lock_guard lock(mutex_);
            over_ = true;
            dropped.swap(waiting_);
        }
        changed_.notify_all();
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
    }

private:
    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
            if (over_) return;
            {
                const Task task = std::move(waiting_.front());
                waiting_.pop_front();
                lock.unlock();
                task();
            }
            lock.lock();
        }
    }

    const std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> waiting_;
    bool over_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace stateless::net
