// The same timers as of idle connections, but what waits in them is work: a reminder is lost on restart.

//--- main.cpp
#include <libpq-fe.h>

#include <chrono>
#include <functional>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

using Clock = std::chrono::steady_clock;

struct TimerNode {
    int id;
    Clock::time_point due;
    std::function<void()> callback;
};

class Timers {
public:
    void add(int id, int ms, std::function<void()> callback) {
        if (places_.count(id)) {
            heap_[places_[id]].due = Clock::now() + std::chrono::milliseconds(ms);
            return;
        }
        places_[id] = heap_.size();
        heap_.push_back({id, Clock::now() + std::chrono::milliseconds(ms), std::move(callback)});
    }
    void adjust(int id, int ms) { heap_[places_[id]].due = Clock::now() + std::chrono::milliseconds(ms); }
    void tick() {
        while (!heap_.empty() && heap_.front().due < Clock::now()) {
            TimerNode node = heap_.front();
            std::swap(heap_.front(), heap_.back());
            places_[heap_.front().id] = 0;
            places_.erase(node.id);
            heap_.pop_back();
            node.callback();
        }
    }

private:
    std::vector<TimerNode> heap_;                  // want in-process-queue: "'heap_'"
    std::unordered_map<int, std::size_t> places_;  // want handler-captured-state: "'places_'"
};

class Server {
public:
    void run() {
        int listener = socket(AF_INET, SOCK_STREAM, 0), poller = epoll_create1(0);
        listen(listener, 9);
        epoll_event event{}, ready[64];
        event.data.fd = listener;
        event.events = EPOLLIN;
        epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
        for (;;) {
            timers_.tick();
            int count = epoll_wait(poller, ready, 64, 1000);
            for (int i = 0; i < count; ++i) {
                int client = ready[i].data.fd;
                if (client == listener) {
                    client = accept(listener, nullptr, nullptr);
                    timers_.add(client, 60000, [this, client] { remind(client); });
                    continue;
                }
                char text[512];
                ssize_t length = recv(client, text, sizeof text, 0);
                timers_.adjust(client, 60000);
                if (length > 0) send(client, text, length, 0);
            }
        }
    }

private:
    void remind(int client) {
        PQexec(database_, "INSERT INTO reminders VALUES (now())");
        close(client);
    }
    PGconn* database_ = nullptr;  // want unpooled-connection: "is one connection that all requests share"
    Timers timers_;
};

int main() {
    Server server;
    server.run();
}
