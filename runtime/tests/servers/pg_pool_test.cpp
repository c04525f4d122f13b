// pg::Pool against PostgreSQL behind PgBouncer in transaction mode: what it does, and what it refuses to do.
#include "stateless/pg_pool.h"

#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "support/postgres_environment.h"

namespace stateless::pg {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::servers;

PoolerDsn behind_the_pooler() { return PoolerDsn::parse(servers().pooler.dsn(), {servers().pooler.port()}).value(); }

PoolOptions sized(std::size_t size) {
    PoolOptions options;
    options.size = size;
    return options;
}

std::string number(Result<Rows>& rows) {
    if (!rows) return rows.error().detail;
    return std::string((*rows)[0][0].text());
}

class PgPool : public ::testing::Test {
protected:
    void SetUp() override {
        (void)servers().postgres.ask("DROP TABLE IF EXISTS t; CREATE TABLE t (id int PRIMARY KEY, n int)");
    }
};

TEST_F(PgPool, SendsParametersApartFromTheText) {
    Pool pool(behind_the_pooler());
    const std::string hostile = "'; DROP TABLE t; --";
    auto rows =
        pool.query("SELECT $1::text AS a, $2::int AS b, $3::bool AS c, $4::float8 AS d, $5::text AS e, $6::bytea AS f",
                   {hostile, 42, true, 0.5, std::optional<std::string>(), Param::bytes(std::string("\0\xff", 2))});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_EQ(rows->size(), 1U);
    const Row row = (*rows)[0];
    EXPECT_EQ(row["a"].text(), hostile);
    EXPECT_EQ(row["b"].as<int>(), 42);
    EXPECT_TRUE(row["c"].as<bool>());
    EXPECT_EQ(row["d"].as<double>(), 0.5);
    EXPECT_TRUE(row["e"].is_null());
    EXPECT_EQ(row["e"].maybe<int>(), std::nullopt);
    EXPECT_EQ(row["f"].bytes(), std::string("\0\xff", 2));
    EXPECT_THROW((void)row["g"], std::out_of_range);
    EXPECT_THROW((void)row["a"].as<int>(), std::runtime_error);
    EXPECT_THROW((void)row["e"].text(), std::runtime_error);
    EXPECT_THROW((void)row["b"].as<bool>(), std::runtime_error);
    EXPECT_THROW((void)(*rows)[1], std::out_of_range);
}

TEST_F(PgPool, CountsAndIteratesRows) {
    Pool pool(behind_the_pooler());
    const auto inserted = pool.query("INSERT INTO t SELECT i, i * i FROM generate_series(1, 5) AS i");
    ASSERT_TRUE(inserted);
    EXPECT_EQ(inserted->affected(), 5U);
    auto rows = pool.query("SELECT n FROM t ORDER BY id");
    ASSERT_TRUE(rows);
    int sum = 0;
    for (const Row row : *rows) sum += row["n"].as<int>();
    EXPECT_EQ(sum, 55);
    EXPECT_EQ(rows->columns(), 1U);
}

TEST_F(PgPool, TellsErrorsByWhatTheCallerMayDo) {
    Pool pool(behind_the_pooler());
    ASSERT_TRUE(pool.query("INSERT INTO t VALUES (1, 1)"));
    const auto taken = pool.query("INSERT INTO t VALUES (1, 2)");
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::conflict);
    EXPECT_FALSE(taken.error().retryable);
    EXPECT_FALSE(taken.error().maybe_applied);
    EXPECT_EQ(taken.error().detail.rfind("[23505]", 0), 0U) << taken.error().detail;

    const auto wrong = pool.query("SELEKT 1");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::misuse);
    const auto session = pool.query("SET work_mem = '1GB'");
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code, ErrorCode::misuse);
    EXPECT_EQ(pool.query("SELECT $1::text", {std::string("a\0b", 3)}).error().code, ErrorCode::misuse);
    // An error of the statement costs no connection.
    EXPECT_EQ(pool.stats().opened, 1U);
}

TEST_F(PgPool, AStatementPastItsDeadlineEndsThere) {
    Pool pool(behind_the_pooler());
    ASSERT_TRUE(pool.query("SELECT 1"));
    const auto began = Clock::now();
    const auto late = pool.query("SELECT pg_sleep(5)", {}, Timeout{200ms});
    EXPECT_LT(Clock::now() - began, 260ms);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::outcome_unknown);
    EXPECT_TRUE(late.error().maybe_applied);
    EXPECT_TRUE(pool.query("SELECT 1"));
}

