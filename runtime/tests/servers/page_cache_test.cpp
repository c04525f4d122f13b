// Pages that replicas share: who renders, who is served what, and what happens while rendering or Redis fails.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/page_cache.h"
#include "support/redis_state.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::eventually;
using testing::RedisServer;

constexpr PageCacheOptions quick{Ttl{300ms}, Ttl{1200ms}};
constexpr PageCacheOptions calm{Ttl{1min}, Ttl{1min}};

Redis client_of(const RedisServer& server) {
    RedisOptions options;
    options.connect_timeout = options.call_timeout = Timeout{300ms};
    return Redis(RedisUrl::parse(server.url()).value(), options);
}

/// What all replicas render from, and how often they did.
struct Source {
    std::mutex mutex;
    Page page;
    std::optional<Error> failure;
    bool throws = false;
    std::atomic<int> renders{0};
    std::atomic<std::chrono::milliseconds> takes{0ms};

    PageCache::Render render() {
        return [this](const std::string& path) -> Result<Page> {
            ++renders;
            std::this_thread::sleep_for(takes.load());
            const std::lock_guard lock(mutex);
            if (throws) throw std::runtime_error("no template");
            if (failure) return *failure;
            Page made = page;
            made.body += " of " + path;
            return made;
        };
    }
    void set(Page now) {
        const std::lock_guard lock(mutex);
        page = std::move(now);
    }
    void set(const std::string& body) { set(Page{200, "text/plain", body, {}}); }
    void fail(std::optional<Error> how) {
        const std::lock_guard lock(mutex);
        failure = std::move(how);
    }
};

class PageCacheServed : public ::testing::Test {
protected:
    PageCacheServed() { source.set("first"); }
    void TearDown() override { EXPECT_EQ(testing::keys_without_end(server), ""); }

    PageCache replica(const PageCacheOptions& options) {
        return PageCache(client_of(server), "pages", source.render(), options);
    }
    static std::string served(PageCache& cache, const std::string& path, Visitor visitor = Visitor::anybody) {
        const auto page = cache.serve({path, visitor});
        if (!page) return std::string("error ") + name_of(page.error().code);
        return name_of(page->state) + (" " + page->page.body);
    }

    Source source;
    RedisServer server;
};

TEST_F(PageCacheServed, OneReplicaRendersAndAllServeTheSame) {
    PageCache one = replica(calm), other = replica(calm);
    source.set(Page{404, "text/markdown", std::string("a\0b", 3), {{"X-A", "1"}, {"X-A", "2"}, {"Content-Type", "x"}}});
    const auto first = one.serve({"/a", Visitor::anybody}), second = other.serve({"/a", Visitor::anybody});
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->state, PageState::miss);
    EXPECT_EQ(second->state, PageState::hit);
    for (const auto& page : {first->page, second->page}) {
        EXPECT_EQ(page.status, 404);
        EXPECT_EQ(page.content_type, "text/markdown");
        EXPECT_EQ(page.body, std::string("a\0b", 3) + " of /a");
        EXPECT_EQ(page.headers, (std::vector<std::pair<std::string, std::string>>{
                                    {"X-A", "1"}, {"X-A", "2"}, {"Content-Type", "x"}}));
    }
    EXPECT_EQ(source.renders, 1);
    EXPECT_EQ(served(other, "/b").rfind("MISS", 0), 0U) << "another path is another page";
}

TEST_F(PageCacheServed, AColdPageIsRenderedOnceForACrowd) {
    source.takes = 100ms;
    PageCache one = replica(calm), other = replica(calm);
    std::atomic<int> good{0};
    std::vector<std::thread> crowd;
    for (int visitor = 0; visitor < 40; ++visitor)
        crowd.emplace_back([&, visitor] {
            const auto page = (visitor % 2 == 0 ? one : other).serve({"/a", Visitor::anybody});
            if (page && page->page.body == "first of /a") ++good;
        });
    for (auto& visitor : crowd) visitor.join();
    EXPECT_EQ(good, 40);
    EXPECT_EQ(source.renders, 1);
}

TEST_F(PageCacheServed, AnOldPageIsServedAtOnceWhileOneReplicaRendersItAnew) {
    PageCache one = replica(quick), other = replica(quick);
    EXPECT_EQ(served(one, "/a"), "MISS first of /a");
    std::this_thread::sleep_for(350ms);
    source.set("second");
    source.takes = 200ms;
    const auto began = Clock::now();
    EXPECT_EQ(served(one, "/a"), "STALE first of /a");
    EXPECT_EQ(served(other, "/a"), "STALE first of /a");
    EXPECT_EQ(served(one, "/a"), "STALE first of /a");
    EXPECT_LT(Clock::now() - began, 150ms);
    EXPECT_TRUE(eventually([&] { return served(other, "/a") == "HIT second of /a"; }));
    EXPECT_EQ(source.renders, 2);
}

