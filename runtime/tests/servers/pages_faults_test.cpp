// Pages and other servers' answers while Redis is restarted, silent, or another server becomes its master: every
// visitor is answered by the deadline, and afterwards all replicas serve the same again.
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "stateless/fetch_cache.h"
#include "stateless/page_cache.h"
#include "support/redis_state.h"
#include "support/upstream.h"

namespace stateless {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::client_of;
using testing::eventually;
using testing::RedisServer;
using testing::Upstream;

// The deadline of a call to Redis, a tenth more, and what a busy machine needs to wake a thread.
constexpr auto deadline = 300ms, at_most = 330ms + testing::wakeup;

/// One replica's cache, whichever it is: what a visitor of a path sees.
struct Seen {
    std::string state, body;
};
using Visit = std::function<Seen(const std::string& path)>;

/// Two replicas, and how often what they serve was made.
struct Replicas {
    std::vector<Visit> visits;
    std::function<Result<void>()> invalidate_all;
    std::function<int()> made;
};

const std::vector<std::string> tags{"all"};

class Pages {
public:
    explicit Pages(const std::string& url)
        : one_(client_of(url, deadline), "pages", render(), calm),
          other_(client_of(url, deadline), "pages", render(), calm) {}

    Replicas replicas() {
        const auto visit = [](PageCache& cache) {
            return [&cache](const std::string& path) -> Seen {
                const auto page = cache.serve({path, Visitor::anybody, tags});
                if (!page) return {page.error().detail, ""};
                return {name_of(page->state), page->page.body};
            };
        };
        return {{visit(one_), visit(other_)},
                [this] { return one_.invalidate_tag(tags.front()); },
                [this] { return made_.load(); }};
    }

private:
    static constexpr PageCacheOptions calm{Ttl{1min}, Ttl{1min}};
    PageCache::Render render() {
        return [this](const std::string& path) -> Result<Page> {
            return Page{200, "text/plain", path + " " + std::to_string(++made_), {}};
        };
    }
    std::atomic<int> made_{0};
    PageCache one_, other_;
};

class Answers {
public:
    explicit Answers(const std::string& url) : one_(cache(url)), other_(cache(url)) {
        upstream_.answer_with([this](const httplib::Request& request, httplib::Response& response) {
            response.set_content(request.path + " " + std::to_string(upstream_.asked), "text/plain");
        });
    }

