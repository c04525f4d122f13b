// No acknowledged job is lost while workers are killed or stopped, the server is restarted, or the way to it is cut.
#include <atomic>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/job_queue.h"
#include "support/faulty_proxy.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using testing::eventually;
using testing::FaultyProxy;
using testing::RedisServer;
using testing::ServerProcess;
using testing::TemporaryFolder;

const Key name("queue", "orders");

Redis client_of(const std::string& url) {
    RedisOptions options;
    options.connect_timeout = options.call_timeout = Timeout{1s};  // what a busy machine needs as well
    options.open_for = Timeout{20ms};
    options.open_for_at_most = Timeout{100ms};
    return Redis(RedisUrl::parse(url).value(), options);
}

JobQueueOptions quick() {
    JobQueueOptions options;
    options.lease = Ttl{300ms};
    options.attempts = 1000;
    options.backoff = Ttl{20ms};
    return options;
}

std::unique_ptr<ServerProcess> worker_process(const RedisServer& server, const TemporaryFolder& folder) {
    return std::make_unique<ServerProcess>(
        std::vector<std::string>{STATELESS_JOB_WORKER, server.url(), "orders", "300"}, folder.path() / "worker.log");
}

bool settled(JobQueue& queue) {
    const auto counts = queue.counts();
    return counts && counts->waiting + counts->running + counts->delayed == 0;
}

/// Waits for as long as work goes on.
void wait_until_settled(JobQueue& queue) {
    for (int tries = 0; tries < 4 && !settled(queue); ++tries) (void)eventually([&] { return settled(queue); });
    EXPECT_TRUE(settled(queue));
}

/// Which of the acknowledged keys never ran.
std::vector<std::string> lost(const RedisServer& server, const std::vector<std::string>& acknowledged) {
    std::vector<std::string> lost;
    for (const std::string& key : acknowledged)
        if (server.ask({"GET", Key("ran", key).str()}) == "(nil)") lost.push_back(key);
    return lost;
}

TEST(RedisJobsFaults, KilledWorkersLoseNothing) {
    RedisServer server;
    TemporaryFolder folder;
    Redis redis = client_of(server.url());
    JobQueue queue(redis, name, quick());
    std::vector<std::unique_ptr<ServerProcess>> workers;
    for (int worker = 0; worker < 3; ++worker) workers.push_back(worker_process(server, folder));
    std::vector<std::string> acknowledged;
    std::atomic<int> added{0};
    std::atomic<bool> over{false};
    std::thread producer([&] {
        for (int number = 0; !over; ++number) {
            const std::string key = "job " + std::to_string(number);
            if (queue.enqueue(key, "x")) acknowledged.push_back(key), ++added;
            std::this_thread::sleep_for(2ms);
        }
    });
    std::mt19937 random(7);
    for (int kill = 0; kill < 12; ++kill) {
        // So much work between two kills, however busy the machine.
        EXPECT_TRUE(eventually([&, before = added.load()] { return added > before + 25; }));
        std::this_thread::sleep_for(100ms);
        auto& victim = workers[random() % workers.size()];
        victim->end(SIGKILL);
        victim = worker_process(server, folder);
    }
    over = true;
    producer.join();
    wait_until_settled(queue);
    EXPECT_GT(acknowledged.size(), 300U);
    EXPECT_EQ(lost(server, acknowledged), std::vector<std::string>());
    EXPECT_EQ(queue.counts().value().dead, 0U);
    EXPECT_EQ(testing::keys_without_end(server), "");
}

TEST(RedisJobsFaults, AStoppedWorkerKeepsNoJob) {
    RedisServer server;
    TemporaryFolder folder;
    Redis redis = client_of(server.url());
    JobQueue queue(redis, name, quick());
    std::vector<std::string> keys;
    for (int number = 0; number < 200; ++number) {
        keys.push_back(std::to_string(number));
        EXPECT_TRUE(queue.enqueue(keys.back(), "x"));
    }
    auto stopped = worker_process(server, folder);
    EXPECT_TRUE(eventually([&] { return queue.counts().value_or(JobCounts{}).running >= 2; }));
    stopped->send(SIGSTOP);
    auto other = worker_process(server, folder);
    wait_until_settled(queue);
    EXPECT_EQ(lost(server, keys), std::vector<std::string>());
    // What it thought it had is no longer its to settle.
    stopped->send(SIGCONT);
    EXPECT_TRUE(queue.enqueue("after", "x"));
    wait_until_settled(queue);
    EXPECT_EQ(queue.counts().value().dead, 0U);
}