TEST_F(PageCacheServed, WhileRenderingFailsTheOldPageStaysUntilItExpires) {
    PageCache one = replica(quick);
    EXPECT_EQ(served(one, "/a"), "MISS first of /a");
    source.fail(Error{ErrorCode::unavailable, true, false, "the database is gone"});
    std::this_thread::sleep_for(350ms);
    const int before = source.renders;
    EXPECT_EQ(served(one, "/a"), "STALE first of /a");
    EXPECT_TRUE(eventually([&] { return source.renders > before; }));
    EXPECT_EQ(served(one, "/a"), "STALE first of /a");
    EXPECT_TRUE(eventually([&] { return served(one, "/a") == "error unavailable"; }));
    const auto failed = one.serve({"/a", Visitor::anybody});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().detail, "the database is gone");
    source.fail(std::nullopt);
    EXPECT_EQ(served(one, "/a"), "MISS first of /a") << "a visitor of an expired page waits";
}

TEST_F(PageCacheServed, AFailureIsNeverKept) {
    PageCache one = replica(calm);
    source.set(Page{503, "text/plain", "sorry", {}});
    EXPECT_EQ(served(one, "/a"), "error unavailable");
    {
        const std::lock_guard lock(source.mutex);
        source.throws = true;
    }
    const auto failed = one.serve({"/a", Visitor::anybody});
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().detail.find("no template"), std::string::npos) << failed.error().detail;
    {
        const std::lock_guard lock(source.mutex);
        source.throws = false;
    }
    source.set("good");
    EXPECT_EQ(served(one, "/a"), "MISS good of /a");
}

TEST_F(PageCacheServed, AKnownVisitorIsNeitherServedFromTheCacheNorPutIntoIt) {
    PageCache one = replica(calm);
    EXPECT_EQ(served(one, "/a", Visitor::known), "PERSONAL first of /a");
    EXPECT_EQ(served(one, "/a"), "MISS first of /a");
    source.set("second");
    EXPECT_EQ(served(one, "/a", Visitor::known), "PERSONAL second of /a");
    EXPECT_EQ(served(one, "/a"), "HIT first of /a");
}

TEST_F(PageCacheServed, WhatMustNotBeKeptIsNotKept) {
    PageCache one = replica(calm), other = replica(calm);
    const std::vector<Page> pages{
        {200, "text/plain", "secret", {{"set-cookie", "id=1"}}},
        {200, "text/plain", "secret", {{"Cache-Control", "private, max-age=9"}}},
        {200, "text/plain", "secret", {{"Cache-Control", "max-age=9"}, {"cache-control", "no-store"}}},
        {200, "text/plain", "secret", {{"Vary", "*"}}},
        {302, "text/plain", "secret", {{"Location", "/b"}}},
        {403, "text/plain", "secret", {}}};
    int number = 0;
    for (const Page& page : pages) {
        source.set(page);
        source.renders = 0;
        const std::string path = "/" + std::to_string(++number);
        for (PageCache* cache : {&one, &other, &one}) {
            const auto got = cache->serve({path, Visitor::anybody});
            ASSERT_TRUE(got);
            EXPECT_EQ(got->state, PageState::personal) << number;
            EXPECT_EQ(got->page.status, page.status);
            EXPECT_EQ(got->page.headers, page.headers);
        }
        EXPECT_EQ(source.renders, 3) << number;
    }
    for (const std::string& key : testing::keys_of(server))
        EXPECT_EQ(server.ask({"GET", key}).find("secret"), std::string::npos) << key;
}

TEST_F(PageCacheServed, VisitorsOfWhatIsNotKeptDoNotWaitForEachOther) {
    PageCache one = replica(calm);
    source.set(Page{200, "text/plain", "mine", {{"Set-Cookie", "id=1"}}});
    EXPECT_EQ(served(one, "/a"), "PERSONAL mine of /a");
    source.takes = 200ms;
    const auto began = Clock::now();
    std::vector<std::thread> crowd;
    for (int visitor = 0; visitor < 10; ++visitor)
        crowd.emplace_back([&] { EXPECT_EQ(served(one, "/a"), "PERSONAL mine of /a"); });
    for (auto& visitor : crowd) visitor.join();
    EXPECT_LT(Clock::now() - began, 1s);
    EXPECT_EQ(source.renders, 11);
}

