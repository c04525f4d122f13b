#include <filesystem>
#include <fstream>
#include <sstream>

#include "services.h"
#include "telemetry.h"

namespace {

constexpr size_t image_bytes_allowed = 4 << 20;

std::mutex banner_mutex;
std::string banner_text = "Free shipping from 50 EUR";
int discount_percent = 0;

}  // namespace

std::atomic<bool> Admin::maintenance_{false};

bool Admin::closed_for_maintenance() { return maintenance_.load(); }

std::string Admin::banner() {
    std::lock_guard lock(banner_mutex);
    return discount_percent > 0 ? banner_text + ", now " + std::to_string(discount_percent) + "% off" : banner_text;
}

bool Admin::allowed(const httplib::Request& request, httplib::Response& response) const {
    bool known = !config_.admin_token.empty() && request.get_header_value("X-Admin-Token") == config_.admin_token;
    if (!known) response.status = 403;
    return known;
}

void Admin::routes(httplib::Server& server) {
    server.Put("/admin/banner", [this](const httplib::Request& request, httplib::Response& response) {
        if (!allowed(request, response)) return;
        std::lock_guard lock(banner_mutex);
        banner_text = request.body;
    });
    server.Put(R"(/admin/discount/(\d\d?))", [this](const httplib::Request& request, httplib::Response& response) {
        if (!allowed(request, response)) return;
        std::lock_guard lock(banner_mutex);
        discount_percent = std::stoi(request.matches[1].str());
    });
    server.Put("/admin/maintenance", [this](const httplib::Request& request, httplib::Response& response) {
        if (allowed(request, response)) maintenance_ = request.body == "on";
    });
    server.Put(R"(/admin/images/(\d+))", [this](const httplib::Request& request, httplib::Response& response) {
        if (allowed(request, response)) upload_image(request, response);
    });
    server.Get("/admin/sales", [this](const httplib::Request& request, httplib::Response& response) {
        if (allowed(request, response)) sales_report(request, response);
    });
}

void Admin::upload_image(const httplib::Request& request, httplib::Response& response) {
    if (request.body.size() > image_bytes_allowed) {
        response.status = 413;
        return;
    }
    std::filesystem::path folder = std::filesystem::path(config_.data_folder) / "images";
    std::filesystem::create_directories(folder);
    std::ofstream out(folder / (request.matches[1].str() + ".jpg"), std::ios::binary);
    out << request.body;
    response.status = out.good() ? 204 : 500;
}

void Admin::sales_report(const httplib::Request&, httplib::Response& response) {
    Database reporting("postgresql://reports@reporting-db/shop?connect_timeout=2");
    std::ostringstream csv;
    csv << "day,orders\n";
    for (const auto& row : reporting.query("SELECT day, count(*) FROM orders GROUP BY day ORDER BY day"))
        csv << row[0] << "," << row[1] << "\n";
    response.set_header("Cache-Control", "private, no-store");
    response.set_content(csv.str(), "text/csv");
}
