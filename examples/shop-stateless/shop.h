// The shop's services, on libstateless. Whatever a request may change is in PostgreSQL or Redis, so that any replica
// can answer the next one; main() makes one of each service and hands requests to them.
#pragma once

#include <httplib.h>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include <stateless/annotations.h>
#include <stateless/broadcast.h>
#include <stateless/client_ip.h>
#include <stateless/id_sequence.h>
#include <stateless/job_queue.h>
#include <stateless/map.h>
#include <stateless/page_cache.h>
#include <stateless/pg_pool.h>
#include <stateless/rate_limiter.h>
#include <stateless/session_store.h>

/// The pages that everybody sees: rendered once for all replicas.
class Catalogue {
public:
    Catalogue(stateless::pg::Pool& database, const stateless::Redis& redis, std::string staff_token);

    void routes(httplib::Server& server);
    /// Has the pages ready before the first visitor.
    void prerender();

private:
    stateless::Result<stateless::Page> front_page() const;
    stateless::Result<stateless::Page> product_page(const std::string& path) const;
    void change_price(const httplib::Request& request, httplib::Response& response);

    stateless::pg::Pool& database_;
    stateless::Redis redis_;
    const std::string staff_token_;
    stateless::PageCache pages_;
};

/// Login, logout and who is asking.
class Accounts {
public:
    Accounts(stateless::pg::Pool& database, const stateless::Redis& redis, const stateless::TrustedProxies& proxies);

    void routes(httplib::Server& server);
    /// The user's name, or nothing if nobody is logged in. Throws ErrorResult if the sessions cannot be read.
    std::optional<std::string> user_of(const httplib::Request& request);

private:
    void login(const httplib::Request& request, httplib::Response& response);
    void logout(const httplib::Request& request, httplib::Response& response);

    stateless::pg::Pool& database_;
    const stateless::TrustedProxies& proxies_;
    stateless::SessionStore sessions_;
    stateless::RateLimiter logins_;
};

/// Carts, orders and their confirmations.
class Orders {
public:
    Orders(stateless::pg::Pool& database, const stateless::Redis& redis, Accounts& accounts);

    void routes(httplib::Server& server);

private:
    using Cart = stateless::Map<int, int>;  ///< how many of which product
    Cart cart_of(const std::string& user) const;
    void show_cart(const httplib::Request& request, httplib::Response& response);
    void add_to_cart(const httplib::Request& request, httplib::Response& response);
    void place_order(const httplib::Request& request, httplib::Response& response);
    stateless::Result<std::int64_t> store(std::int64_t number, const std::string& user, const std::string& request,
                                          Cart& cart);
    void redeem_coupon(const httplib::Request& request, httplib::Response& response);

    stateless::pg::Pool& database_;
    stateless::Redis redis_;
    Accounts& accounts_;
    stateless::IdSequence numbers_;
    stateless::JobQueue confirmations_;
    stateless::JobWorker mailer_;  // last: it works as soon as it is there
};

/// What the staff announce, sent to everybody who has the shop open, on whichever replica.
class News {
public:
    News(const stateless::Redis& redis, std::string staff_token);

    void routes(httplib::Server& server);

private:
    struct Reader {
        std::mutex mutex;
        std::condition_variable changed;
        STATELESS_PER_REPLICA("what goes out on this very connection") std::deque<std::string> unread;
    };
    void pass_on(const std::string& event);
    void open(httplib::Response& response);

    const std::string staff_token_;
    std::mutex mutex_;
    STATELESS_PER_REPLICA("connections cannot leave the replica; what is announced comes to each through Broadcast")
    std::set<std::shared_ptr<Reader>> readers_;
    stateless::Broadcast announcements_;  // last: it calls as soon as it is there
};

/// "key": "value" pairs need no JSON library here: all values are numbers.
void reply_json(httplib::Response& response, const std::string& json);
