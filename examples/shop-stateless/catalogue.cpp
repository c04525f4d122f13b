#include <stateless/cache_control.h>
#include <stateless/counter.h>

#include <iostream>

#include "shop.h"

using namespace stateless;
using namespace std::chrono_literals;

namespace {

constexpr char front[] = "/";

std::string escaped(const std::string& text) {
    std::string result;
    for (const char character : text) {
        switch (character) {
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '&': result += "&amp;"; break;
        case '"': result += "&quot;"; break;
        default: result += character;
        }
    }
    return result;
}

Page page(const std::string& title, const std::string& body) {
    Page made;
    made.body = "<!doctype html><title>" + escaped(title) + "</title><h1>" + escaped(title) + "</h1>" + body + "\n";
    return made;
}

std::string product_path(const std::string& id) { return "/products/" + id; }

PageRequest request_for(const std::string& path) { return {path, Visitor::anybody, {"prices"}}; }

void send(const ServedPage& served, httplib::Response& response) {
    response.status = served.page.status;
    response.set_header("X-Page", name_of(served.state));
    response.set_header("Cache-Control", CacheControl().fresh_for(1s).stale_while_revalidate(30s).str());
    response.set_content(served.page.body, served.page.content_type);
}

}  // namespace

void reply_json(httplib::Response& response, const std::string& json) {
    response.set_content(json, "application/json");
}

Catalogue::Catalogue(pg::Pool& database, const Redis& redis, std::string staff_token)
    : database_(database), redis_(redis), staff_token_(std::move(staff_token)),
      pages_(redis, "page",
             [this](const std::string& path) { return path == front ? front_page() : product_page(path); },
             {Ttl{30s}, Ttl{10min}}) {}

void Catalogue::prerender() {
    for (const auto& [path, error] : pages_.prerender({request_for(front)}))
        std::cerr << path << ": " << error.detail << '\n';  // its first visitor has it rendered
}

void Catalogue::routes(httplib::Server& server) {
    server.Get("/", [this](const httplib::Request&, httplib::Response& response) {
        send(pages_.serve(request_for(front)).value(), response);
    });
    server.Get(R"(/products/(\d{1,9}))", [this](const httplib::Request& request, httplib::Response& response) {
        const std::string id = request.matches[1];
        send(pages_.serve(request_for(product_path(id))).value(), response);
        Counter views(redis_, Key("views", id), Ttl{24h * 30});
        if (const auto counted = ++views; !counted)
            std::cerr << "a view is not counted: " << counted.error().detail << '\n';
    });
    server.Get(R"(/products/(\d{1,9})/views)", [this](const httplib::Request& request, httplib::Response& response) {
        const Counter views(redis_, Key("views", request.matches[1].str()), Ttl{24h * 30});
        reply_json(response, "{\"views\":" + std::to_string(views.load().value()) + "}");
    });
    server.Put(R"(/products/(\d{1,9})/price)", [this](const httplib::Request& request, httplib::Response& response) {
        if (request.get_header_value("X-Staff-Token") == staff_token_) change_price(request, response);
        else response.status = 403;
    });
}

Result<Page> Catalogue::front_page() const {
    const auto rows = database_.read("SELECT id, name FROM products ORDER BY id");
    if (!rows) return rows.error();
    std::string body;
    for (const auto& row : *rows)
        body += "<p><a href=\"" + product_path(row["id"].as<std::string>()) + "\">" +
                escaped(row["name"].as<std::string>()) + "</a></p>";
    return page("Shop", body);
}

Result<Page> Catalogue::product_page(const std::string& path) const {
    const std::string id = path.substr(product_path("").size());
    const auto rows = database_.read("SELECT name, price FROM products WHERE id = $1", {id});
    if (!rows) return rows.error();
    if (rows->empty()) {
        Page none = page("No such product", "");
        none.status = 404;
        return none;
    }
    return page((*rows)[0]["name"].as<std::string>(), "<p>" + (*rows)[0]["price"].as<std::string>() + " EUR</p>");
}

void Catalogue::change_price(const httplib::Request& request, httplib::Response& response) {
    const auto changed = database_.query("UPDATE products SET price = $2::numeric WHERE id = $1",
                                         {request.matches[1].str(), request.body});
    if (!changed && changed.error().code == ErrorCode::misuse) {
        response.status = 400;  // no number
        return;
    }
    if (!changed) throw ErrorResult(changed.error());
    pages_.invalidate_tag("prices").value();  // on every replica
    response.status = 204;
}
