// One thread at a time waits for a job, so that a process occupies one connection with waiting, however many threads it
// has.
#include <condition_variable>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "redis/errors.h"
#include "redis/jobs/queue.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;

constexpr Timeout one_wait{1s};
constexpr std::chrono::milliseconds first_pause = 50ms, longest_pause = 2s;

}  // namespace

struct JobWorker::Work {
    Work(JobQueue given, Handler handle, JobWorkerOptions given_options)
        : queue(std::move(given)), handler(std::move(handle)), options(std::move(given_options)) {}

    void start();
    void stop();
    void take_and_run();
    [[nodiscard]] Result<std::optional<Job>> take();
    void run(const Job& job);
    [[nodiscard]] Result<void> handle(const Job& job) const;
    void settle(const Job& job, const Result<void>& outcome);
    void keep_leases();
    void report(const Error& error) const {
        if (options.on_error) options.on_error(error);
    }
    /// False if it is over.
    [[nodiscard]] bool pause(unsigned failures);

    JobQueue queue;
    const Handler handler;
    const JobWorkerOptions options;
    redis::Jitter jitter;

    std::mutex taking;
    std::mutex mutex;
    std::condition_variable changed;
    bool stopping = false, ended = false;
    std::list<Job> running;
    std::vector<std::thread> threads;
    std::thread renewer;
};

void JobWorker::Work::start() {
    try {
        renewer = std::thread([this] { keep_leases(); });
        for (std::size_t thread = 0; thread < options.threads; ++thread)
            threads.emplace_back([this] { take_and_run(); });
    } catch (...) {
        stop();
        throw;
    }
}

void JobWorker::Work::stop() {
    {
        const std::lock_guard lock(mutex);
        stopping = true;
    }
    changed.notify_all();
    for (std::thread& thread : threads) thread.join();
    threads.clear();
    {
        const std::lock_guard lock(mutex);
        ended = true;
    }
    changed.notify_all();
    if (renewer.joinable()) renewer.join();
}

bool JobWorker::Work::pause(unsigned failures) {
    const auto longest = std::min(longest_pause, first_pause * (1 << std::min(failures, 6U)));
    std::unique_lock lock(mutex);
    return !changed.wait_for(lock, jitter.between(1ms, longest), [this] { return stopping; });
}

Result<std::optional<Job>> JobWorker::Work::take() {
    const std::lock_guard turn(taking);
    {
        const std::lock_guard lock(mutex);
        if (stopping) return std::optional<Job>();
    }
    return queue.take(one_wait);
}

void JobWorker::Work::take_and_run() {
    for (unsigned failures = 0;;) {
        {
            const std::lock_guard lock(mutex);
            if (stopping) return;
        }
        const auto job = take();
        if (!job) {
            report(job.error());
            if (!pause(failures++)) return;
            continue;
        }
        failures = 0;
        if (*job) run(**job);
    }
}

void JobWorker::Work::run(const Job& job) {
    std::list<Job>::iterator here;
    {
        const std::lock_guard lock(mutex);
        here = running.insert(running.end(), job);
    }
    settle(job, handle(job));
    const std::lock_guard lock(mutex);
    running.erase(here);
}

Result<void> JobWorker::Work::handle(const Job& job) const {
    try {
        return handler(job);
    } catch (const std::exception& failure) {
        return redis::unavailable(failure.what());
    } catch (...) {
        return redis::unavailable("an exception that is no std::exception");
    }
}

// Until Redis knows: what was done and is not written down will be done again.
void JobWorker::Work::settle(const Job& job, const Result<void>& outcome) {
    if (!outcome) report(outcome.error());
    for (unsigned failures = 0;; ++failures) {
        const auto settled =
            outcome ? queue.finish(job)
                    : queue.fail(job, std::string(name_of(outcome.error().code)) + ": " + outcome.error().detail,
                                 outcome.error().code != ErrorCode::misuse);
        if (settled) return;
        report(settled.error());
        if (settled.error().code == ErrorCode::misuse || !pause(failures)) return;
    }
}

void JobWorker::Work::keep_leases() {
    const auto period = queue.options().lease.milliseconds() / 3 + 1ms;
    std::unique_lock lock(mutex);
    while (!changed.wait_for(lock, period, [this] { return ended; })) {
        const std::vector<Job> jobs(running.begin(), running.end());
        lock.unlock();
        if (!jobs.empty())
            for (const auto& renewed : queue.state_->renew_all(jobs))
                if (!renewed) report(renewed.error());
        lock.lock();
    }
}

JobWorker::JobWorker(JobQueue queue, Handler handler, JobWorkerOptions options) {
    if (!handler) throw std::invalid_argument("stateless: a JobWorker needs a handler");
    if (options.threads == 0) throw std::invalid_argument("stateless: a JobWorker needs a thread");
    work_ = std::make_unique<Work>(std::move(queue), std::move(handler), std::move(options));
    work_->start();
}

JobWorker::~JobWorker() { work_->stop(); }

void JobWorker::stop() { work_->stop(); }

}  // namespace stateless
