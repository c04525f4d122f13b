// Answers of another server that replicas share: how often it is asked and with what, and what is served while it
// fails.
#include <algorithm>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/fetch_cache.h"
#include "support/redis_state.h"
#include "support/slow_names.h"
#include "support/upstream.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::RedisServer;
using testing::Upstream;

class FetchCacheAsked : public ::testing::Test {
protected:
    /// What is kept for a second may be gone already.
    void TearDown() override {
        const std::string keys = testing::keys_without_end(server);
        EXPECT_TRUE(keys.empty() || keys == "no keys at all\n") << keys;
    }

    FetchCacheOptions options() const {
        FetchCacheOptions quick{Ttl{1s}, CacheWithoutRedis::compute};
        quick.timeout = Timeout{400ms};
        quick.connect_timeout = Timeout{200ms};
        return quick;
    }
    FetchCache replica(const FetchCacheOptions& given) {
        RedisOptions redis;
        redis.connect_timeout = redis.call_timeout = Timeout{300ms};
        return FetchCache(Redis(RedisUrl::parse(server.url()).value(), redis), "upstream", given);
    }
    FetchCache replica() { return replica(options()); }
    static std::string got(FetchCache& cache, const std::string& url, Ttl ttl = Ttl{1min}) {
        const auto answer = cache.get(url, ttl);
        if (!answer) return std::string("error ") + name_of(answer.error().code);
        constexpr const char* names[] = {"hit", "stale", "fetched", "uncached", "passed"};
        return names[static_cast<std::size_t>(answer->state)] + (" " + answer->body);
    }

    Upstream upstream;
    RedisServer server;
};

TEST_F(FetchCacheAsked, OneReplicaFetchesForAll) {
    FetchCache one = replica(), other = replica();
    const std::string url = upstream.url("/a?b=1");
    EXPECT_EQ(got(one, url), "fetched one");
    EXPECT_EQ(got(other, url), "hit one");
    EXPECT_EQ(upstream.asked, 1);
    const auto answer = other.get(url, Ttl{1min}).value();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("content-TYPE"), "text/plain");
    EXPECT_EQ(answer.header("X-None"), "");
    EXPECT_EQ(got(one, upstream.url("/a?b=2")), "fetched one");
    EXPECT_EQ(upstream.asked, 2);
}

TEST_F(FetchCacheAsked, ACrowdIsOneFetch) {
    FetchCache one = replica(), other = replica();
    upstream.takes = 100ms;
    std::atomic<int> good{0};
    std::vector<std::thread> crowd;
    for (int caller = 0; caller < 40; ++caller)
        crowd.emplace_back([&, caller] {
            const auto answer = (caller % 2 == 0 ? one : other).get(upstream.url("/a"), Ttl{1min});
            if (answer && answer->body == "one") ++good;
        });
    for (auto& caller : crowd) caller.join();
    EXPECT_EQ(good, 40);
    EXPECT_EQ(upstream.asked, 1);
}

TEST_F(FetchCacheAsked, AnOldAnswerIsAskedForWithItsETag) {
    FetchCache one = replica();
    upstream.answer_with([](const httplib::Request& request, httplib::Response& response) {
        response.set_header("ETag", "\"v1\"");
        response.set_header("X-Age", request.has_header("If-None-Match") ? "new" : "old");
        if (request.get_header_value("If-None-Match") == "\"v1\"") response.status = 304;
        else response.set_content("one", "text/plain");
    });
    const std::string url = upstream.url("/a");
    EXPECT_EQ(got(one, url, Ttl{100ms}), "fetched one");
    std::this_thread::sleep_for(120ms);
    const auto again = one.get(url, Ttl{1min}).value();
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, "one");
    EXPECT_EQ(again.state, FetchState::fetched);
    EXPECT_EQ(again.header("X-Age"), "new");
    EXPECT_EQ(upstream.asked, 2);
    EXPECT_EQ(got(one, url), "hit one");

    EXPECT_TRUE(one.invalidate(url));
    upstream.answer_with([](const httplib::Request&, httplib::Response& response) {
        response.set_header("ETag", "\"v2\"");
        response.set_content("two", "text/plain");
    });
    EXPECT_EQ(got(one, url), "fetched two");
    EXPECT_EQ(got(one, url), "hit two");
    EXPECT_EQ(upstream.asked, 3);
}

