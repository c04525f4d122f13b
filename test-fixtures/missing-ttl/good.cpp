// Entries with a lifetime in every spelling, and what Redis holds that is no cache.

//--- database.h
#pragma once
#include <string>

std::string read_user(const std::string& id);

//--- database.cpp
#include "database.h"

#include <libpq-fe.h>

extern PGconn* open_database();

std::string read_user(const std::string& id) {
    PGconn* connection = open_database();
    const char* values[] = {id.c_str()};
    PGresult* rows =
        PQexecParams(connection, "SELECT name FROM users WHERE id = $1", 1, nullptr, values, nullptr, nullptr, 0);
    std::string name = PQgetvalue(rows, 0, 0);
    PQclear(rows);
    return name;
}

//--- with_lifetime.cpp
#include <cpp_redis/cpp_redis>
#include <hiredis/hiredis.h>
#include <libmemcached/memcached.h>
#include <sw/redis++/redis++.h>

#include "database.h"

std::string read_through_with_ex(redisContext* redis, const std::string& id) {
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET user:%s", id.c_str()));
    if (reply->type == REDIS_REPLY_STRING) return reply->str;
    const std::string name = read_user(id);
    redisCommand(redis, "SET user:%s %s EX 60", id.c_str(), name.c_str());
    redisCommand(redis, "SET cache:user:%s %s PX %d", id.c_str(), name.c_str(), 5000);
    redisCommand(redis, "SETEX cache:user:%s 60 %s", id.c_str(), name.c_str());
    return name;
}

void keeps_the_lifetime_there_is(redisContext* redis, const std::string& id) {
    redisCommand(redis, "SET cache:user:%s renamed KEEPTTL", id.c_str());
}

void expires_afterwards(redisContext* redis, const std::string& id) {
    redisCommand(redis, "HSET cache:user:%s name %s", id.c_str(), id.c_str());
    redisCommand(redis, "EXPIRE cache:user:%s 300", id.c_str());
}

void pipelined_with_expire(redisContext* redis, const std::string& id) {
    redisAppendCommand(redis, "HMSET cache:user:%s name %s", id.c_str(), id.c_str());
    redisAppendCommand(redis, "PEXPIRE cache:user:%s 3000", id.c_str());
}

void set_with_milliseconds(sw::redis::Redis& cache, const std::string& id) {
    cache.set("user:" + id, id, std::chrono::milliseconds(3000));
    cache.setex("user:" + id, 60, id);
    cache.set("user:" + id, id, true);
}

void hash_expires_by_key_variable(sw::redis::Redis& cache, const std::string& id) {
    const std::string key = "user:" + id;
    cache.hset(key, "name", id);
    cache.expire(key, 60);
}

void memcached_for_a_minute(memcached_st* memcached, const std::string& key) {
    memcached_set(memcached, key.data(), key.size(), key.data(), key.size(), 60, 0);
}

class UserCache {
public:
    explicit UserCache(redisContext* redis) : redis_(redis) {}
    /// Both ways: the caller says which.
    void put(const std::string& key, const std::string& value, int ttl) {
        if (ttl > 0) redisCommand(redis_, "SETEX %s %d %s", key.c_str(), ttl, value.c_str());
        else redisCommand(redis_, "SET %s %s", key.c_str(), value.c_str());
    }
    void put_raw(const std::string& key, const std::string& value) {
        redisCommand(redis_, "SET %s %s", key.c_str(), value.c_str());
    }
    void expire(const std::string& key, int seconds) { redisCommand(redis_, "EXPIRE %s %d", key.c_str(), seconds); }

private:
    redisContext* redis_;
};

void caller_gives_the_lifetime(redisContext* redis, const std::string& id) {
    UserCache cache(redis);
    cache.put("user:" + id, id, 60);
    cache.put_raw("user:" + id, id);
    cache.expire("user:" + id, 60);
}

//--- no_cache.cpp
#include <hiredis/hiredis.h>
#include <sw/redis++/redis++.h>

#include "database.h"

void stores_a_session(redisContext* redis, const std::string& token) {
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "GET session:%s", token.c_str()));
    if (reply->type == REDIS_REPLY_STRING) return;
    const std::string user = read_user(token);
    redisCommand(redis, "SET session:%s %s", token.c_str(), user.c_str());
}

void takes_a_lock(redisContext* redis, const std::string& id) {
    redisCommand(redis, "SET lock:%s mine NX", id.c_str());
    redisCommand(redis, "SETNX cache:refreshing:%s mine", id.c_str());
}

