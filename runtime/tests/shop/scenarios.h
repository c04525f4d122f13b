// What is done to a shop of two replicas, and what came of it: for the test, which judges it, and for the demo, which
// shows it.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "shop/site.h"

namespace stateless::testing {

struct Visits {
    int good = 0, bad = 0;
    int by_first = 0, by_second = 0;  ///< of the good ones
    std::string cart;                 ///< in the end
};
/// One login, then `count` requests of that session in turn at both replicas, half of which add to the cart.
[[nodiscard]] Visits visit(ShopSite& site, int count);

struct Guesses {
    int answered = 0, refused = 0;
    std::set<std::string> answered_by;
    std::string retry_after;
};
/// Wrong passwords from one address; then the right one from another, which is good.
[[nodiscard]] Guesses guess(ShopSite& site, int count, bool& other_is_let_in);

struct Pages {
    int renders = 0;  ///< X-Page: MISS
    int old = 0;      ///< served after the change, with the old price
    std::set<std::string> served_by;
};
/// A product's page, many times, then with another price.
[[nodiscard]] Pages change_price(ShopSite& site, int count);

struct Heard {
    std::string first, second;  ///< what a reader of each replica heard
};
[[nodiscard]] Heard announce(ShopSite& site, const std::string& text);

struct Coupons {
    int given = 0, refused = 0;
};
/// More are asked for than there are, at both replicas at once.
[[nodiscard]] Coupons redeem(ShopSite& site, int count);

struct Trade {
    int acknowledged = 0;                       ///< orders that a customer was told
    int failed = 0;                             ///< answers that were no order, which the customer asked for again
    int lost = 0;                               ///< acknowledged, and not in the database
    int unconfirmed = 0;                        ///< acknowledged, and no confirmation
    std::chrono::milliseconds longest_wait{0};  ///< until a customer had the order, asking again included
};
/// Customers, whose names begin with `shift`, order without pause for `length`, while `trouble` is made.
[[nodiscard]] Trade trade(ShopSite& site, const std::string& shift, int customers, std::chrono::milliseconds length,
                          const std::function<void()>& trouble);

/// How long until a session that was there before is served again, after `trouble`.
[[nodiscard]] std::chrono::milliseconds recover(ShopSite& site, const std::function<void()>& trouble);

}  // namespace stateless::testing