TEST_F(FetchCacheAsked, LastModifiedDoesWhereThereIsNoETag) {
    FetchCache one = replica();
    const std::string time = "Sat, 28 Nov 2026 05:00:00 GMT";
    upstream.answer_with([time](const httplib::Request& request, httplib::Response& response) {
        response.set_header("Last-Modified", time);
        if (request.get_header_value("If-Modified-Since") == time) response.status = 304;
        else response.set_content("one", "text/plain");
    });
    EXPECT_EQ(got(one, upstream.url("/a"), Ttl{50ms}), "fetched one");
    std::this_thread::sleep_for(70ms);
    EXPECT_EQ(got(one, upstream.url("/a")), "fetched one");
    EXPECT_EQ(upstream.last.get_header_value("If-Modified-Since"), time);
}

TEST_F(FetchCacheAsked, WhileTheOtherServerFailsTheOldAnswerServesForAWhile) {
    FetchCache one = replica();
    const std::string url = upstream.url("/a");
    EXPECT_EQ(got(one, url, Ttl{100ms}), "fetched one");
    std::this_thread::sleep_for(120ms);
    upstream.answer_with([](const httplib::Request&, httplib::Response& response) { response.status = 500; });
    EXPECT_EQ(got(one, url), "stale one");
    upstream.stop();
    EXPECT_EQ(got(one, url), "stale one");
    EXPECT_TRUE(eventually([&] { return got(one, url) == "error unavailable"; }));
}

TEST_F(FetchCacheAsked, InTheBackgroundNobodyWaits) {
    FetchCacheOptions background = options();
    background.revalidate_in_background = true;
    FetchCache one = replica(background);
    const std::string url = upstream.url("/a");
    EXPECT_EQ(got(one, url, Ttl{100ms}), "fetched one");
    std::this_thread::sleep_for(120ms);
    upstream.takes = 200ms;
    upstream.answer_with(
        [](const httplib::Request&, httplib::Response& response) { response.set_content("two", "text/plain"); });
    const auto began = Clock::now();
    EXPECT_EQ(got(one, url), "stale one");
    EXPECT_LT(Clock::now() - began, 150ms);
    EXPECT_TRUE(eventually([&] { return got(one, url) == "hit two"; }));
    EXPECT_EQ(upstream.asked, 2);
}

TEST_F(FetchCacheAsked, WhatMustNotBeKeptIsPassedOn) {
    FetchCache one = replica();
    const std::vector<std::pair<std::string, std::string>> headers{
        {"Set-Cookie", "a=1"}, {"Cache-Control", "private"}, {"Cache-Control", "no-store"}, {"Vary", "*"}};
    for (const auto& [name, value] : headers) {
        upstream.asked = 0;
        upstream.answer_with([name = name, value = value](const httplib::Request&, httplib::Response& response) {
            response.set_header(name, value);
            response.set_content("mine", "text/plain");
        });
        const std::string url = upstream.url("/" + name + value.substr(0, 1));
        for (int call = 0; call < 3; ++call) EXPECT_EQ(got(one, url), "passed mine") << name;
        EXPECT_EQ(upstream.asked, 3);
    }
    upstream.answer_with([](const httplib::Request&, httplib::Response& response) { response.status = 403; });
    EXPECT_EQ(one.get(upstream.url("/forbidden"), Ttl{1min}).value().status, 403);
    upstream.answer_with([](const httplib::Request&, httplib::Response& response) { response.status = 404; });
    EXPECT_EQ(one.get(upstream.url("/none"), Ttl{1min}).value().state, FetchState::fetched);
    EXPECT_EQ(one.get(upstream.url("/none"), Ttl{1min}).value().state, FetchState::hit);
}

TEST_F(FetchCacheAsked, ASlowServerCostsTheDeadline) {
    FetchCache one = replica();
    upstream.takes = 1500ms;
    const auto began = Clock::now();
    EXPECT_EQ(got(one, upstream.url("/a")), "error unavailable");
    EXPECT_LT(Clock::now() - began, 700ms);
}

TEST_F(FetchCacheAsked, ATooLargeAnswerIsAnError) {
    FetchCacheOptions small = options();
    small.largest_body = 1000;
    FetchCache one = replica(small);
    upstream.answer_with([](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(1001, 'x'), "text/plain");
    });
    const auto answer = one.get(upstream.url("/a"), Ttl{1min});
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().detail.find("larger"), std::string::npos);
    upstream.answer_with([](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::string(1000, 'x'), "text/plain");
    });
    EXPECT_TRUE(one.get(upstream.url("/a"), Ttl{1min}));
}

