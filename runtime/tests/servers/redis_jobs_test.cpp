// What a JobQueue promises while nothing fails but jobs.
#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/job_queue.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::RedisServer;

const Key name("mails", "queue");
constexpr Timeout now{1ms}, soon{3s};

class RedisJobs : public ::testing::Test {
protected:
    static JobQueueOptions quick() {
        JobQueueOptions options;
        options.lease = Ttl{150ms};
        options.attempts = 3;
        options.backoff = Ttl{40ms};
        options.remember = Ttl{300ms};
        return options;
    }
    // For what must not depend on how busy the machine is: its time passes when the server's clock is set.
    JobQueue unhurried() {
        JobQueueOptions options = quick();
        options.lease = Ttl{5min};
        return JobQueue(redis, name, options);
    }
    void TearDown() override { EXPECT_EQ(testing::keys_without_end(server), ""); }

    Job take(Timeout wait = soon) {
        auto job = queue.take(wait).value();
        return job ? *job : Job{"none", "", "", 0};
    }
    bool empty() { return !queue.take(now).value(); }

    testing::ServerClock clock;
    RedisServer server{clock};
    Redis redis{RedisUrl::parse(server.url()).value()};
    JobQueue queue{redis, name, quick()};
};

TEST(RedisJobsOptions, AreChecked) {
    Redis redis(RedisUrl::parse("redis://127.0.0.1:1").value());
    JobQueueOptions none;
    none.attempts = 0;
    EXPECT_THROW(JobQueue(redis, name, none), std::invalid_argument);
    JobQueue queue(redis, name);
    EXPECT_THROW((void)queue.enqueue("", "x"), std::invalid_argument);
    EXPECT_THROW(JobWorker(queue, nullptr), std::invalid_argument);
    EXPECT_THROW(JobWorker(queue, [](const Job&) { return Result<void>(); }, {0, nullptr}), std::invalid_argument);
    const auto refused = queue.enqueue("a", "x");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
}

TEST_F(RedisJobs, AreTakenInOrderOnceAndAsTheyAre) {
    const std::string odd("\0\r\n{}\xff", 6);
    EXPECT_EQ(queue.enqueue("a", "first").value(), Enqueued::added);
    EXPECT_EQ(queue.enqueue(odd, odd).value(), Enqueued::added);
    const Job first = take(), second = take();
    EXPECT_EQ(first.key, "a");
    EXPECT_EQ(first.payload, "first");
    EXPECT_EQ(first.attempt, 1U);
    EXPECT_EQ(second.key, odd);
    EXPECT_EQ(second.payload, odd);
    EXPECT_TRUE(empty());
    EXPECT_TRUE(queue.finish(first).value());
    EXPECT_FALSE(queue.finish(first).value());
    EXPECT_TRUE(queue.finish(second).value());
    std::this_thread::sleep_for(200ms);
    EXPECT_TRUE(empty());
    EXPECT_EQ(queue.counts().value().running, 0U);
}

TEST_F(RedisJobs, AKeyIsRefusedWhileItsJobIsThereAndAWhileLonger) {
    EXPECT_EQ(queue.enqueue("a", "1").value(), Enqueued::added);
    EXPECT_EQ(queue.enqueue("a", "2").value(), Enqueued::already_there);
    std::this_thread::sleep_for(400ms);
    EXPECT_EQ(queue.enqueue("a", "3").value(), Enqueued::already_there) << "it waits, however long";
    const Job job = take();
    EXPECT_EQ(queue.enqueue("a", "4").value(), Enqueued::already_there) << "it runs";
    EXPECT_TRUE(queue.finish(job).value());
    EXPECT_EQ(queue.enqueue("a", "5").value(), Enqueued::already_there) << "it has just run";
    EXPECT_TRUE(empty());
    EXPECT_TRUE(eventually([&] { return queue.enqueue("a", "6").value() == Enqueued::added; }));
    EXPECT_EQ(take().payload, "6");
}

