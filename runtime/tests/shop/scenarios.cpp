// Whether an order is there is asked of the database itself, past the shop and the pooler.
#include "shop/scenarios.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <sstream>
#include <thread>

namespace stateless::testing {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

httplib::Headers as(const std::string& cookie) { return {{"Cookie", cookie}}; }

milliseconds since(Clock::time_point began) { return std::chrono::duration_cast<milliseconds>(Clock::now() - began); }

bool add_to_cart(httplib::Client& client, const std::string& cookie) {
    const auto added = client.Post("/cart", as(cookie), httplib::Params{{"product", "1"}, {"count", "1"}});
    return added && added->status == 204;
}

/// The first event of a replica's stream that is no comment.
std::string hear(httplib::Client client, std::atomic<int>& listening) {
    std::string heard;
    (void)client.Get("/news", [&](const char* bytes, std::size_t size) {
        const std::string event(bytes, size);
        if (event.find("welcome") != std::string::npos) ++listening;
        const std::size_t data = event.find("data: ");
        if (data == std::string::npos) return true;
        heard = event.substr(data + 6, event.find('\n', data) - data - 6);
        return false;
    });
    return heard;
}

}  // namespace

Visits visit(ShopSite& site, int count) {
    Visits visits;
    const std::string cookie = site.log_in("ada", "engine");
    auto client = site.visitor();
    for (int number = 0; number < count; ++number) {
        const auto answer = number % 2 == 0
                                ? client.Post("/cart", as(cookie), httplib::Params{{"product", "2"}, {"count", "1"}})
                                : client.Get("/cart", as(cookie));
        const bool good = answer && answer->status < 300;
        ++(good ? visits.good : visits.bad);
        if (good) ++(answer->get_header_value("X-Replica") == "A" ? visits.by_first : visits.by_second);
        if (good && number % 2 != 0) visits.cart = answer->body;
    }
    return visits;
}

Guesses guess(ShopSite& site, int count, bool& other_is_let_in) {
    Guesses guesses;
    auto guesser = site.visitor("127.0.0.66");
    for (int number = 0; number < count; ++number) {
        const auto answer =
            guesser.Post("/login", httplib::Params{{"user", "ada"}, {"password", std::to_string(number)}});
        if (answer && answer->status == 401) {
            ++guesses.answered;
            guesses.answered_by.insert(answer->get_header_value("X-Replica"));
        } else if (answer && answer->status == 429) {
            ++guesses.refused;
            guesses.retry_after = answer->get_header_value("Retry-After");
        }
    }
    other_is_let_in = !site.log_in("ada", "engine").empty();
    return guesses;
}

Pages change_price(ShopSite& site, int count) {
    Pages pages;
    auto client = site.visitor();
    const auto look = [&](const std::string& price) {
        for (int number = 0; number < count; ++number) {
            const auto page = client.Get("/products/1");
            if (!page || page->status != 200) continue;
            pages.served_by.insert(page->get_header_value("X-Replica"));
            if (page->get_header_value("X-Page") == "MISS") ++pages.renders;
            if (page->body.find(price) == std::string::npos) ++pages.old;
        }
    };
    look("59.90 EUR");
    (void)client.Put("/products/1/price", {{"X-Staff-Token", ShopSite::staff_token}}, "49.50", "text/plain");
    look("49.50 EUR");
    return pages;
}

Heard announce(ShopSite& site, const std::string& text) {
    Heard heard;
    std::atomic<int> listening{0};
    std::thread first([&] { heard.first = hear(site.visitor_of(0), listening); });
    std::thread second([&] { heard.second = hear(site.visitor_of(1), listening); });
    (void)eventually([&] { return listening == 2; });
    (void)site.visitor().Post("/news", {{"X-Staff-Token", ShopSite::staff_token}}, text, "text/plain");
    first.join();
    second.join();
    return heard;
}

Coupons redeem(ShopSite& site, int count) {
    std::atomic<int> given{0}, refused{0}, asked{0};
    std::vector<std::thread> crowd;
    for (int visitor = 0; visitor < 4; ++visitor)
        crowd.emplace_back([&] {
            auto client = site.visitor();
            while (asked++ < count) {
                const auto answer = client.Post("/coupons/WELCOME");
                if (answer && answer->status == 200) ++given;
                if (answer && answer->status == 410) ++refused;
            }
        });
    for (auto& visitor : crowd) visitor.join();
    return {given, refused};
}

Trade trade(ShopSite& site, const std::string& shift, int customers, milliseconds length,
            const std::function<void()>& trouble) {
    std::mutex mutex;
    Trade trade;
    std::vector<std::string> acknowledged;  // names of requests
    std::atomic<bool> over{false};
    std::vector<std::string> cookies;
    for (int number = 0; number < customers; ++number)
        cookies.push_back(site.log_in_new(shift + std::to_string(number)));
    std::vector<std::thread> threads;
    for (int number = 0; number < customers; ++number)
        threads.emplace_back([&, number] {
            const std::string& cookie = cookies[static_cast<std::size_t>(number)];
            auto client = site.visitor();
            for (int order = 0; !over; ++order) {
                const std::string name = shift + std::to_string(number) + "/" + std::to_string(order);
                const auto began = Clock::now();
                int failures = 0;
                // A customer who gets no answer asks again, with the same name; nobody gives up before a minute.
                while (!add_to_cart(client, cookie) && since(began) < 60s) {
                    ++failures;
                    std::this_thread::sleep_for(20ms);
                }
                bool placed = false;
                while (!placed && since(began) < 60s) {
                    auto headers = as(cookie);
                    headers.emplace("Idempotency-Key", name);
                    const auto answer = client.Post("/orders", headers, "", "text/plain");
                    placed = answer && answer->status == 201;
                    if (placed) break;
                    ++failures;
                    std::this_thread::sleep_for(20ms);
                }
                const std::lock_guard lock(mutex);
                trade.failed += failures;
                trade.longest_wait = std::max(trade.longest_wait, since(began));
                if (placed) acknowledged.push_back(name);
            }
        });
    const auto until = Clock::now() + length;
    trouble();
    std::this_thread::sleep_until(until);
    over = true;
    for (auto& thread : threads) thread.join();
    trade.acknowledged = static_cast<int>(acknowledged.size());
    const auto count = [&](const std::string& query) { return std::stoi(site.database().ask(query)); };
    const std::string unconfirmed = "SELECT count(*) FROM orders LEFT JOIN confirmations ON order_id = id "
                                    "WHERE order_id IS NULL AND request LIKE '" +
                                    shift + "%'";
    (void)eventually([&] { return count(unconfirmed) == 0; });
    trade.unconfirmed = count(unconfirmed);
    std::istringstream lines(
        site.database().ask("SELECT string_agg(request, E'\\n') FROM orders WHERE request LIKE '" + shift + "%'"));
    std::set<std::string> stored;
    for (std::string name; std::getline(lines, name);) stored.insert(name);
    for (const std::string& name : acknowledged)
        if (stored.count(name) == 0) ++trade.lost;
    return trade;
}

milliseconds recover(ShopSite& site, const std::function<void()>& trouble) {
    const std::string cookie = site.log_in("ada", "engine");
    auto client = site.visitor();
    trouble();
    const auto began = Clock::now();
    int good = 0;
    // Both replicas have to be well: several in a row.
    (void)eventually([&] {
        const auto answer = client.Get("/cart", as(cookie));
        good = answer && answer->status == 200 ? good + 1 : 0;
        return good == 6;
    });
    return good == 6 ? since(began) : milliseconds::max();
}

}  // namespace stateless::testing
