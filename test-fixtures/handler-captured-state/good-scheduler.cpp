// When the entries of the program's own scheduler run next: upkeep of this process; what runs is judged by itself.

//--- main.cpp
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

class Scheduler {
public:
    void every(std::chrono::seconds period, std::function<void()> work) {
        items_.push_back({period, std::move(work), std::chrono::steady_clock::now() + period});
    }
    void start() {
        thread_ = std::thread([this] {
            while (!stop_) {
                auto now = std::chrono::steady_clock::now();
                for (auto& item : items_)
                    if (item.next <= now) {
                        item.work();
                        item.next = now + item.period;
                    }
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
            }
        });
    }
    void stop() {
        stop_ = true;
        thread_.join();
    }

private:
    struct Item {
        std::chrono::seconds period;
        std::function<void()> work;
        std::chrono::steady_clock::time_point next;
    };
    std::vector<Item> items_;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

int main() {
    Scheduler scheduler;
    scheduler.every(std::chrono::seconds(30), [] { std::puts("alive"); });
    scheduler.start();
    httplib::Server server;
    server.Get("/", [](const httplib::Request&, httplib::Response& response) { response.set_content("hello", "text/plain"); });
    server.listen("0.0.0.0", 8080);
    scheduler.stop();
}
