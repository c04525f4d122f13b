#include <charconv>
#include <fstream>
#include <sstream>

#include "services.h"
#include "telemetry.h"

namespace {

int id_in(const httplib::Request& request) {
    std::string digits = request.matches[1].str();
    int id = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), id);
    return id;
}

std::string page(const std::string& title, const std::string& body) {
    return "<!doctype html><title>" + escaped(title) + "</title><h1>" + escaped(title) + "</h1>" + body;
}

}  // namespace

std::string escaped(const std::string& text) {
    static const std::map<char, std::string> entities{{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}};
    std::string result;
    for (char c : text) {
        auto entity = entities.find(c);
        if (entity == entities.end()) result += c;
        else result += entity->second;
    }
    return result;
}

void reply_json(httplib::Response& response, const std::string& json) {
    response.set_content(json, "application/json");
}

void Catalogue::load_categories(const std::string& file) {
    std::ifstream in(file);
    std::string key, title;
    while (in >> key && std::getline(in >> std::ws, title)) category_titles_[key] = title;
    if (category_titles_.empty()) category_titles_ = {{"books", "Books"}, {"games", "Games"}, {"garden", "Garden"}};
    log_line("info", std::to_string(category_titles_.size()) + " categories");
}

Product Catalogue::product(int id) {
    static std::unordered_map<int, Product> products;
    static std::mutex products_mutex;
    std::lock_guard lock(products_mutex);
    if (auto known = products.find(id); known != products.end()) return known->second;
    Database database(config_);
    auto rows = database.query("SELECT name, category, price FROM products WHERE id = $1", {std::to_string(id)});
    if (rows.empty()) return {};
    Product found{id, rows[0][0], rows[0][1], rows[0][2]};
    products.emplace(id, found);
    return found;
}

void Catalogue::routes(httplib::Server& server) {
    using namespace std::placeholders;
    server.Get("/", std::bind(&Catalogue::front_page, this, _1, _2));
    server.Get(R"(/products/(\d+))", std::bind(&Catalogue::product_page, this, _1, _2));
    server.Get(R"(/categories/(\w+))",
               [this](const auto& request, auto& response) { category_page(request, response); });
    server.Get("/popular", [this](const httplib::Request&, httplib::Response& response) {
        std::ostringstream json;
        std::lock_guard lock(mutex_);
        for (const auto& [id, count] : views_) json << (json.tellp() > 0 ? "," : "") << "\"" << id << "\":" << count;
        response.set_header("Cache-Control", "public, max-age=30");
        reply_json(response, "{" + json.str() + "}");
    });
}

void Catalogue::front_page(const httplib::Request&, httplib::Response& response) {
    std::string body = "<p>" + escaped(Admin::banner()) + "</p><ul>";
    for (const auto& [key, title] : category_titles_)
        body += "<li><a href=\"/categories/" + escaped(key) + "\">" + escaped(title) + "</a></li>";
    response.set_header("Cache-Control", "public, max-age=60, stale-while-revalidate=600");
    response.set_content(page("Shop", body + "</ul>"), "text/html");
}

void Catalogue::product_page(const httplib::Request& request, httplib::Response& response) {
    Product item = product(id_in(request));
    if (item.id == 0) {
        response.status = 404;
        response.set_header("Cache-Control", "no-store");
        response.set_content(page("No such product", ""), "text/html");
        return;
    }
    {
        std::lock_guard lock(mutex_);
        ++views_[item.id];
    }
    redis_.remember_price(item.id, item.price);
    response.set_content(page(item.name, "<p>" + escaped(item.price) + " EUR</p>"), "text/html");
}

void Catalogue::category_page(const httplib::Request& request, httplib::Response& response) {
    auto title = category_titles_.find(request.matches[1].str());
    if (title == category_titles_.end()) {
        response.status = 404;
        return;
    }
    Database database(config_);
    std::string body;
    for (const auto& row :
         database.query("SELECT id, name FROM products WHERE category = $1 ORDER BY name", {title->first}))
        body += "<p><a href=\"/products/" + row[0] + "\">" + escaped(row[1]) + "</a></p>";
    response.set_header("Cache-Control", "no-cache, no-store, must-revalidate");
    response.set_content(page(title->second, body), "text/html");
}
