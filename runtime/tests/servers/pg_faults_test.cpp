// What a caller is told, and when, while PgBouncer or PostgreSQL is killed, stopped, restarted or silent; and that the
// pool works again by itself afterwards.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/pg_pool.h"
#include "support/postgres_environment.h"

namespace stateless::pg {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::PgBouncer;
using testing::servers;

PoolerDsn dsn_of(const PgBouncer& pooler) { return PoolerDsn::parse(pooler.dsn(), {pooler.port()}).value(); }

PoolOptions quick() {
    PoolOptions options;
    options.size = 4;
    options.acquire_timeout = Timeout{300ms};
    options.connect_timeout = Timeout{300ms};
    options.call_timeout = Timeout{400ms};
    return options;
}

// A first connection exists, so that a fault meets it.
void warm(Pool& pool) { ASSERT_TRUE(pool.query("SELECT 1")); }

TEST(PgFaults, AKilledPoolerIsNoticedBeforeAnythingIsSent) {
    PgBouncer pooler(servers().postgres);
    Pool pool(dsn_of(pooler), quick());
    warm(pool);
    pooler.stop(SIGKILL);
    for (int call = 0; call < 6; ++call) {
        const auto began = Clock::now();
        const auto rows = pool.query("SELECT 1");
        EXPECT_LT(Clock::now() - began, 440ms);
        ASSERT_FALSE(rows);
        EXPECT_EQ(rows.error().code, ErrorCode::unavailable);
        EXPECT_FALSE(rows.error().maybe_applied);
    }
    // By now it is known to be gone.
    const auto began = Clock::now();
    EXPECT_FALSE(pool.query("SELECT 1"));
    EXPECT_LT(Clock::now() - began, 20ms);
    pooler.start();
    EXPECT_TRUE(eventually([&] { return bool(pool.query("SELECT 1")); }));
    EXPECT_EQ(pool.stats().in_use, 0U);
}

TEST(PgFaults, ARestartedPoolerCostsNoError) {
    PgBouncer pooler(servers().postgres);
    Pool pool(dsn_of(pooler), quick());
    warm(pool);
    pooler.stop(SIGKILL);
    pooler.start();
    EXPECT_TRUE(pool.query("SELECT 1"));
}

TEST(PgFaults, ASilentPoolerCostsTheDeadlineAndNoMore) {
    PgBouncer pooler(servers().postgres);
    Pool pool(dsn_of(pooler), quick());
    warm(pool);
    pooler.process().send(SIGSTOP);
    auto began = Clock::now();
    const auto sent = pool.query("SELECT 1");
    EXPECT_LT(Clock::now() - began, 440ms);
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code, ErrorCode::outcome_unknown);
    EXPECT_TRUE(sent.error().maybe_applied);
    // The kernel still accepts connections for it; nobody answers there.
    began = Clock::now();
    const auto connecting = pool.query("SELECT 1");
    EXPECT_LT(Clock::now() - began, 440ms);
    ASSERT_FALSE(connecting);
    EXPECT_EQ(connecting.error().code, ErrorCode::unavailable);
    pooler.process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return bool(pool.query("SELECT 1")); }));
}

TEST(PgFaults, ALostAnswerToAWriteIsSaidToBeUnknown) {
    PgBouncer pooler(servers().postgres);
    PoolOptions options = quick();
    options.call_timeout = Timeout{3s};
    Pool pool(dsn_of(pooler), options);
    warm(pool);
    std::thread killer([&] {
        EXPECT_TRUE(eventually([] {
            return servers().postgres.ask("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(2)%' AND "
                                          "pid <> pg_backend_pid() AND state = 'active'") != "0";
        }));
        pooler.stop(SIGKILL);
    });
    const auto lost = pool.query("SELECT pg_sleep(2)");
    killer.join();
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::outcome_unknown);
    EXPECT_TRUE(lost.error().maybe_applied);
}

TEST(PgFaults, ATransactionThatLosesItsServerIsRunAgain) {
    PgBouncer pooler(servers().postgres);
    PoolOptions options = quick();
    options.acquire_timeout = options.connect_timeout = Timeout{3s};
    options.call_timeout = Timeout{8s};
    Pool pool(dsn_of(pooler), options);
    (void)servers().postgres.ask("DROP TABLE IF EXISTS paid; CREATE TABLE paid (id int)");
    int runs = 0;
    const auto done = pool.transaction([&](Transaction& transaction) -> Result<int> {
        ++runs;
        auto written = transaction.query("INSERT INTO paid VALUES (1) RETURNING pg_backend_pid()");
        if (!written) return written.error();
        if (runs == 1)
            (void)servers().postgres.ask("SELECT pg_terminate_backend(" + std::string((*written)[0][0].text()) + ")");
        if (auto again = transaction.query("INSERT INTO paid VALUES (2)"); !again) return again.error();
        return runs;
    });
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(*done, 2);
    EXPECT_EQ(servers().postgres.ask("SELECT count(*) FROM paid"), "2");
}

