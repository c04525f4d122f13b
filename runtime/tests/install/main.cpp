// Uses something of each part, so that it must be found, compiled and linked.
#include <cstdio>

#include <stateless/annotations.h>
#include <stateless/cache.h>
#include <stateless/cache_control.h>
#include <stateless/client_ip.h>
#include <stateless/fetch_cache.h>
#include <stateless/job_queue.h>
#include <stateless/page_cache.h>
#include <stateless/pg_pool.h>
#include <stateless/rate_limiter.h>
#include <stateless/redis.h>
#include <stateless/sealed_cookies.h>
#include <stateless/uuid7.h>

int main() {
    using namespace stateless;
    using namespace std::chrono_literals;
    const TrustedProxies proxies{"10.0.0.0/8"};
    const auto client = client_ip("10.0.0.1", "203.0.113.5", proxies, ForwardingHeader::x_forwarded_for);
    const SealedCookies cookies({SealingKey::parse("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")},
                                {"session", Ttl{30min}, Ttl{8h}});
    pg::Pool pool(PoolerDsn::parse("postgresql://127.0.0.1:6432/shop").value());
    const Redis redis(RedisUrl::parse("redis://127.0.0.1:1").value());
    RateLimiter limiter(redis, "limit", RateLimit::fixed_window(Quota{5, 1min}), LimitWithoutRedis::allow);
    Cache<int> cache(redis, "cache", CacheWithoutRedis::compute);
    FetchCache fetched(redis, "upstream", {Ttl{1h}, CacheWithoutRedis::compute});
    PageCache pages(redis, "page", [](const std::string&) -> Result<Page> { return Page(); }, {Ttl{1min}, Ttl{1h}});
    JobQueue jobs(redis, Key("install", "jobs"));
    const bool good = client && client->address.str() == "203.0.113.5" && uuid7().version() == 7 &&
                      cookies.open(cookies.seal("v")).value == "v" && pool.stats().opened == 0 &&
                      redis.stats().opened == 0 && limiter.acquire("c").allowed() &&
                      cache.get_or_compute("a", Ttl{1min}, [] { return 5; }).value() == 5 &&
                      !fetched.get("nonsense:", Ttl{1min}) && pages.serve({"/", Visitor::anybody}) &&
                      !jobs.enqueue("a", "b") && CacheControl().fresh_for(1min).str() == "max-age=60";
    std::puts(good ? "good" : "bad");
    return good ? 0 : 1;
}
