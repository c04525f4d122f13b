// Shows what the test of the shop judges: two replicas that are one server, and what becomes of it when one is killed.
#include <cstdio>
#include <thread>

#include "shop/scenarios.h"

using namespace std::chrono_literals;
using namespace stateless::testing;

namespace {

void show_trade(const char* what, const Trade& trade) {
    std::printf("%s\n    %d orders acknowledged, %d lost, %d without a confirmation;\n"
                "    %d requests failed and were sent again, the longest order took %.1f s\n",
                what, trade.acknowledged, trade.lost, trade.unconfirmed, trade.failed,
                static_cast<double>(trade.longest_wait.count()) / 1000);
    std::fflush(stdout);
}

bool show(ShopSite& site) {
    const Visits visits = visit(site, 100);
    std::printf("One login, 100 requests in turn, half of them into the cart\n"
                "    A answered %d, B %d, failures %d; the cart: %s\n",
                visits.by_first, visits.by_second, visits.bad, visits.cart.c_str());
    bool other = false;
    const Guesses guesses = guess(site, 12, other);
    std::printf(
        "12 wrong passwords, at both replicas\n    %d checked, %d refused with 429; the owner still logs in: %s\n",
        guesses.answered, guesses.refused, other ? "yes" : "no");
    const Pages pages = change_price(site, 50);
    std::printf("A product's page 50 times, then another price, then 50 times\n"
                "    rendered %d times, %d old prices shown\n",
                pages.renders, pages.old);
    const Heard heard = announce(site, "free shipping today");
    std::printf("One announcement\n    readers at A hear \"%s\", at B \"%s\"\n", heard.first.c_str(),
                heard.second.c_str());
    const Coupons coupons = redeem(site, 150);
    std::printf("150 want one of 100 coupons\n    %d got one\n", coupons.given);
    std::fflush(stdout);

    const Trade killed = trade(site, "killed", 4, 6s, [&] {
        std::this_thread::sleep_for(2s);
        site.kill_replica(0);
        std::this_thread::sleep_for(1s);
        site.start_replica(0);
    });
    show_trade("4 customers order for 6 s; kill -9 of A after 2 s, back after 3 s", killed);
    const Trade restarted = trade(site, "restarted", 4, 6s, [&] {
        std::this_thread::sleep_for(2s);
        site.redis().stop(SIGKILL);
        std::this_thread::sleep_for(1s);
        site.redis().start();
    });
    show_trade("The same; kill -9 of Redis after 2 s, back after 3 s", restarted);
    return visits.bad == 0 && guesses.answered == 5 && pages.old == 0 && heard.first == heard.second &&
           coupons.given == 100 && killed.lost + killed.unconfirmed + restarted.lost + restarted.unconfirmed == 0;
}

}  // namespace

int main() {
    std::printf("Two replicas of examples/shop-stateless behind nginx, Redis, PostgreSQL behind PgBouncer\n\n");
    std::fflush(stdout);
    ShopSite site(STATELESS_SHOP, STATELESS_SHOP_SCHEMA);
    const bool good = show(site);
    std::printf("\n%s\n", good ? "one server, as far as anybody can tell" : "NOT one server");
    return good ? 0 : 1;
}