TEST_F(FetchCacheAsked, RedirectsAreFollowedAndOtherProtocolsAreNot) {
    FetchCache one = replica();
    upstream.answer_with([](const httplib::Request& request, httplib::Response& response) {
        if (request.path == "/old") response.set_redirect("/new");
        else if (request.path == "/file") response.set_redirect("file:///etc/hostname");
        else if (request.path == "/loop") response.set_redirect("/loop");
        else response.set_content("moved", "text/plain");
    });
    EXPECT_EQ(got(one, upstream.url("/old")), "fetched moved");
    EXPECT_EQ(got(one, upstream.url("/file")), "error misuse");
    EXPECT_EQ(got(one, upstream.url("/loop")), "error unavailable");
    for (const char* url : {"file:///etc/hostname", "ftp://127.0.0.1/x", "http://", "nonsense:", "http://a b/"})
        EXPECT_EQ(got(one, url), "error misuse") << url;
}

TEST_F(FetchCacheAsked, ASlowNameServerCostsTheDeadline) {
    FetchCacheOptions patient = options();
    patient.connect_timeout = patient.timeout;
    FetchCache one = replica(patient);
    const auto began = Clock::now();
    EXPECT_EQ(got(one, std::string("http://") + testing::slow_name + "/a"), "error unavailable");
    EXPECT_LT(Clock::now() - began, 440ms + testing::wakeup);
    EXPECT_EQ(got(one, upstream.url("/a")), "fetched one") << "nobody else waits for the name";
}

TEST_F(FetchCacheAsked, ARedirectElsewhereIsNotGivenTheOwnHeaders) {
    FetchCacheOptions with = options();
    with.headers = {{"X-Api-Key", "k"}};
    FetchCache one = replica(with);
    Upstream elsewhere;
    upstream.answer_with([&](const httplib::Request& request, httplib::Response& response) {
        if (request.path == "/here") response.set_redirect("/new");
        else if (request.path == "/there") response.set_redirect(elsewhere.url("/back"));
        else response.set_content("key " + request.get_header_value("X-Api-Key"), "text/plain");
    });
    elsewhere.answer_with([&](const httplib::Request& request, httplib::Response& response) {
        if (request.path == "/back") response.set_redirect(upstream.url("/" + request.get_header_value("X-Api-Key")));
    });
    EXPECT_EQ(got(one, upstream.url("/here")), "fetched key k");
    EXPECT_EQ(got(one, upstream.url("/there")), "fetched key k") << "back where it belongs";
    EXPECT_EQ(elsewhere.last.get_header_value("X-Api-Key"), "");
    EXPECT_EQ(upstream.last.path, "/") << "nothing was there to tell";
}

TEST_F(FetchCacheAsked, OwnHeadersAreSentAndCheckedBefore) {
    FetchCacheOptions with = options();
    with.headers = {{"X-Api-Key", "k"}};
    FetchCache one = replica(with);
    EXPECT_EQ(got(one, upstream.url("/a")), "fetched one");
    EXPECT_EQ(upstream.last.get_header_value("X-Api-Key"), "k");
    for (const auto& bad :
         std::vector<std::pair<std::string, std::string>>{{"", "v"}, {"a b", "v"}, {"A", "x\r\nB: y"}}) {
        with.headers = {bad};
        EXPECT_THROW(replica(with), std::invalid_argument);
    }
}

TEST_F(FetchCacheAsked, ATagInvalidatesWhatWasGotWithIt) {
    FetchCache one = replica(), other = replica();
    const auto state = [&](FetchCache& cache) {
        return cache.get(upstream.url("/a"), Ttl{1min}, {"prices"}).value().state;
    };
    EXPECT_EQ(state(one), FetchState::fetched);
    EXPECT_EQ(state(other), FetchState::hit);
    EXPECT_TRUE(other.invalidate_tag("prices"));
    EXPECT_EQ(state(one), FetchState::fetched);
}

TEST_F(FetchCacheAsked, WithoutRedisThePolicyDecides) {
    FetchCacheOptions strict = options();
    strict.without_redis = CacheWithoutRedis::fail;
    FetchCache computes = replica(), fails = replica(strict);
    server.stop(SIGKILL);
    EXPECT_EQ(got(computes, upstream.url("/a")), "uncached one");
    EXPECT_EQ(got(fails, upstream.url("/a")), "error unavailable");
    EXPECT_EQ(upstream.asked, 1);
    server.start();
    EXPECT_TRUE(eventually([&] { return got(computes, upstream.url("/a")) == "fetched one"; }));
    EXPECT_TRUE(eventually([&] { return got(fails, upstream.url("/a")) == "hit one"; }));
}

}  // namespace
}  // namespace stateless