TEST(PgFaults, NothingAcknowledgedIsLostOverRestartsOfThePooler) {
    PgBouncer pooler(servers().postgres);
    PoolOptions options = quick();
    options.acquire_timeout = options.connect_timeout = Timeout{2s};
    options.call_timeout = Timeout{3s};
    Pool pool(dsn_of(pooler), options);
    (void)servers().postgres.ask("DROP TABLE IF EXISTS orders; CREATE TABLE orders (id int PRIMARY KEY)");
    std::atomic<bool> over{false};
    std::atomic<int> next{0}, acknowledged{0}, unknown{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            while (!over) {
                const auto written = pool.query("INSERT INTO orders VALUES ($1)", {next++});
                if (written) ++acknowledged;
                else if (written.error().maybe_applied) ++unknown;
            }
        });
    for (int restart = 0; restart < 3; ++restart) {
        std::this_thread::sleep_for(150ms);
        pooler.stop(SIGKILL);
        pooler.start();
    }
    std::this_thread::sleep_for(300ms);
    over = true;
    for (auto& thread : threads) thread.join();
    const int stored = std::stoi(servers().postgres.ask("SELECT count(*) FROM orders"));
    EXPECT_GE(stored, acknowledged);
    EXPECT_LE(stored, acknowledged + unknown);
    EXPECT_GT(acknowledged, 100);
}

TEST(PgFaults, ReadsGoToTheOwnRegionAndElsewhereByPolicy) {
    PgBouncer near(servers().postgres), far(servers().postgres), main(servers().postgres);
    const auto pool_with = [&](ReadFallback fallback) {
        return Pool(dsn_of(main), Readers{"eu", {{"eu", dsn_of(near)}, {"us", dsn_of(far)}}, fallback}, quick());
    };
    Pool strict = pool_with(ReadFallback::fail), wide = pool_with(ReadFallback::other_regions),
         home = pool_with(ReadFallback::then_the_primary);
    for (Pool* pool : {&strict, &wide, &home}) {
        EXPECT_TRUE(pool->read("SELECT 1"));
        EXPECT_EQ(pool->stats().opened, 0U) << "a read does not touch the primary";
    }
    near.stop(SIGKILL);
    const auto refused = strict.read("SELECT 1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(wide.read("SELECT 1"));
    far.stop(SIGKILL);
    EXPECT_FALSE(wide.read("SELECT 1"));
    EXPECT_TRUE(home.read("SELECT 1"));
    EXPECT_EQ(home.stats().opened, 1U);
    EXPECT_EQ(wide.stats().opened, 0U);

    Pool nowhere(dsn_of(main), Readers{"asia", {{"eu", dsn_of(near)}}, ReadFallback::fail}, quick());
    EXPECT_EQ(nowhere.read("SELECT 1").error().code, ErrorCode::unavailable);
}

TEST(PgFaults, ASilentReaderLeavesTimeForTheNext) {
    PgBouncer silent(servers().postgres), main(servers().postgres);
    Pool pool(dsn_of(main), Readers{"eu", {{"eu", dsn_of(silent)}}, ReadFallback::then_the_primary}, quick());
    EXPECT_TRUE(pool.read("SELECT 1"));
    silent.process().send(SIGSTOP);
    const auto began = Clock::now();
    EXPECT_TRUE(pool.read("SELECT 1"));
    EXPECT_LT(Clock::now() - began, 440ms);
    silent.process().send(SIGCONT);
}

TEST(PgFaults, ASilentAddressLeavesTimeForTheNext) {
    PgBouncer silent(servers().postgres), good(servers().postgres);
    silent.process().send(SIGSTOP);
    const std::string hosts = "host=127.0.0.1,127.0.0.1 port=" + std::to_string(silent.port()) + "," +
                              std::to_string(good.port()) + " user=tester dbname=postgres";
    Pool pool(PoolerDsn::parse(hosts, {silent.port(), good.port()}).value(), quick());
    EXPECT_TRUE(pool.query("SELECT 1"));
    silent.process().send(SIGCONT);
}

TEST(PgFaults, AForkedChildIsRefusedAndEndsNoConnection) {
    Pool pool(dsn_of(servers().pooler), quick());
    warm(pool);
    const pid_t child = fork();
    if (child == 0) {
        const auto refused = pool.query("SELECT 1");
        const auto body = [](Transaction& transaction) { return transaction.query("SELECT 1"); };
        const bool right =
            !refused && refused.error().code == ErrorCode::misuse && !pool.read("SELECT 1") && !pool.transaction(body);
        {
            const Pool ended = std::move(pool);
        }
        _exit(right ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(pool.query("SELECT 1"));
    EXPECT_EQ(pool.stats().opened, 1U) << "the parent's connection is as it was";
}

TEST(PgFaults, AHostWithoutANameIsUnavailableInTime) {
    Pool pool(PoolerDsn::parse("postgresql://nobody.invalid:6432/shop").value(), quick());
    const auto began = Clock::now();
    const auto rows = pool.query("SELECT 1");
    EXPECT_LT(Clock::now() - began, 440ms);
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::unavailable);
    EXPECT_NE(rows.error().detail.find("nobody.invalid"), std::string::npos) << rows.error().detail;
}

TEST(PgFaults, NamesAndSeveralHostsAreResolved) {
    const std::string port = std::to_string(servers().pooler.port());
    const std::string closed = std::to_string(testing::free_port());
    const auto dsn =
        PoolerDsn::unverified("postgresql://tester@localhost:" + closed + ",localhost:" + port + "/postgres",
                              "the first of two poolers is down");
    Pool pool(dsn.value(), quick());
    EXPECT_TRUE(pool.query("SELECT 1"));
}

}  // namespace
}  // namespace stateless::pg
