// A worker that a test kills: takes jobs of a queue and counts each run in the key "ran:{key}".
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include <stateless/job_queue.h>

int main(int count, char** arguments) {
    using namespace stateless;
    using namespace std::chrono_literals;
    if (count != 4) return 2;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, nullptr);  // before there are threads, which inherit it

    Redis redis(RedisUrl::parse(arguments[1]).value());
    JobQueueOptions options;
    options.lease = Ttl::from(std::chrono::milliseconds{std::atoi(arguments[3])});
    options.attempts = 1000;
    options.backoff = Ttl{20ms};
    JobWorkerOptions working;
    working.threads = 3;
    working.on_error = [](const Error& error) { std::cerr << name_of(error.code) + (": " + error.detail + "\n"); };
    JobWorker worker(
        JobQueue(redis, Key("queue", arguments[2]), options),
        [redis](const Job& job) mutable -> Result<void> {
            std::this_thread::sleep_for(3ms);
            auto counted = redis.increment(Key("ran", job.key), 1, Ttl{1h});
            if (!counted) return counted.error();
            return {};
        },
        working);
    int signal = 0;
    sigwait(&ends, &signal);
}