TEST_F(RedisJobs, ADelayedOneComesWhenItIsDue) {
    const auto began = Clock::now();
    EXPECT_EQ(queue.enqueue_in(Ttl{300ms}, "later", "2").value(), Enqueued::added);
    EXPECT_EQ(queue.enqueue_in(Ttl{200ms}, "sooner", "1").value(), Enqueued::added);
    EXPECT_EQ(queue.enqueue("later", "x").value(), Enqueued::already_there);
    EXPECT_EQ(queue.counts().value().delayed, 2U);
    EXPECT_TRUE(empty());
    const Job sooner = take();
    EXPECT_GE(Clock::now() - began, 199ms);
    EXPECT_EQ(sooner.payload, "1");
    EXPECT_TRUE(queue.finish(sooner).value());
    EXPECT_EQ(take().payload, "2");
    EXPECT_GE(Clock::now() - began, 299ms);
    EXPECT_LT(Clock::now() - began, 1s) << "it waits for the time, not for the end of a turn";
}

TEST_F(RedisJobs, AnEntryIsTakenByWhoWaits) {
    std::thread later([this] {
        std::this_thread::sleep_for(100ms);
        (void)queue.enqueue("a", "x").value();
    });
    const auto began = Clock::now();
    EXPECT_EQ(take().key, "a");
    EXPECT_LT(Clock::now() - began, 400ms);
    later.join();
}

TEST_F(RedisJobs, AFailedOneRunsAgainAndIsDeadInTheEnd) {
    (void)queue.enqueue("a", "x").value();
    for (unsigned attempt = 1; attempt <= 3; ++attempt) {
        const Job job = take();
        EXPECT_EQ(job.attempt, attempt);
        EXPECT_TRUE(queue.fail(job, "mail server says no").value());
        EXPECT_FALSE(queue.fail(job, "twice").value());
        if (attempt == 3) break;
        EXPECT_EQ(queue.counts().value().delayed, 1U);
        EXPECT_EQ(queue.enqueue("a", "y").value(), Enqueued::already_there);
    }
    EXPECT_TRUE(empty());
    const auto dead = queue.dead(10).value();
    ASSERT_EQ(dead.size(), 1U);
    EXPECT_EQ(dead[0].key, "a");
    EXPECT_EQ(dead[0].payload, "x");
    EXPECT_EQ(dead[0].attempts, 3U);
    EXPECT_EQ(dead[0].why, "mail server says no");
    EXPECT_EQ(queue.enqueue("a", "y").value(), Enqueued::already_there);

    EXPECT_TRUE(queue.revive(dead[0].id).value());
    EXPECT_FALSE(queue.revive(dead[0].id).value());
    const Job revived = take();
    EXPECT_EQ(revived.attempt, 1U);
    EXPECT_TRUE(queue.fail(revived, "not ever", false).value());
    const auto again = queue.dead(10).value();
    ASSERT_EQ(again.size(), 1U);
    EXPECT_TRUE(queue.forget(again[0].id).value());
    EXPECT_FALSE(queue.forget(again[0].id).value());
    EXPECT_EQ(queue.counts().value().dead, 0U);
    EXPECT_EQ(queue.enqueue("a", "z").value(), Enqueued::added);
}

TEST_F(RedisJobs, BackoffGrows) {
    JobQueueOptions options = quick();
    options.attempts = 4;
    options.backoff = Ttl{200ms};
    options.longest_backoff = Ttl{500ms};
    options.lease = Ttl{1min};
    JobQueue patient(redis, Key("patient", "queue"), options);
    (void)patient.enqueue("a", "x").value();
    auto job = patient.take(soon).value();
    const std::vector<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> expected{
        {100ms, 200ms}, {200ms, 400ms}, {250ms, 500ms}};
    for (const auto& [least, most] : expected) {
        ASSERT_TRUE(job);
        const auto began = Clock::now();
        EXPECT_TRUE(patient.fail(*job, "again").value());
        job = patient.take(soon).value();
        EXPECT_GE(Clock::now() - began, least - 1ms);
        EXPECT_LT(Clock::now() - began, most + 2 * testing::wakeup);
    }
    ASSERT_TRUE(job);
    EXPECT_EQ(job->attempt, 4U);
}

TEST_F(RedisJobs, ALeaseThatRanOutGivesTheJobToAnother) {
    queue = unhurried();
    (void)queue.enqueue("a", "x").value();
    const Job first = take();
    clock.step(4min);
    EXPECT_TRUE(empty());
    clock.step(1min);
    const Job second = take();
    EXPECT_EQ(second.id, first.id);
    EXPECT_EQ(second.attempt, 2U);
    EXPECT_FALSE(queue.renew(first).value());
    EXPECT_FALSE(queue.fail(first, "too late to say").value());
    EXPECT_EQ(queue.counts().value().running, 1U);
    EXPECT_TRUE(queue.finish(first).value()) << "done is done";
    EXPECT_FALSE(queue.renew(second).value());
    EXPECT_FALSE(queue.finish(second).value());
    EXPECT_EQ(queue.counts().value().running, 0U);
}