TEST_F(PageCacheServed, AnInvalidatedPageIsServedByNobody) {
    PageCache one = replica(calm), other = replica(calm);
    EXPECT_EQ(served(one, "/a"), "MISS first of /a");
    source.set("second");
    EXPECT_TRUE(other.invalidate("/a"));
    EXPECT_EQ(served(one, "/a"), "MISS second of /a");

    const PageRequest tagged{"/b", Visitor::anybody, {"product 7", "menu"}};
    EXPECT_EQ(one.serve(tagged).value().state, PageState::miss);
    EXPECT_EQ(other.serve(tagged).value().state, PageState::hit);
    source.set("third");
    EXPECT_TRUE(other.invalidate_tag("menu"));
    EXPECT_EQ(one.serve(tagged).value().page.body, "third of /b");
    EXPECT_EQ(served(one, "/a"), "HIT second of /a") << "it has no such tag";
}

TEST_F(PageCacheServed, WhatIsRenderedWhileItIsInvalidatedIsNotKept) {
    PageCache one = replica(calm), other = replica(calm);
    source.takes = 300ms;
    std::thread visitor([&] { (void)served(one, "/a"); });
    EXPECT_TRUE(eventually([&] { return source.renders == 1; }));
    EXPECT_TRUE(other.invalidate("/a"));
    visitor.join();
    source.set("second");
    source.takes = 0ms;
    EXPECT_EQ(served(other, "/a"), "MISS second of /a");
}

TEST_F(PageCacheServed, WithoutRedisEachReplicaRendersForItself) {
    PageCache one = replica(calm);
    EXPECT_EQ(served(one, "/a"), "MISS first of /a");
    server.stop(SIGKILL);
    EXPECT_EQ(served(one, "/a"), "UNKEPT first of /a");
    source.takes = 100ms;
    source.renders = 0;
    std::vector<std::thread> crowd;
    for (int visitor = 0; visitor < 10; ++visitor)
        crowd.emplace_back([&] { EXPECT_EQ(served(one, "/a"), "UNKEPT first of /a"); });
    for (auto& visitor : crowd) visitor.join();
    EXPECT_LT(source.renders, 5) << "one at a time, and who came meanwhile gets the same";
    source.takes = 0ms;
    server.start();
    EXPECT_TRUE(eventually([&] { return served(one, "/a") == "HIT first of /a"; }));
}

TEST_F(PageCacheServed, ASilentRedisCostsItsDeadline) {
    PageCache one = replica(calm);
    EXPECT_EQ(served(one, "/a"), "MISS first of /a");
    server.process().send(SIGSTOP);
    const auto began = Clock::now();
    EXPECT_EQ(served(one, "/a"), "UNKEPT first of /a");
    EXPECT_LT(Clock::now() - began, 600ms);
    server.process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return served(one, "/a") == "HIT first of /a"; }));
}

TEST_F(PageCacheServed, ReplicasThatStartTogetherRenderEachPageOnce) {
    PageCache one = replica(calm), other = replica(calm);
    source.takes = 20ms;
    std::vector<PageRequest> pages;
    for (int page = 0; page < 10; ++page) pages.emplace_back("/" + std::to_string(page), Visitor::anybody);
    std::thread beside([&] { EXPECT_EQ(other.prerender(pages).size(), 0U); });
    EXPECT_EQ(one.prerender(pages).size(), 0U);
    beside.join();
    EXPECT_EQ(source.renders, 10);
    EXPECT_EQ(served(one, "/3"), "HIT first of /3");
    source.fail(Error{ErrorCode::unavailable, true, false, "not now"});
    const auto failures = one.prerender({{"/3", Visitor::anybody}, {"/new", Visitor::anybody}});
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(failures[0].first, "/new");
    EXPECT_EQ(failures[0].second.detail, "not now");
}

TEST(PageCacheOptionsOf, AreChecked) {
    Redis redis(RedisUrl::parse("redis://127.0.0.1:1").value());
    EXPECT_THROW(PageCache(redis, "pages", nullptr, calm), std::invalid_argument);
    PageCacheOptions none = calm;
    none.background_threads = 0;
    EXPECT_THROW(PageCache(
                     redis, "pages", [](const std::string&) { return Result<Page>(Page{}); }, none),
                 std::invalid_argument);
}

}  // namespace
}  // namespace stateless