TEST(RedisJobsFaults, ARestartedServerThatKeepsItsLogLosesNothing) {
    RedisServer server({"--appendonly", "yes", "--appendfsync", "always"});
    Redis redis = client_of(server.url());
    JobQueue queue(redis, name, quick());
    std::mutex mutex;
    std::set<std::string> ran;
    std::vector<std::string> acknowledged;
    std::atomic<int> errors{0}, added{0};
    JobWorkerOptions working;
    working.threads = 3;
    working.on_error = [&](const Error&) { ++errors; };
    {
        JobWorker worker(
            queue,
            [&](const Job& job) -> Result<void> {
                const std::lock_guard lock(mutex);
                ran.insert(job.key);
                return {};
            },
            working);
        std::atomic<bool> over{false};
        std::thread producer([&] {
            for (int number = 0; !over; ++number) {
                const std::string key = std::to_string(number);
                // Again until it is known: the key makes that safe.
                while (!over) {
                    const auto done = queue.enqueue(key, "x");
                    if (done) acknowledged.push_back(key), ++added;
                    else EXPECT_TRUE(done.error().retryable) << done.error().detail;
                    if (done) break;
                    std::this_thread::sleep_for(5ms);
                }
            }
        });
        for (int restart = 0; restart < 3; ++restart) {
            EXPECT_TRUE(eventually([&, before = added.load()] { return added > before + 35; }));
            server.stop(SIGKILL);
            server.start();
        }
        EXPECT_TRUE(eventually([&, before = added.load()] { return added > before; }));
        over = true;
        producer.join();
        wait_until_settled(queue);
    }
    EXPECT_GT(acknowledged.size(), 100U);
    for (const std::string& key : acknowledged) EXPECT_EQ(ran.count(key), 1U) << key;
    EXPECT_GT(errors, 0);
    EXPECT_EQ(queue.counts().value().dead, 0U);
    EXPECT_EQ(testing::keys_without_end(server), "");
}

TEST(RedisJobsFaults, AnEmptyServerAfterARestartIsServedOn) {
    RedisServer server;
    Redis redis = client_of(server.url());
    JobQueue queue(redis, name, quick());
    std::atomic<int> ran{0};
    JobWorker worker(queue, [&](const Job&) -> Result<void> {
        ++ran;
        return {};
    });
    EXPECT_TRUE(queue.enqueue("before", "x"));
    EXPECT_TRUE(eventually([&] { return ran == 1; }));
    server.stop(SIGKILL);
    server.start();
    EXPECT_TRUE(eventually([&] { return bool(queue.enqueue("after", "x")); }));
    EXPECT_TRUE(eventually([&] { return ran == 2; }));
    (void)server.ask({"FLUSHALL"});  // while it waits on the stream
    EXPECT_TRUE(queue.enqueue("at last", "x"));
    EXPECT_TRUE(eventually([&] { return ran == 3; })) << ran << " of 3 ran; there is " << server.ask({"KEYS", "*"});
}

TEST(RedisJobsFaults, AServerThatWasStoppedGoesOnWhereItWas) {
    RedisServer server;
    Redis redis = client_of(server.url());
    JobQueue queue(redis, name, quick());
    std::atomic<int> ran{0}, errors{0};
    JobWorkerOptions working;
    working.on_error = [&](const Error&) { ++errors; };
    JobWorker worker(
        queue,
        [&](const Job&) -> Result<void> {
            ++ran;
            return {};
        },
        working);
    server.process().send(SIGSTOP);
    const auto unknown = queue.enqueue("a", "x");
    ASSERT_FALSE(unknown);
    EXPECT_TRUE(unknown.error().retryable);
    EXPECT_TRUE(eventually([&] { return errors > 0; }));
    server.process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return bool(queue.enqueue("a", "x")); }));
    EXPECT_TRUE(eventually([&] { return ran >= 1; }));
    wait_until_settled(queue);
}

TEST(RedisJobsFaults, AfterAnUnknownOutcomeTheSameCallIsSafe) {
    RedisServer server;
    FaultyProxy proxy(server.port());
    Redis redis = client_of("redis://127.0.0.1:" + std::to_string(proxy.port()));
    JobQueue queue(redis, name, quick());
    EXPECT_EQ(queue.enqueue("first", "x").value(), Enqueued::added);
    proxy.set(FaultyProxy::Fault::swallow);
    const auto unknown = queue.enqueue("a", "x");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::outcome_unknown);
    EXPECT_TRUE(unknown.error().retryable);
    proxy.set(FaultyProxy::Fault::none);
    EXPECT_TRUE(eventually([&] {
        const auto again = queue.enqueue("a", "x");
        return again && *again == Enqueued::already_there;
    }));
    EXPECT_EQ(queue.counts().value().waiting, 2U);
    const auto job = queue.take(Timeout{1s}).value();
    proxy.set(FaultyProxy::Fault::swallow);
    EXPECT_FALSE(queue.finish(*job));
    proxy.set(FaultyProxy::Fault::none);
    EXPECT_TRUE(eventually([&] {
        const auto again = queue.finish(*job);
        return again && !*again;
    }));
    // An answer that is lost on the way is a job that comes back.
    proxy.set(FaultyProxy::Fault::swallow);
    EXPECT_FALSE(queue.take(Timeout{100ms}));
    proxy.set(FaultyProxy::Fault::none);
    std::optional<Job> back;
    EXPECT_TRUE(eventually([&] {
        auto taken = queue.take(Timeout{500ms});
        if (taken) back = *taken;
        return back.has_value();
    }));
    EXPECT_EQ(back->key, "a");
    EXPECT_EQ(back->attempt, 2U);
}

TEST(RedisJobsFaults, AServerThatFallsSilentCostsATakeItsDeadline) {
    RedisServer server;
    JobQueue queue(testing::client_of(server.url(), 300ms), name);
    ASSERT_TRUE(queue.take(Timeout{1ms}));
    std::thread silencing([&] {
        std::this_thread::sleep_for(100ms);
        server.process().send(SIGSTOP);
    });
    const auto began = std::chrono::steady_clock::now();
    EXPECT_FALSE(queue.take(Timeout{500ms}));
    EXPECT_LT(std::chrono::steady_clock::now() - began, 500ms + 330ms + testing::wakeup);
    silencing.join();
    server.process().send(SIGCONT);
}

}  // namespace
}  // namespace stateless