TEST_F(PgPool, ACancelledStatementIsUnavailableAndUndone) {
    Pool pool(behind_the_pooler());
    std::thread canceller([] {
        EXPECT_TRUE(eventually([] {
            return servers().postgres.ask("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE query "
                                          "LIKE '%pg_sleep(3)%' AND pid <> pg_backend_pid() AND state = 'active'") !=
                   "0";
        }));
    });
    const auto cancelled = pool.query("INSERT INTO t SELECT 1, 1 FROM pg_sleep(3)");
    canceller.join();
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(cancelled.error().maybe_applied);
    EXPECT_EQ(servers().postgres.ask("SELECT count(*) FROM t"), "0");
}

TEST_F(PgPool, IsBoundedAndSaysHowItStands) {
    PoolOptions options = sized(2);
    options.acquire_timeout = Timeout{150ms};
    options.most_waiting = 1;
    Pool pool(behind_the_pooler(), options);
    std::vector<std::thread> busy;
    for (int count = 0; count < 2; ++count) busy.emplace_back([&] { EXPECT_TRUE(pool.query("SELECT pg_sleep(0.6)")); });
    ASSERT_TRUE(eventually([&] { return pool.stats().in_use == 2; }));
    std::thread waiting([&] {
        const auto began = Clock::now();
        const auto rows = pool.query("SELECT 1");
        ASSERT_FALSE(rows);
        EXPECT_EQ(rows.error().code, ErrorCode::unavailable);
        EXPECT_NE(rows.error().detail.find("in_use=2 idle=0"), std::string::npos) << rows.error().detail;
        EXPECT_GE(Clock::now() - began, 150ms);
        EXPECT_LT(Clock::now() - began, 190ms);
    });
    ASSERT_TRUE(eventually([&] { return pool.stats().waiting == 1; }));
    const auto began = Clock::now();
    EXPECT_FALSE(pool.query("SELECT 1"));
    EXPECT_LT(Clock::now() - began, 50ms);
    waiting.join();
    for (auto& thread : busy) thread.join();
    EXPECT_EQ(pool.stats().in_use, 0U);
    EXPECT_EQ(pool.stats().idle, 2U);
}

