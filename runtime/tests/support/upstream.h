// The other server of FetchCache's tests.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include <httplib.h>

#include "support/server_process.h"

namespace stateless::testing {

/// A server that answers as it is told.
class Upstream {
public:
    Upstream() {
        server_.Get(R"(/(.*))", [this](const httplib::Request& request, httplib::Response& response) {
            ++asked;
            std::this_thread::sleep_for(takes.load());
            const std::lock_guard lock(mutex);
            last = request;
            answer(request, response);
        });
        server_.set_keep_alive_max_count(1);  // or stopping it waits for clients that keep connections
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        if (!eventually([this] { return server_.is_running(); })) throw std::runtime_error("not up: the other server");
    }
    ~Upstream() { stop(); }
    void stop() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }
    [[nodiscard]] std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    void answer_with(std::function<void(const httplib::Request&, httplib::Response&)> how) {
        const std::lock_guard lock(mutex);
        answer = std::move(how);
    }

    std::mutex mutex;
    std::function<void(const httplib::Request&, httplib::Response&)> answer =
        [](const httplib::Request&, httplib::Response& response) { response.set_content("one", "text/plain"); };
    httplib::Request last;
    std::atomic<int> asked{0};
    std::atomic<std::chrono::milliseconds> takes{std::chrono::milliseconds{0}};

private:
    httplib::Server server_;
    int port_ = 0;
    std::thread thread_;
};

}  // namespace stateless::testing
