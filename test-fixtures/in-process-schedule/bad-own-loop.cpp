// A server's own event loop keeps functions in lists and calls them round after round.

//--- loop.h
#pragma once
#include <libpq-fe.h>

#include <functional>
#include <utility>
#include <vector>

PGconn* pooled();
inline void run(const char* statement) { PQclear(PQexec(pooled(), statement)); }

class Loop {
public:
    void run_every(int seconds, std::function<void()> task) { timers_.push_back({seconds, std::move(task)}); }
    void run_once(int seconds, std::function<void()> task) { later_.push_back({seconds, std::move(task)}); }
    void on_readable(int descriptor, std::function<void()> handler) { handlers_.push_back({descriptor, std::move(handler)}); }
    void each_round(std::function<void()> listener) { listeners_.push_back(std::move(listener)); }
    void loop(int listener);

private:
    void tick();
    long seconds_ = 0;  // want handler-captured-state: "'seconds_'"
    std::vector<std::pair<int, std::function<void()>>> timers_;
    std::vector<std::pair<int, std::function<void()>>> later_;  // want handler-captured-state: "'later_'"
    std::vector<std::pair<int, std::function<void()>>> handlers_;
    std::vector<std::function<void()>> listeners_;
};

//--- loop.cpp
#include "loop.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

void Loop::tick() {
    ++seconds_;
    for (auto& timer : timers_)
        if (seconds_ % timer.first == 0) timer.second();
    if (!later_.empty() && seconds_ > later_.back().first) {
        later_.back().second();
        later_.pop_back();
    }
}

void Loop::loop(int listener) {
    const int poll = epoll_create1(0);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = listener;
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        epoll_event ready[16];
        for (auto& listener_function : listeners_) listener_function();
        const int count = epoll_wait(poll, ready, 16, 1000);
        for (int i = 0; i < count; ++i)
            for (auto& handler : handlers_)
                if (handler.first == ready[i].data.fd) handler.second();
        tick();
    }
}

//--- main.cpp
#include <sys/socket.h>
#include <unistd.h>

#include "loop.h"

static void pay_bonus() { run("UPDATE users SET coins = coins + 10"); }

int main() {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    Loop loop;
    loop.run_every(86400, [] { pay_bonus(); });  // want in-process-schedule: "runs on a timer in every replica and calls run"
    loop.run_once(60, [] { run("UPDATE starts SET warm = true"); });
    loop.each_round([] { run("INSERT INTO rounds VALUES (1)"); });
    loop.on_readable(listener, [listener] {
        const int client = accept(listener, nullptr, nullptr);
        run("INSERT INTO visits VALUES (1)");
        send(client, "hi", 2, 0);
        close(client);
    });
    loop.loop(listener);
}
