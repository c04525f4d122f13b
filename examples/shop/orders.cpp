#include <filesystem>
#include <fstream>
#include <sstream>

#include "services.h"
#include "telemetry.h"

namespace {

constexpr int cart_ttl_seconds = 14 * 24 * 3600;

struct Zone {
    const char* country;
    long cents_per_item;
    int depot;
};

constexpr Zone zones[] = {{"DE", 390, 1433}, {"AT", 590, 1521}, {"CH", 890, 3306}, {"FR", 690, 5432}};
constexpr long elsewhere_cents = 1490;

long number(const httplib::Request& request, const char* name) {
    try {
        return std::stol(request.get_param_value(name));
    } catch (const std::exception&) {
        return 0;
    }
}

}  // namespace

void OrderDraft::add(int product, int count) {
    lines_.push_back({product, count});
    items_ += count;
}

long OrderDraft::shipping_cents(const std::string& country) const {
    for (const Zone& zone : zones)
        if (country == zone.country) return zone.cents_per_item * items_;
    return elsewhere_cents * items_;
}

Orders::Orders(const Config& config, Redis& redis, Accounts& accounts, Catalogue& catalogue)
    : config_(config), redis_(redis), accounts_(accounts), catalogue_(catalogue),
      mailer_([this] { send_confirmations(); }) {}

Orders::~Orders() {
    {
        std::lock_guard lock(mail_mutex_);
        stopping_ = true;
    }
    mail_ready_.notify_all();
    mailer_.join();
}

void Orders::routes(httplib::Server& server) {
    server.Get("/cart",
               [this](const httplib::Request& request, httplib::Response& response) { show_cart(request, response); });
    server.Post("/cart", [this](const httplib::Request& request, httplib::Response& response) {
        add_to_cart(request, response);
    });
    server.Post("/orders", [this](const httplib::Request& request, httplib::Response& response) {
        place_order(request, response);
    });
    server.Get("/orders", [this](const httplib::Request& request, httplib::Response& response) {
        show_orders(request, response);
    });
}

OrderDraft Orders::read_cart(const std::string& user) {
    OrderDraft draft;
    std::istringstream saved(redis_.get("cart:" + user).value_or(""));
    int product = 0, count = 0;
    while (saved >> product >> count) draft.add(product, count);
    return draft;
}

void Orders::show_cart(const httplib::Request& request, httplib::Response& response) {
    auto user = accounts_.user_of(request);
    if (!user) {
        response.status = 401;
        return;
    }
    OrderDraft draft = read_cart(*user);
    std::ostringstream json;
    for (const auto& line : draft.lines())
        json << (json.tellp() > 0 ? "," : "") << "{\"product\":" << line.product << ",\"count\":" << line.count << "}";
    response.set_header("Cache-Control", "private, no-store");
    reply_json(response, "{\"lines\":[" + json.str() + "],\"shipping\":" +
                             std::to_string(draft.shipping_cents(request.get_param_value("country"))) + "}");
}

void Orders::add_to_cart(const httplib::Request& request, httplib::Response& response) {
    auto user = accounts_.user_of(request);
    int id = static_cast<int>(number(request, "product"));
    int count = static_cast<int>(number(request, "count"));
    if (!user || count < 1 || catalogue_.product(id).id == 0) {
        response.status = user ? 400 : 401;
        return;
    }
    std::string saved = redis_.get("cart:" + *user).value_or("");
    saved += std::to_string(id) + " " + std::to_string(count) + "\n";
    redis_.set("cart:" + *user, saved, cart_ttl_seconds);
    response.status = 204;
}

void Orders::place_order(const httplib::Request& request, httplib::Response& response) {
    auto user = accounts_.user_of(request);
    if (!user) {
        response.status = 401;
        return;
    }
    OrderDraft draft = read_cart(*user);
    if (draft.empty()) {
        response.status = 400;
        return;
    }
    long order = next_order_++;
    Database database(config_);
    database.query(
        "INSERT INTO orders (id, customer, shipping) VALUES ($1, $2, $3)",
        {std::to_string(order), *user, std::to_string(draft.shipping_cents(request.get_param_value("country")))});
    for (const auto& line : draft.lines())
        database.query("INSERT INTO order_lines (order_id, product_id, count) VALUES ($1, $2, $3)",
                       {std::to_string(order), std::to_string(line.product), std::to_string(line.count)});
    write_receipt(order, *user, draft);
    {
        std::lock_guard lock(mail_mutex_);
        unsent_confirmations_.push_back(*user + ": your order " + std::to_string(order) + " is on its way");
    }
    mail_ready_.notify_one();
    response.status = 201;
    reply_json(response, "{\"order\":" + std::to_string(order) + "}");
}

void Orders::show_orders(const httplib::Request& request, httplib::Response& response) {
    auto user = accounts_.user_of(request);
    if (!user) {
        response.status = 401;
        return;
    }
    Database database(config_);
    std::ostringstream json;
    for (const auto& row : database.query("SELECT id, shipping FROM orders WHERE customer = $1 ORDER BY id", {*user}))
        json << (json.tellp() > 0 ? "," : "") << "{\"order\":" << row[0] << ",\"shipping\":" << row[1] << "}";
    response.set_header("Cache-Control", "private, no-store");
    reply_json(response, "[" + json.str() + "]");
}

void Orders::write_receipt(long order, const std::string& user, const OrderDraft& draft) {
    std::filesystem::path folder = std::filesystem::path(config_.data_folder) / "receipts";
    std::filesystem::create_directories(folder);
    std::ofstream out(folder / (std::to_string(order) + ".txt"));
    out << "order " << order << " for " << user << "\n";
    for (const auto& line : draft.lines()) out << line.count << " x product " << line.product << "\n";
}

void Orders::send_confirmations() {
    for (;;) {
        std::unique_lock lock(mail_mutex_);
        mail_ready_.wait(lock, [this] { return stopping_ || !unsent_confirmations_.empty(); });
        if (stopping_) return;
        std::string mail = std::move(unsent_confirmations_.front());
        unsent_confirmations_.pop_front();
        lock.unlock();
        log_line("mail", mail);
    }
}