TEST_F(PgPool, ServesManyThreadsWithFewConnections) {
    Pool pool(behind_the_pooler(), sized(4));
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 16; ++thread)
        threads.emplace_back([&, thread] {
            for (int count = 0; count < 50; ++count) {
                const auto rows = pool.query("SELECT $1::int", {thread * 1000 + count});
                if (!rows || (*rows)[0][0].as<int>() != thread * 1000 + count) ++failures;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(failures, 0);
    EXPECT_LE(pool.stats().opened, 4U);
}

TEST_F(PgPool, ReplacesOldAndUnusedConnections) {
    PoolOptions options = sized(1);
    options.longest_life = Ttl{200ms};
    Pool ageing(behind_the_pooler(), options);
    for (int count = 0; count < 5; ++count) {
        ASSERT_TRUE(ageing.query("SELECT 1"));
        std::this_thread::sleep_for(120ms);
    }
    EXPECT_GE(ageing.stats().opened, 2U);
    EXPECT_LE(ageing.stats().opened, 4U);

    options.longest_life = Ttl{1h};
    options.longest_idle = Ttl{50ms};
    Pool resting(behind_the_pooler(), options);
    ASSERT_TRUE(resting.query("SELECT 1"));
    std::this_thread::sleep_for(80ms);
    ASSERT_TRUE(resting.query("SELECT 1"));
    EXPECT_EQ(resting.stats().opened, 2U);
}

TEST_F(PgPool, NeverOpensMoreThanAFewAtOnce) {
    PoolOptions options = sized(16);
    options.connecting_at_once = 2;
    options.acquire_timeout = Timeout{5s};
    Pool pool(behind_the_pooler(), options);
    std::atomic<bool> over{false};
    std::size_t most = 0;
    std::thread watcher([&] {
        while (!over) most = std::max(most, pool.stats().connecting);
    });
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 16; ++thread)
        threads.emplace_back([&] { EXPECT_TRUE(pool.query("SELECT pg_sleep(0.2)")); });
    for (auto& thread : threads) thread.join();
    over = true;
    watcher.join();
    EXPECT_LE(most, 2U);
}

TEST_F(PgPool, TransactionsCommitRollBackAndPassExceptionsOn) {
    Pool pool(behind_the_pooler(), sized(1));
    const auto committed = pool.transaction([](Transaction& transaction) -> Result<int> {
        if (auto rows = transaction.query("INSERT INTO t VALUES (1, 10)"); !rows) return rows.error();
        return 7;
    });
    ASSERT_TRUE(committed) << committed.error().detail;
    EXPECT_EQ(*committed, 7);

    const auto refused = pool.transaction([](Transaction& transaction) -> Result<int> {
        if (auto rows = transaction.query("INSERT INTO t VALUES (2, 20)"); !rows) return rows.error();
        return Error{ErrorCode::misuse, false, false, "changed my mind"};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, "changed my mind");

    EXPECT_THROW((void)pool.transaction([](Transaction& transaction) -> Result<int> {
        (void)transaction.query("INSERT INTO t VALUES (3, 30)");
        throw std::domain_error("thrown");
    }),
                 std::domain_error);
    EXPECT_EQ(servers().postgres.ask("SELECT string_agg(id::text, ',') FROM t"), "1");
    EXPECT_EQ(pool.stats().opened, 1U);
}

TEST_F(PgPool, AnIgnoredErrorDoesNotPassForACommit) {
    Pool pool(behind_the_pooler());
    const auto outcome = pool.transaction([](Transaction& transaction) -> Result<int> {
        (void)transaction.query("INSERT INTO t VALUES (1, 1)");
        (void)transaction.query("SELECT 1 / 0");
        return 1;
    });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::misuse);
    EXPECT_EQ(servers().postgres.ask("SELECT count(*) FROM t"), "0");
}

TEST_F(PgPool, SerialisableTransactionsAreRunAgainUntilTheyFit) {
    Pool pool(behind_the_pooler(), sized(4));
    ASSERT_TRUE(pool.query("INSERT INTO t VALUES (1, 0)"));
    TransactionOptions options;
    options.isolation = Isolation::serializable;
    options.attempts = 200;
    options.timeout = Timeout{30s};
    std::atomic<int> runs{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int count = 0; count < 25; ++count) {
                const auto done = pool.transaction(options, [&](Transaction& transaction) -> Result<int> {
                    ++runs;
                    auto rows = transaction.query("SELECT n FROM t WHERE id = 1");
                    if (!rows) return rows.error();
                    const int next = (*rows)[0]["n"].as<int>() + 1;
                    if (auto written = transaction.query("UPDATE t SET n = $1 WHERE id = 1", {next}); !written)
                        return written.error();
                    return next;
                });
                EXPECT_TRUE(done) << done.error().detail;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(servers().postgres.ask("SELECT n FROM t WHERE id = 1"), "100");
    EXPECT_GT(runs, 100);
}

TEST_F(PgPool, SettingsAndLocksEndWithTheTransaction) {
    Pool pool(behind_the_pooler(), sized(2));
    const auto inside = pool.transaction([&](Transaction& transaction) -> Result<std::string> {
        if (auto set = transaction.set_local("app.tenant", "seven"); !set) return set.error();
        if (auto held = transaction.xact_lock("invoices"); !held) return held.error();
        const auto other =
            pool.transaction([](Transaction& second) -> Result<bool> { return second.try_xact_lock("invoices"); });
        EXPECT_TRUE(other && !*other);
        auto rows = transaction.query("SELECT current_setting('app.tenant')");
        return number(rows);
    });
    ASSERT_TRUE(inside) << inside.error().detail;
    EXPECT_EQ(*inside, "seven");
    auto outside = pool.query("SELECT coalesce(current_setting('app.tenant', true), '')");
    EXPECT_EQ(number(outside), "");
    const auto free =
        pool.transaction([](Transaction& later) -> Result<bool> { return later.try_xact_lock("invoices"); });
    EXPECT_TRUE(free && *free);
}

TEST_F(PgPool, TheServerBoundsATransactionToo) {
    Pool pool(behind_the_pooler());
    TransactionOptions options;
    options.timeout = Timeout{300ms};
    const auto began = Clock::now();
    const auto late = pool.transaction(options, [](Transaction& transaction) -> Result<int> {
        if (auto rows = transaction.query("INSERT INTO t SELECT 1, 1 FROM pg_sleep(5)"); !rows) return rows.error();
        return 1;
    });
    EXPECT_LT(Clock::now() - began, 400ms);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(late.error().maybe_applied);
    EXPECT_TRUE(eventually([] {
        return servers().postgres.ask("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(5)%' "
                                      "AND pid <> pg_backend_pid() AND state = 'active'") == "0";
    }));
    EXPECT_EQ(servers().postgres.ask("SELECT count(*) FROM t"), "0");
}

TEST_F(PgPool, AReadOnlyTransactionCannotWrite) {
    Pool pool(behind_the_pooler());
    TransactionOptions options;
    options.read_only = true;
    options.attempts = 1;
    const auto written = pool.transaction(options, [](Transaction& transaction) -> Result<int> {
        if (auto rows = transaction.query("INSERT INTO t VALUES (1, 1)"); !rows) return rows.error();
        return 1;
    });
    EXPECT_FALSE(written);
    EXPECT_EQ(servers().postgres.ask("SELECT count(*) FROM t"), "0");
}

}  // namespace
}  // namespace stateless::pg