TEST_F(RedisJobs, ARenewedLeaseHolds) {
    queue = unhurried();
    (void)queue.enqueue("a", "x").value();
    const Job job = take();
    for (int renewal = 0; renewal < 6; ++renewal) {
        clock.step(4min);
        EXPECT_TRUE(queue.renew(job).value());
        EXPECT_TRUE(empty());
    }
    EXPECT_TRUE(queue.finish(job).value());
}

TEST_F(RedisJobs, AnAbandonedOneIsFoundBehindManyThatRun) {
    queue = unhurried();
    std::vector<Job> running;
    for (int number = 0; number < 40; ++number) (void)queue.enqueue(std::to_string(number), "x").value();
    for (int number = 0; number < 40; ++number) running.push_back(take());
    const Job abandoned = running.back();
    running.pop_back();
    clock.step(3min);
    for (const Job& job : running) ASSERT_TRUE(queue.renew(job).value());
    EXPECT_TRUE(empty());
    clock.step(3min);
    const auto found = queue.take(now).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, abandoned.id);
}

TEST_F(RedisJobs, OneThatSomebodyDeletedByHandStopsNobody) {
    (void)queue.enqueue("a", "x").value();
    const Job job = take();
    (void)server.ask({"XDEL", name.with("jobs").str(), job.id});
    (void)queue.enqueue("b", "x").value();
    std::this_thread::sleep_for(200ms);
    EXPECT_EQ(take().key, "b");
    EXPECT_EQ(queue.counts().value().running, 1U);
}

TEST_F(RedisJobs, OneThatIsAlwaysAbandonedIsDeadAfterItsAttempts) {
    (void)queue.enqueue("poison", "x").value();
    for (unsigned attempt = 1; attempt <= 3; ++attempt) EXPECT_EQ(take().attempt, attempt);
    EXPECT_TRUE(eventually([&] { return empty() && queue.counts().value().dead == 1; }));
    const auto dead = queue.dead(10).value();
    ASSERT_EQ(dead.size(), 1U);
    EXPECT_EQ(dead[0].attempts, 3U);
    EXPECT_FALSE(dead[0].why.empty());
}

TEST_F(RedisJobs, NoKeyEndsBeforeTheWorkInIt) {
    JobQueueOptions options = quick();
    options.unattended = Ttl{1min};
    JobQueue shortly(redis, name, options);
    (void)shortly.enqueue("a", "x").value();
    (void)shortly.enqueue_in(Ttl{1h}, "b", "x").value();
    (void)shortly.fail(*shortly.take(soon).value(), "never", false).value();
    const auto lives = [&](const std::string& key) { return std::stol(server.ask({"PTTL", key})); };
    for (const std::string& key : testing::keys_of(server)) EXPECT_GT(lives(key), 3'600'000) << key;
    EXPECT_EQ(testing::keys_of(server).size(), 4U);
    // Whoever waits for jobs keeps the queue.
    (void)server.ask({"PEXPIRE", name.with("delayed").str(), "5000"});
    EXPECT_FALSE(shortly.take(now).value());
    EXPECT_GT(lives(name.with("delayed").str()), 59'000);
}

TEST_F(RedisJobs, AServerThatEvictsIsRefused) {
    EXPECT_TRUE(queue.check_server());
    (void)server.ask({"CONFIG", "SET", "maxmemory-policy", "volatile-lru"});
    const auto refused = queue.check_server();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::misuse);
    EXPECT_NE(refused.error().detail.find("noeviction"), std::string::npos);
}

TEST_F(RedisJobs, AFullServerRefusesAndLosesNothing) {
    (void)queue.enqueue("a", "x").value();
    (void)server.ask({"CONFIG", "SET", "maxmemory", "1"});
    const auto refused = queue.enqueue("b", "x");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    (void)server.ask({"CONFIG", "SET", "maxmemory", "0"});
    EXPECT_EQ(take().key, "a");
    EXPECT_TRUE(empty());
    EXPECT_EQ(queue.enqueue("b", "x").value(), Enqueued::added);
}

