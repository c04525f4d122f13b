#include <csignal>

#include "services.h"
#include "telemetry.h"

namespace {

httplib::Server* running_server = nullptr;
volatile std::sig_atomic_t shutting_down = 0;

void stop(int) {
    shutting_down = 1;
    if (running_server != nullptr) running_server->stop();
}

}  // namespace

int main() {
    Config config;
    Redis redis(config);
    Catalogue catalogue(config, redis);
    Accounts accounts(config);
    Orders orders(config, redis, accounts, catalogue);
    Admin admin(config);
    Warehouse warehouse(config);

    catalogue.load_categories(config.data_folder + "/categories.txt");
    warehouse.start();

    httplib::Server server;
    catalogue.routes(server);
    accounts.routes(server);
    orders.routes(server);
    admin.routes(server);

    std::map<std::string, int> coupons_left{{"WELCOME", 100}, {"SPRING", 25}};
    std::mutex coupons_mutex;
    server.Post(R"(/coupons/(\w+))",
                [&coupons_left, &coupons_mutex](const httplib::Request& request, httplib::Response& response) {
                    std::lock_guard lock(coupons_mutex);
                    auto coupon = coupons_left.find(request.matches[1].str());
                    if (coupon == coupons_left.end() || coupon->second == 0) {
                        response.status = 410;
                        return;
                    }
                    --coupon->second;
                    reply_json(response, "{\"left\":" + std::to_string(coupon->second) + "}");
                });

    const std::string version = "shop 2.4";
    server.Get("/version", [version](const httplib::Request&, httplib::Response& response) {
        response.set_content(version, "text/plain");
    });
    server.Get("/metrics", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(render_metrics(), "text/plain");
    });
    server.Get("/healthz", [](const httplib::Request&, httplib::Response& response) {
        response.status = shutting_down ? 503 : 200;
    });

    server.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
        metrics().requests++;
        if (!Admin::closed_for_maintenance() || request.path.rfind("/admin/", 0) == 0)
            return httplib::Server::HandlerResponse::Unhandled;
        response.status = 503;
        return httplib::Server::HandlerResponse::Handled;
    });
    server.set_exception_handler(
        [](const httplib::Request& request, httplib::Response& response, std::exception_ptr error) {
            metrics().errors++;
            try {
                std::rethrow_exception(error);
            } catch (const Unavailable& reason) {
                response.status = 503;
                log_line("error", request.path + ": " + reason.what());
            } catch (const std::exception& reason) {
                response.status = 500;
                log_line("error", request.path + ": " + reason.what());
            }
        });

    running_server = &server;
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
    log_line("info", "serving on " + config.listen_host + ":" + std::to_string(config.listen_port));
    bool served = server.listen(config.listen_host, config.listen_port);
    running_server = nullptr;
    return served || shutting_down ? 0 : 1;
}