void queues_work(redisContext* redis, const std::string& id) {
    redisCommand(redis, "LPUSH jobs %s", id.c_str());
    redisCommand(redis, "XADD orders * id %s", id.c_str());
}

void counts(redisContext* redis, const std::string& id) { redisCommand(redis, "INCR visits:%s", id.c_str()); }

void keeps_a_profile_for_good(sw::redis::Redis& redis, const std::string& id) {
    redis.hset("profile:" + id, "name", "Ada");
    redis.set("greeting:" + id, "hello");
}

void reads_and_writes_its_own_state(sw::redis::Redis& redis, const std::string& id) {
    const std::string key = "game:" + id;
    auto board = redis.get(key);
    redis.set(key, *board + "x");
}

void indexes_in_a_set(redisContext* redis, const std::string& id) {
    redisCommand(redis, "SADD known-users %s", id.c_str());
    redisCommand(redis, "ZADD trending 1 %s", id.c_str());
}

void publishes_and_asks(redisContext* redis, const std::string& id) {
    const std::string name = read_user(id);
    redisCommand(redis, "GET greeting:%s", id.c_str());
    redisCommand(redis, "PUBLISH users %s", name.c_str());
}

void writes_another_key_than_it_looks_up(redisContext* redis, const std::string& id) {
    redisCommand(redis, "GET plan:%s", id.c_str());
    const std::string name = read_user(id);
    redisCommand(redis, "SET last-name:%s %s", id.c_str(), name.c_str());
}

//--- main.cpp
#include <hiredis/hiredis.h>
#include <httplib.h>
#include <libmemcached/memcached.h>
#include <sw/redis++/redis++.h>

std::string read_through_with_ex(redisContext* redis, const std::string& id);
void keeps_the_lifetime_there_is(redisContext* redis, const std::string& id);
void expires_afterwards(redisContext* redis, const std::string& id);
void pipelined_with_expire(redisContext* redis, const std::string& id);
void set_with_milliseconds(sw::redis::Redis& cache, const std::string& id);
void hash_expires_by_key_variable(sw::redis::Redis& cache, const std::string& id);
void memcached_for_a_minute(memcached_st* memcached, const std::string& key);
void caller_gives_the_lifetime(redisContext* redis, const std::string& id);
void stores_a_session(redisContext* redis, const std::string& token);
void takes_a_lock(redisContext* redis, const std::string& id);
void queues_work(redisContext* redis, const std::string& id);
void counts(redisContext* redis, const std::string& id);
void keeps_a_profile_for_good(sw::redis::Redis& redis, const std::string& id);
void reads_and_writes_its_own_state(sw::redis::Redis& redis, const std::string& id);
void indexes_in_a_set(redisContext* redis, const std::string& id);
void publishes_and_asks(redisContext* redis, const std::string& id);
void writes_another_key_than_it_looks_up(redisContext* redis, const std::string& id);

void serve(redisContext* redis, sw::redis::Redis& plus, memcached_st* memcached) {
    redisCommand(redis, "SET cache:warm started");  // start-up: the next deployment writes it again
    httplib::Server server;
    server.Post("/all", [=, &plus](const httplib::Request& request, httplib::Response&) {
        read_through_with_ex(redis, request.body);
        keeps_the_lifetime_there_is(redis, request.body);
        expires_afterwards(redis, request.body);
        pipelined_with_expire(redis, request.body);
        set_with_milliseconds(plus, request.body);
        hash_expires_by_key_variable(plus, request.body);
        memcached_for_a_minute(memcached, request.body);
        caller_gives_the_lifetime(redis, request.body);
    });
    server.Post("/session", [=](const httplib::Request& request, httplib::Response&) {
        stores_a_session(redis, request.body);
        takes_a_lock(redis, request.body);
        queues_work(redis, request.body);
        counts(redis, request.body);
    });
    server.Post("/state", [=, &plus](const httplib::Request& request, httplib::Response&) {
        keeps_a_profile_for_good(plus, request.body);
        reads_and_writes_its_own_state(plus, request.body);
        indexes_in_a_set(redis, request.body);
    });
    server.Post("/more", [=](const httplib::Request& request, httplib::Response&) {
        publishes_and_asks(redis, request.body);
        writes_another_key_than_it_looks_up(redis, request.body);
    });
    server.listen("0.0.0.0", 8080);
}
