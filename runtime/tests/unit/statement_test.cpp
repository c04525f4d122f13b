// Statements that a pooler in transaction mode cannot keep to one client are refused, and no others.
#include "postgres/statement.h"

#include <gtest/gtest.h>

namespace stateless::pg {
namespace {

bool refused_alone(std::string_view sql) { return why_refused(sql, Where::alone).has_value(); }
bool refused_inside(std::string_view sql) { return why_refused(sql, Where::in_transaction).has_value(); }

TEST(Statement, SessionFeaturesAreRefusedEverywhere) {
    for (const char* sql : {"SET work_mem = '1GB'",
                            "set search_path to x",
                            "SET SESSION work_mem = 1",
                            "RESET ALL",
                            "LISTEN jobs",
                            "unlisten *",
                            "PREPARE q AS SELECT 1",
                            "EXECUTE q",
                            "DEALLOCATE ALL",
                            "DISCARD ALL",
                            "LOAD 'x'",
                            "/* a /* nested */ comment */ SET x = 1",
                            "-- a line\nSET x = 1",
                            "CREATE TEMP TABLE t (x int)",
                            "CREATE TEMPORARY TABLE t AS SELECT 1",
                            "SELECT 1 INTO TEMP t",
                            "CREATE LOCAL TEMP TABLE t (x int)",
                            "SELECT pg_advisory_lock(1)",
                            "SELECT PG_TRY_ADVISORY_LOCK (1)",
                            "SELECT pg_advisory_unlock_all()",
                            "SELECT set_config('a.b', '1', false)",
                            "COPY t FROM STDIN",
                            "COPY t TO STDOUT",
                            "SELECT $tag$ text $tag$, pg_advisory_lock(1)",
                            "SELECT E'\\'', pg_advisory_lock(1)"}) {
        EXPECT_TRUE(refused_alone(sql)) << sql;
        EXPECT_TRUE(refused_inside(sql)) << sql;
    }
}

TEST(Statement, TransactionsHaveTheirOwnCall) {
    for (const char* sql : {"BEGIN", "START TRANSACTION", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT a",
                            "RELEASE a", "ROLLBACK TO a", "SET LOCAL x = 1", "DECLARE c CURSOR FOR SELECT 1"})
        EXPECT_TRUE(refused_alone(sql)) << sql;
    for (const char* sql : {"BEGIN", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE TRANSACTION 'x'",
                            "DECLARE c CURSOR WITH HOLD FOR SELECT 1"})
        EXPECT_TRUE(refused_inside(sql)) << sql;
    for (const char* sql : {"SAVEPOINT a", "RELEASE SAVEPOINT a", "ROLLBACK TO a", "ROLLBACK WORK TO SAVEPOINT a",
                            "SET LOCAL x = 1", "SET TRANSACTION READ ONLY", "SET CONSTRAINTS ALL DEFERRED",
                            "DECLARE c CURSOR FOR SELECT 1", "CREATE TEMP TABLE t (x int) ON COMMIT DROP"})
        EXPECT_FALSE(refused_inside(sql)) << sql;
}

TEST(Statement, WordsInTextAndNamesDoNotCount) {
    for (const char* sql :
         {"SELECT 1", "", "UPDATE t SET a = 1", "SELECT 'pg_advisory_lock(1)'", "SELECT \"pg_advisory_lock\" FROM t",
          "SELECT pg_advisory_lock FROM t", "SELECT $$pg_advisory_lock(1)$$", "SELECT $1, $2", "NOTIFY jobs, 'x'",
          "SELECT 'it''s' , 'SET x'", "INSERT INTO t (\"begin\") VALUES ($1)", "SELECT set_config('a.b', '1', true)",
          "WITH begin AS (SELECT 1) SELECT * FROM begin", "CREATE TABLE temp (x int)",
          "SELECT 'a' -- pg_advisory_lock(1)", "INSERT INTO temperatures VALUES (1)", "COPY t FROM '/srv/t.csv'",
          "SELECT E'\\' pg_advisory_lock(1)'", "SELECT pg_advisory_xact_lock(1)"})
        EXPECT_FALSE(refused_alone(sql)) << sql << ": " << why_refused(sql, Where::alone).value_or("");
}

TEST(Statement, UnfinishedTextIsReadToItsEnd) {
    for (const char* sql : {"'", "\"", "/*", "/* /*", "--", "$a$", "$", "E'\\", "$$ x", "SELECT 'x"})
        EXPECT_FALSE(refused_alone(sql)) << sql;
}

}  // namespace
}  // namespace stateless::pg
