// A handler refuses by a limiter that is a function of its own, and looks into its store of pages afterwards: that the
// pages are kept is no limit, though 429 stands in the same handler.

//--- main.cpp
#include <httplib.h>

#include <ctime>
#include <map>
#include <mutex>
#include <string>
#include <vector>

struct Kept {
    std::string body;
    std::time_t until;
};
std::string render(const std::string& path);

struct Server {
    std::string host;
    bool alive = true;
};

class Api {
public:
    explicit Api(std::vector<Server> behind) : behind_(std::move(behind)) {}

    void handle(const httplib::Request& request, httplib::Response& response) {
        if (!allow(request.get_header_value("X-Forwarded-For"))) {
            response.status = 429;
            return;
        }
        auto it = kept_.find(request.path);
        if (it != kept_.end() && it->second.until > std::time(nullptr)) {
            response.set_content(it->second.body, "text/plain");
            return;
        }
        std::string body = render(request.path);
        kept_[request.path] = {body, std::time(nullptr) + 30};
        response.set_content(body, "text/plain");
        for (auto& server : behind_) {
            if (!server.alive) continue;
            httplib::Client client(server.host);
            if (!client.Get("/ping")) server.alive = false;
        }
    }

private:
    bool allow(const std::string& client) {
        std::lock_guard<std::mutex> lock(mutex_);
        std::time_t now = std::time(nullptr);
        auto& [count, second] = limits_[client];
        if (second != now) second = now, count = 0;
        return ++count <= 20;
    }

    std::mutex mutex_;
    std::map<std::string, Kept> kept_;                           // want static-cache: "'kept_'"
    std::map<std::string, std::pair<int, std::time_t>> limits_;  // want in-process-rate-limiter: "'limits_'"
    std::vector<Server> behind_;                                 // want handler-captured-state: "'behind_'"
};

int main(int, char** argv) {
    Api api({{argv[1]}, {argv[2]}});
    httplib::Server server;
    server.Get("/page/.*", [&](const httplib::Request& q, httplib::Response& r) { api.handle(q, r); });
    server.listen("0.0.0.0", 8080);
}
