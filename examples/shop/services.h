// The shop's services. main() makes one of each and hands requests to them.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "storage.h"

struct Product {
    int id = 0;
    std::string name;
    std::string category;
    std::string price;
};

/// Text for use inside HTML.
std::string escaped(const std::string& text);
void reply_json(httplib::Response& response, const std::string& json);

/// The pages that everybody sees.
class Catalogue {
public:
    Catalogue(const Config& config, Redis& redis) : config_(config), redis_(redis) {}

    /// Before serving: the categories, which change only with a release.
    void load_categories(const std::string& file);
    void routes(httplib::Server& server);
    Product product(int id);

private:
    void front_page(const httplib::Request& request, httplib::Response& response);
    void product_page(const httplib::Request& request, httplib::Response& response);
    void category_page(const httplib::Request& request, httplib::Response& response);

    const Config& config_;
    Redis& redis_;
    std::map<std::string, std::string> category_titles_;
    std::unordered_map<int, unsigned> views_;
    std::mutex mutex_;
};

struct Session {
    std::string user;
    std::chrono::steady_clock::time_point seen;
};

/// Login, logout and who is asking.
class Accounts {
public:
    explicit Accounts(const Config& config);

    void routes(httplib::Server& server);
    /// The user's name, or nothing if nobody is logged in.
    std::optional<std::string> user_of(const httplib::Request& request);

private:
    void login(const httplib::Request& request, httplib::Response& response);
    void logout(const httplib::Request& request, httplib::Response& response);
    bool too_many_failures(const std::string& address);
    void note_failure(const std::string& address);
    std::string sign(const std::string& token) const;

    const Config& config_;
    std::string signing_key_;
    std::mutex mutex_;
    std::unordered_map<std::string, Session> sessions_;
    std::map<std::string, std::vector<std::chrono::steady_clock::time_point>> failed_logins_;
};

struct OrderLine {
    int product = 0;
    int count = 0;
};

/// An order while a request puts it together.
class OrderDraft {
public:
    void add(int product, int count);
    bool empty() const { return lines_.empty(); }
    const std::vector<OrderLine>& lines() const { return lines_; }
    long shipping_cents(const std::string& country) const;

private:
    std::vector<OrderLine> lines_;
    int items_ = 0;
};

/// Carts and orders.
class Orders {
public:
    Orders(const Config& config, Redis& redis, Accounts& accounts, Catalogue& catalogue);
    ~Orders();

    void routes(httplib::Server& server);

private:
    void show_cart(const httplib::Request& request, httplib::Response& response);
    void add_to_cart(const httplib::Request& request, httplib::Response& response);
    void place_order(const httplib::Request& request, httplib::Response& response);
    void show_orders(const httplib::Request& request, httplib::Response& response);
    OrderDraft read_cart(const std::string& user);
    void write_receipt(long order, const std::string& user, const OrderDraft& draft);
    void send_confirmations();

    const Config& config_;
    Redis& redis_;
    Accounts& accounts_;
    Catalogue& catalogue_;
    std::atomic<long> next_order_{100000};
    std::mutex mail_mutex_;
    std::condition_variable mail_ready_;
    std::deque<std::string> unsent_confirmations_;
    bool stopping_ = false;
    std::thread mailer_;
};

/// What the staff may do.
class Admin {
public:
    explicit Admin(const Config& config) : config_(config) {}

    void routes(httplib::Server& server);
    static bool closed_for_maintenance();
    static std::string banner();

private:
    bool allowed(const httplib::Request& request, httplib::Response& response) const;
    void upload_image(const httplib::Request& request, httplib::Response& response);
    void sales_report(const httplib::Request& request, httplib::Response& response);

    const Config& config_;
    static std::atomic<bool> maintenance_;
};

/// The warehouse's barcode scanners: one line "product count" per scan over plain TCP.
class Warehouse {
public:
    explicit Warehouse(const Config& config) : config_(config) {}
    ~Warehouse();

    void start();

private:
    void accept_scanners();

    const Config& config_;
    int listener_ = -1;
    std::thread acceptor_;
};