TEST_F(RedisJobs, AFullServerCanBeEmptied) {
    (void)queue.enqueue_in(Ttl{20ms}, "a", "x").value();
    (void)queue.enqueue("b", "x").value();
    (void)queue.enqueue("c", "x").value();
    std::this_thread::sleep_for(30ms);
    (void)server.ask({"CONFIG", "SET", "maxmemory", "1"});
    EXPECT_TRUE(queue.fail(take(), "again").value());
    EXPECT_TRUE(queue.fail(take(), "never", false).value());
    EXPECT_TRUE(queue.finish(take()).value());
    EXPECT_TRUE(queue.finish(take()).value());
    EXPECT_EQ(queue.counts().value().dead, 1U);
}

TEST_F(RedisJobs, DataOfAnotherKindIsMisuse) {
    (void)server.ask({"SET", name.with("jobs").str(), "text", "PX", "60000"});
    const auto refused = queue.enqueue("a", "x");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::misuse);
}

TEST_F(RedisJobs, AWorkerRunsThemAllAndRetriesWhatFails) {
    std::mutex mutex;
    std::multiset<std::string> ran;
    JobWorkerOptions working;
    working.threads = 4;
    JobWorker worker(
        queue,
        [&](const Job& job) -> Result<void> {
            {
                const std::lock_guard lock(mutex);
                ran.insert(job.key);
            }
            if (job.key == "throws" && job.attempt < 3) throw std::runtime_error("not yet");
            if (job.key == "fails" && job.attempt < 2)
                return Error{ErrorCode::outcome_unknown, false, true, "who knows"};
            if (job.key == "broken") return Error{ErrorCode::misuse, false, false, "no such customer"};
            return {};
        },
        working);
    for (const char* key : {"throws", "fails", "broken"}) (void)queue.enqueue(key, "x").value();
    for (int number = 0; number < 100; ++number) (void)queue.enqueue(std::to_string(number), "x").value();
    EXPECT_TRUE(eventually([&] {
        const JobCounts counts = queue.counts().value();
        return counts.waiting + counts.running + counts.delayed == 0;
    }));
    worker.stop();
    EXPECT_EQ(ran.size(), 100U + 3 + 2 + 1);
    EXPECT_EQ(ran.count("throws"), 3U);
    EXPECT_EQ(ran.count("fails"), 2U);
    const auto dead = queue.dead(10).value();
    ASSERT_EQ(dead.size(), 1U);
    EXPECT_EQ(dead[0].why, "misuse: no such customer");
}

TEST_F(RedisJobs, AWorkerThatStopsFinishesWhatItBegan) {
    std::atomic<int> begun{0}, ended{0};
    for (int number = 0; number < 10; ++number) (void)queue.enqueue(std::to_string(number), "x").value();
    {
        JobWorker worker(queue, [&](const Job&) -> Result<void> {
            ++begun;
            std::this_thread::sleep_for(400ms);  // longer than the lease, which is renewed
            ++ended;
            return {};
        });
        EXPECT_TRUE(eventually([&] { return begun == 1; }));
        const JobCounts counts = queue.counts().value();
        EXPECT_EQ(counts.running, 1U);
        EXPECT_EQ(counts.waiting, 9U);
    }
    EXPECT_EQ(begun, ended);
    EXPECT_EQ(queue.counts().value().waiting, 10U - static_cast<unsigned>(ended));
    EXPECT_EQ(queue.counts().value().running, 0U);
}

TEST(RedisJobsCluster, LieInOneSlot) {
    testing::RedisCluster cluster;
    Redis redis(RedisUrl::parse(cluster.url()).value());
    JobQueue queue(redis, name);
    EXPECT_EQ(queue.enqueue("a", "x").value(), Enqueued::added);
    EXPECT_EQ(queue.enqueue_in(Ttl{50ms}, "b", "x").value(), Enqueued::added);
    for (int jobs = 0; jobs < 2; ++jobs) {
        const auto job = queue.take(soon).value();
        ASSERT_TRUE(job);
        EXPECT_TRUE(queue.finish(*job).value());
    }
    EXPECT_EQ(queue.counts().value().running, 0U);
}

}  // namespace
}  // namespace stateless
