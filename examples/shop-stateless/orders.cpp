#include <stateless/cache_control.h>
#include <stateless/counter.h>

#include <charconv>
#include <iostream>

#include "shop.h"

using namespace stateless;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t coupons = 100;

int number(const std::string& text) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? value : 0;
}

/// Where the numbers of orders go on if Redis has lost them.
std::int64_t last_order(pg::Pool& database) {
    const auto rows = database.query("SELECT coalesce(max(id), 100000) FROM orders").value();
    return rows[0][0].as<std::int64_t>();
}

IdSequenceOptions behind(std::int64_t last) {
    IdSequenceOptions options;
    options.after = last;
    return options;
}

/// A confirmation takes milliseconds: what a replica has had for seconds, it will not finish.
JobQueueOptions short_jobs() {
    JobQueueOptions options;
    options.lease = Ttl{3s};
    options.attempts = 50;  // the database may be away for a while
    return options;
}

JobWorkerOptions two_threads() {
    JobWorkerOptions options;
    options.threads = 2;
    options.on_error = [](const Error& error) { std::cerr << "confirmations: " << error.detail << '\n'; };
    return options;
}

}  // namespace

Orders::Orders(pg::Pool& database, const Redis& redis, Accounts& accounts)
    : database_(database), redis_(redis), accounts_(accounts),
      numbers_(redis, Key("shop", "orders"), Ttl{24h * 3650}, behind(last_order(database))),
      confirmations_(redis, Key("shop", "confirmations"), short_jobs()),
      mailer_(
          confirmations_,
          // A mail in a real shop. It may run twice, and says so only once.
          [&database](const Job& job) -> Result<void> {
              auto sent = database.query("INSERT INTO confirmations (order_id) VALUES ($1) ON CONFLICT DO NOTHING",
                                         {job.payload});
              if (!sent) return std::move(sent).error();
              return {};
          },
          two_threads()) {}

void Orders::routes(httplib::Server& server) {
    server.Get("/cart",
               [this](const httplib::Request& request, httplib::Response& response) { show_cart(request, response); });
    server.Post("/cart", [this](const httplib::Request& request, httplib::Response& response) {
        add_to_cart(request, response);
    });
    server.Post("/orders", [this](const httplib::Request& request, httplib::Response& response) {
        place_order(request, response);
    });
    server.Post(R"(/coupons/(\w{1,20}))", [this](const httplib::Request& request, httplib::Response& response) {
        redeem_coupon(request, response);
    });
}

Orders::Cart Orders::cart_of(const std::string& user) const { return Cart(redis_, Key("cart", user), Ttl{24h * 14}); }

void Orders::show_cart(const httplib::Request& request, httplib::Response& response) {
    response.set_header("Cache-Control", CacheControl::never_stored("it is about one user"));
    const auto user = accounts_.user_of(request);
    if (!user) {
        response.status = 401;
        return;
    }
    std::string json;
    cart_of(*user)
        .for_each([&](int product, int count) {
            if (count < 1) return;
            json += (json.empty() ? "\"" : ",\"") + std::to_string(product) + "\":" + std::to_string(count);
        })
        .value();
    reply_json(response, "{" + json + "}");
}

void Orders::add_to_cart(const httplib::Request& request, httplib::Response& response) {
    const auto user = accounts_.user_of(request);
    const int product = number(request.get_param_value("product")), count = number(request.get_param_value("count"));
    if (!user || product < 1 || count < 1 || count > 1000) {
        response.status = user ? 400 : 401;
        return;
    }
    (void)cart_of(*user).update(product, [count](int& there) { there += count; }).value();
    response.status = 204;
}

/// The request's own name for itself makes it safe to send again: it is one order, confirmed once.
void Orders::place_order(const httplib::Request& request, httplib::Response& response) {
    const auto user = accounts_.user_of(request);
    const std::string name = request.get_header_value("Idempotency-Key");
    if (!user || name.empty()) {
        response.status = user ? 400 : 401;
        return;
    }
    Cart cart = cart_of(*user);
    const auto order = store(numbers_.next().value(), *user, name, cart).value();
    if (order == 0) {
        response.status = 409;  // nothing in the cart
        return;
    }
    (void)confirmations_.enqueue("order " + std::to_string(order), std::to_string(order)).value();
    response.status = 201;
    reply_json(response, "{\"order\":" + std::to_string(order) + "}");
}

Result<std::int64_t> Orders::store(std::int64_t number, const std::string& user, const std::string& request,
                                   Cart& cart) {
    const auto before = database_.query("SELECT id FROM orders WHERE request = $1 AND customer = $2", {request, user});
    if (!before) return before.error();
    if (!before->empty()) return (*before)[0][0].as<std::int64_t>();
    std::vector<std::pair<int, int>> lines;
    const auto read = cart.for_each([&](int product, int count) {
        if (count > 0) lines.emplace_back(product, count);
    });
    if (!read) return read.error();
    if (lines.empty()) return std::int64_t{0};
    const auto placed = database_.transaction([&](pg::Transaction& transaction) -> Result<std::int64_t> {
        auto stored = transaction.query("INSERT INTO orders (id, customer, request) VALUES ($1, $2, $3)",
                                        {number, user, request});
        if (!stored) return std::move(stored).error();
        for (const auto& [product, count] : lines) {
            auto line = transaction.query("INSERT INTO order_lines VALUES ($1, $2, $3)", {number, product, count});
            if (!line) return std::move(line).error();
        }
        return number;
    });
    // Less by what was ordered, not emptied: somebody may have added more meanwhile.
    for (const auto& [product, count] : lines) {
        if (!placed) break;
        if (const auto left = cart.update(product, [taken = count](int& there) { there -= taken; }); !left)
            std::cerr << "the cart keeps what was ordered: " << left.error().detail << '\n';
    }
    return placed;
}

void Orders::redeem_coupon(const httplib::Request& request, httplib::Response& response) {
    Counter redeemed(redis_, Key("coupon", request.matches[1].str()), Ttl{24h * 365});
    const std::int64_t so_far = (++redeemed).value();
    if (so_far > coupons) response.status = 410;
    else reply_json(response, "{\"left\":" + std::to_string(coupons - so_far) + "}");
}
