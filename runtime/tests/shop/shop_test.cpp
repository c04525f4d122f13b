// The example shop as two replicas that must not be told from one server, and what killing one, or Redis, or the pooler
// costs.
#include <gtest/gtest.h>

#include "shop/scenarios.h"
#include "support/redis_state.h"

namespace stateless::testing {
namespace {

using namespace std::chrono_literals;

/// One site for all: making a database takes longer than most tests.
class Shop : public ::testing::Test {
protected:
    static void SetUpTestSuite() { site_ = std::make_unique<ShopSite>(STATELESS_SHOP, STATELESS_SHOP_SCHEMA); }
    static void TearDownTestSuite() { site_.reset(); }
    void TearDown() override {
        EXPECT_EQ(keys_without_end(site_->redis()), "");
        if (HasFailure()) std::fputs(site_->logs().c_str(), stderr);
    }
    static ShopSite& site() { return *site_; }

private:
    static std::unique_ptr<ShopSite> site_;
};

std::unique_ptr<ShopSite> Shop::site_;

TEST_F(Shop, OneLoginHoldsOnBothReplicasAndTheCartIsOne) {
    const Visits visits = visit(site(), 20);
    EXPECT_EQ(visits.bad, 0);
    EXPECT_GT(visits.by_first, 5);
    EXPECT_GT(visits.by_second, 5);
    EXPECT_EQ(visits.cart, "{\"2\":10}");
}

TEST_F(Shop, NobodyGetsMoreGuessesThanOneReplicaWouldGive) {
    bool other_is_let_in = false;
    const Guesses guesses = guess(site(), 12, other_is_let_in);
    EXPECT_EQ(guesses.answered, 5);
    EXPECT_EQ(guesses.refused, 7);
    EXPECT_EQ(guesses.answered_by.size(), 2U);
    EXPECT_FALSE(guesses.retry_after.empty());
    EXPECT_TRUE(other_is_let_in);
}

TEST_F(Shop, APriceChangesEverywhereAtOnce) {
    const Pages pages = change_price(site(), 20);
    EXPECT_EQ(pages.old, 0);
    EXPECT_EQ(pages.renders, 2);
    EXPECT_EQ(pages.served_by.size(), 2U);
    const auto views = site().visitor().Get("/products/1/views");
    ASSERT_TRUE(views);
    EXPECT_EQ(views->body, "{\"views\":40}");
    EXPECT_EQ(site().visitor().Get("/products/77")->status, 404);
    EXPECT_EQ(site().visitor().Put("/products/1/price", "1", "text/plain")->status, 403);
}

TEST_F(Shop, AnAnnouncementReachesTheReadersOfBothReplicas) {
    const Heard heard = announce(site(), "free shipping today");
    EXPECT_EQ(heard.first, "free shipping today");
    EXPECT_EQ(heard.second, "free shipping today");
}

TEST_F(Shop, NoMoreCouponsAreGivenThanThereAre) {
    const Coupons coupons = redeem(site(), 150);
    EXPECT_EQ(coupons.given, 100);
    EXPECT_EQ(coupons.refused, 50);
}

TEST_F(Shop, AKilledReplicaLosesNothingThatACustomerWasTold) {
    const Trade trade = testing::trade(site(), "kill", 4, 4s, [] {
        for (std::size_t replica : {0U, 1U}) {
            std::this_thread::sleep_for(700ms);
            site().kill_replica(replica);
            std::this_thread::sleep_for(300ms);
            site().start_replica(replica);
        }
    });
    EXPECT_GT(trade.acknowledged, 20);
    EXPECT_EQ(trade.lost, 0);
    EXPECT_EQ(trade.unconfirmed, 0);
    EXPECT_LT(trade.longest_wait, 5s);
}

TEST_F(Shop, AStoppedReplicaThatComesBackDoesNoHarm) {
    const Trade trade = testing::trade(site(), "stop", 3, 3s, [] {
        std::this_thread::sleep_for(500ms);
        site().replica(1).send(SIGSTOP);
        std::this_thread::sleep_for(1s);
        site().replica(1).send(SIGCONT);
    });
    EXPECT_GT(trade.acknowledged, 10);
    EXPECT_EQ(trade.lost, 0);
    EXPECT_EQ(trade.unconfirmed, 0);
}

TEST_F(Shop, RedisMayBeRestartedUnderLoad) {
    const Trade trade = testing::trade(site(), "redis", 4, 4s, [] {
        std::this_thread::sleep_for(700ms);
        site().redis().stop(SIGKILL);
        std::this_thread::sleep_for(500ms);
        site().redis().start();
    });
    EXPECT_GT(trade.acknowledged, 20);
    EXPECT_EQ(trade.lost, 0);
    EXPECT_EQ(trade.unconfirmed, 0);
    EXPECT_LT(trade.longest_wait, 8s);
}

TEST_F(Shop, SessionsAreThereAgainWhenRedisIs) {
    EXPECT_LT(recover(site(),
                      [] {
                          site().redis().stop(SIGKILL);
                          site().redis().start();
                      }),
              5s);
}

TEST_F(Shop, ThePoolerMayBeRestartedUnderLoad) {
    const Trade trade = testing::trade(site(), "pooler", 3, 3s, [] {
        std::this_thread::sleep_for(700ms);
        site().pooler().stop(SIGKILL);
        std::this_thread::sleep_for(300ms);
        site().pooler().start();
    });
    EXPECT_GT(trade.acknowledged, 10);
    EXPECT_EQ(trade.lost, 0);
    EXPECT_EQ(trade.unconfirmed, 0);
}

TEST_F(Shop, WithoutRedisPagesAreServedAndNobodyLogsIn) {
    const std::string cookie = site().log_in("ada", "engine");
    site().redis().stop(SIGKILL);
    const auto page = site().visitor().Get("/products/2");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
    EXPECT_EQ(page->get_header_value("X-Page"), "UNKEPT");
    const auto login = site().visitor().Post("/login", httplib::Params{{"user", "ada"}, {"password", "engine"}});
    ASSERT_TRUE(login);
    EXPECT_EQ(login->status, 429) << "the limiter was told to deny then";
    const auto cart = site().visitor().Get("/cart", {{"Cookie", cookie}});
    ASSERT_TRUE(cart);
    EXPECT_EQ(cart->status, 503);
    site().redis().start();
}

TEST_F(Shop, AReplicaThatIsToldToStopDoes) {
    site().replica(0).end(SIGTERM);
    EXPECT_FALSE(site().replica(0).running());
    const auto page = site().visitor().Get("/products/2");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->get_header_value("X-Replica"), "B");
    site().start_replica(0);
}

}  // namespace
}  // namespace stateless::testing
