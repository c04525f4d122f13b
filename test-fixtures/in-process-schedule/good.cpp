// Loops and timers that tempt: upkeep of this process, work behind a shared lock, workers, retries, one run only.

//--- upkeep.h
#pragma once
#include <hiredis/hiredis.h>
#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>

PGconn* connection();
redisContext* redis();
void run(const std::string& sql);

extern std::atomic<bool> running;
void pause_between_rounds();

void expires_its_own_entries();
void reads_a_copy_of_a_table_again();
void says_that_it_is_alive_as_heartbeat();
void reports_metrics();
void works_under_a_lock_in_redis();
void works_under_an_advisory_lock();
void takes_jobs_that_nobody_else_gets();
void takes_jobs_from_a_shared_queue();
void waits_until_the_database_is_there();
void reconnects_when_the_connection_is_lost();
void works_only_as_the_leader();
std::string tries_again_for_a_request();

//--- upkeep.cpp
#include "upkeep.h"

#include <fstream>

std::atomic<bool> running{true};

std::map<std::string, long>& entries_of_this_thread();
void set_price(const std::string& name, const std::string& price);

void run(const std::string& sql) { PQexec(connection(), sql.c_str()); }
void pause_between_rounds() { std::this_thread::sleep_for(std::chrono::seconds(30)); }

void expires_its_own_entries() {
    while (running) {
        pause_between_rounds();
        auto& entries = entries_of_this_thread();
        for (auto entry = entries.begin(); entry != entries.end();)
            entry = entry->second < 0 ? entries.erase(entry) : std::next(entry);
    }
}

void reads_a_copy_of_a_table_again() {
    while (running) {
        PGresult* result = PQexec(connection(), "SELECT name, price FROM prices");
        for (int i = 0; i < PQntuples(result); ++i) set_price(PQgetvalue(result, i, 0), PQgetvalue(result, i, 1));
        PQclear(result);
        pause_between_rounds();
    }
}

void says_that_it_is_alive_as_heartbeat() {
    while (running) {
        freeReplyObject(redisCommand(redis(), "SET replica:%d alive EX 30", 1));
        pause_between_rounds();
    }
}

void reports_metrics() {
    while (running) {
        std::ofstream("metrics.prom") << 1;
        run("INSERT INTO metrics VALUES (1)");
        pause_between_rounds();
    }
}

void works_under_a_lock_in_redis() {
    while (running) {
        pause_between_rounds();
        void* reply = redisCommand(redis(), "SET lock:purge %d NX EX 60", 1);
        if (!reply) continue;
        run("DELETE FROM carts");
        freeReplyObject(reply);
    }
}

void works_under_an_advisory_lock() {
    while (running) {
        pause_between_rounds();
        PGresult* result = PQexec(connection(), "SELECT pg_try_advisory_xact_lock(42)");
        if (PQntuples(result) == 0) continue;
        run("DELETE FROM carts");
    }
}

void takes_jobs_that_nobody_else_gets() {
    while (running) {
        run("UPDATE jobs SET taken = true WHERE id = (SELECT id FROM jobs FOR UPDATE SKIP LOCKED LIMIT 1)");
        pause_between_rounds();
    }
}

void takes_jobs_from_a_shared_queue() {
    while (running) {
        void* reply = redisCommand(redis(), "LPOP jobs");
        if (reply) run("INSERT INTO done VALUES (1)");
        pause_between_rounds();
    }
}

void waits_until_the_database_is_there() {
    for (int i = 0; i < 30; ++i) {
        if (PQstatus(connection()) == CONNECTION_OK) break;
        pause_between_rounds();
    }
    run("CREATE TABLE IF NOT EXISTS notes (text text)");
}

void reconnects_when_the_connection_is_lost() {
    while (running) {
        redisReconnect(redis());
        pause_between_rounds();
    }
}

static bool is_leader() { return std::ifstream("/etc/leader").good(); }
void works_only_as_the_leader() {
    while (running) {
        pause_between_rounds();
        if (is_leader()) run("DELETE FROM carts");
    }
}

std::string tries_again_for_a_request() {
    for (int i = 0; i < 3; ++i) {
        PGresult* result = PQexec(connection(), "INSERT INTO orders VALUES (1)");
        if (PQresultStatus(result) == PGRES_COMMAND_OK) return "ok";
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return "failed";
}

//--- main.cpp
#include <httplib.h>

#include "upkeep.h"

int main() {
    waits_until_the_database_is_there();
    std::thread first(expires_its_own_entries);
    std::thread second(reads_a_copy_of_a_table_again);
    std::thread third(says_that_it_is_alive_as_heartbeat);
    std::thread fourth(reports_metrics);
    std::thread fifth(works_under_a_lock_in_redis);
    std::thread sixth(works_under_an_advisory_lock);
    std::thread seventh(takes_jobs_that_nobody_else_gets);
    std::thread eighth(takes_jobs_from_a_shared_queue);
    std::thread tenth(reconnects_when_the_connection_is_lost);
    std::thread eleventh(works_only_as_the_leader);
    httplib::Server svr;
    svr.Post("/", [](const httplib::Request&, httplib::Response& res) {
        res.set_content(tries_again_for_a_request(), "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