    Replicas replicas() {
        const auto visit = [this](FetchCache& cache) {
            return [this, &cache](const std::string& path) -> Seen {
                const auto answer = cache.get(upstream_.url(path), Ttl{1min}, tags);
                if (!answer) return {answer.error().detail, ""};
                constexpr const char* names[] = {"HIT", "STALE", "MISS", "UNKEPT", "PERSONAL"};
                return {names[static_cast<std::size_t>(answer->state)], answer->body};
            };
        };
        return {{visit(one_), visit(other_)},
                [this] { return one_.invalidate_tag(tags.front()); },
                [this] { return upstream_.asked.load(); }};
    }

private:
    static FetchCache cache(const std::string& url) {
        return FetchCache(client_of(url, deadline), "upstream", {Ttl{1min}, CacheWithoutRedis::compute});
    }
    Upstream upstream_;
    FetchCache one_, other_;
};

std::vector<std::string> paths() {
    std::vector<std::string> all;
    for (int number = 0; number < 20; ++number) all.push_back("/" + std::to_string(number));
    return all;
}

// All paths on both replicas; what each is, by its path. Every visitor gets an answer in time.
std::set<std::string> visit_all(const Replicas& replicas, std::set<std::string>& states) {
    std::set<std::string> bodies;
    for (const std::string& path : paths())
        for (const Visit& visit : replicas.visits) {
            const auto began = Clock::now();
            const Seen seen = visit(path);
            EXPECT_LT(Clock::now() - began, at_most) << path << " " << seen.state;
            EXPECT_EQ(seen.body.rfind(path + " ", 0), 0U) << seen.state;
            states.insert(seen.state);
            bodies.insert(seen.body);
        }
    return bodies;
}

const std::set<std::string> only_hits{"HIT"};

bool all_hit(const Replicas& replicas) {
    std::set<std::string> states;
    (void)visit_all(replicas, states);
    return states == only_hits;
}

// What was kept before is kept afterwards; nothing is made anew for both but while nobody could look.
void serve_over_a_failover(Replicas replicas, const std::function<void()>& fail_over) {
    std::set<std::string> states;
    const std::set<std::string> before = visit_all(replicas, states);
    EXPECT_EQ(before.size(), paths().size()) << "both replicas serve the same";
    ASSERT_TRUE(all_hit(replicas));
    fail_over();
    EXPECT_TRUE(eventually([&] { return all_hit(replicas); }));
    const int made = replicas.made();
    states.clear();
    EXPECT_EQ(visit_all(replicas, states), before) << "the new master has what the old one had";
    EXPECT_EQ(replicas.made(), made);
    // And it is told what is no longer so.
    ASSERT_TRUE(replicas.invalidate_all());
    states.clear();
    const std::set<std::string> after = visit_all(replicas, states);
    EXPECT_EQ(after.size(), paths().size());
    for (const std::string& body : after) EXPECT_EQ(before.count(body), 0U) << body;
    EXPECT_EQ(states, (std::set<std::string>{"HIT", "MISS"}));
    EXPECT_EQ(replicas.made(), made + static_cast<int>(paths().size()));
}

template <class Parts>
void serve_while_sentinels_fail_over() {
    testing::RedisSentinels servers;
    Parts parts(servers.url());
    serve_over_a_failover(parts.replicas(), [&] {
        RedisServer& master = servers.with_port(servers.master_port());
        master.await_replicas(2);
        master.stop(SIGKILL);
    });
    EXPECT_EQ(testing::keys_without_end(servers.with_port(servers.master_port())), "");
}

template <class Parts>
void serve_while_a_cluster_fails_over(const char* space) {
    testing::RedisCluster cluster;
    Parts parts(cluster.url());
    serve_over_a_failover(parts.replicas(), [&] {
        // Which has the tag of all.
        RedisServer& master = cluster.master_of(Key(space, tags.front(), {"tag"}).slot());
        master.await_replicas(1);
        master.stop(SIGKILL);
    });
}

TEST(PageCacheFaults, ServedWhileSentinelsFailOver) { serve_while_sentinels_fail_over<Pages>(); }
TEST(FetchCacheFaults, ServedWhileSentinelsFailOver) { serve_while_sentinels_fail_over<Answers>(); }
TEST(PageCacheFaults, ServedWhileAClusterFailsOver) { serve_while_a_cluster_fails_over<Pages>("pages"); }
TEST(FetchCacheFaults, ServedWhileAClusterFailsOver) { serve_while_a_cluster_fails_over<Answers>("upstream"); }

// Visitors come all the time, while Redis is killed and comes back without memory.
void serve_over_restarts(RedisServer& server, const Replicas& replicas) {
    std::atomic<bool> over = false;
    std::atomic<int> served = 0;
    std::mutex mutex;
    std::set<std::string> wrong;
    std::vector<std::thread> visitors;
    for (int visitor = 0; visitor < 6; ++visitor)
        visitors.emplace_back([&, visitor] {
            const Visit& visit = replicas.visits[static_cast<std::size_t>(visitor) % replicas.visits.size()];
            while (!over) {
                const auto began = Clock::now();
                const Seen seen = visit("/a");
                const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
                ++served;
                // Who waits for one that waits pays the deadline twice: for its own look, and for the other's.
                if (seen.body.rfind("/a ", 0) == 0 && took < at_most + deadline) continue;
                const std::lock_guard lock(mutex);
                wrong.insert(seen.state + " " + seen.body + " " + std::to_string(took.count()) + " ms");
            }
        });
    for (int time = 0; time < 3; ++time) {
        EXPECT_TRUE(eventually([&, before = served.load()] { return served > before + 50; }));
        server.stop(SIGKILL);
        EXPECT_TRUE(eventually([&, before = served.load()] { return served > before + 5; })) << "without Redis, too";
        server.start();
    }
    const auto kept = [&] {
        const Seen one = replicas.visits[0]("/a"), other = replicas.visits[1]("/a");
        return one.state == "HIT" && other.state == "HIT" && one.body == other.body;
    };
    EXPECT_TRUE(eventually(kept)) << "one for all again";
    over = true;
    for (auto& visitor : visitors) visitor.join();
    EXPECT_EQ(wrong, std::set<std::string>());
    EXPECT_EQ(testing::keys_without_end(server), "");
}

TEST(PageCacheFaults, ServedWhileRedisIsRestarted) {
    RedisServer server;
    Pages pages(server.url());
    serve_over_restarts(server, pages.replicas());
}

TEST(FetchCacheFaults, ServedWhileRedisIsRestarted) {
    RedisServer server;
    Answers answers(server.url());
    serve_over_restarts(server, answers.replicas());
}

// To invalidate without Redis is an error that says so; made again it holds.
void invalidate_without_redis(RedisServer& server, const Replicas& replicas) {
    const Seen before = replicas.visits[0]("/a");
    EXPECT_EQ(before.state, "MISS");
    server.process().send(SIGSTOP);
    const auto began = Clock::now();
    const auto lost = replicas.invalidate_all();
    EXPECT_LT(Clock::now() - began, at_most);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::outcome_unknown) << lost.error().detail;
    server.process().send(SIGCONT);
    EXPECT_TRUE(eventually([&] { return bool(replicas.invalidate_all()); }));
    const Seen after = replicas.visits[1]("/a");
    EXPECT_EQ(after.state, "MISS");
    EXPECT_NE(after.body, before.body);
    EXPECT_EQ(replicas.visits[0]("/a").body, after.body);
}

TEST(PageCacheFaults, InvalidatingWithoutRedisIsAnError) {
    RedisServer server;
    Pages pages(server.url());
    invalidate_without_redis(server, pages.replicas());
}

TEST(FetchCacheFaults, InvalidatingWithoutRedisIsAnError) {
    RedisServer server;
    Answers answers(server.url());
    invalidate_without_redis(server, answers.replicas());
}

// What a replica leaves that died while it rendered.
TEST(PageCacheFaults, AReplicaThatDiesWhileItRendersIsReplacedWhenItsTurnIsOver) {
    RedisServer server;
    Pages pages(server.url());
    EXPECT_EQ(server.ask({"SET", Key("pages", "/a", {"computing"}).str(), "0123456789abcdef", "PX", "400"}), "OK");
    const auto began = Clock::now();
    EXPECT_EQ(pages.replicas().visits[0]("/a").state, "MISS");
    EXPECT_GT(Clock::now() - began, 300ms);
    EXPECT_LT(Clock::now() - began, 400ms + at_most);
    EXPECT_EQ(pages.replicas().visits[1]("/a").state, "HIT");
}

}  // namespace
}  // namespace stateless
