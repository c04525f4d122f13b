// Members that change while serving and tell of this process only: what it has seen of a service behind it, what it
// watches, what it calls. Names say why each is safe.

//--- main.cpp
#include <httplib.h>
#include <sys/epoll.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

class CircuitBreaker {
public:
    bool allows() {
        if (state_ == State::open && std::chrono::steady_clock::now() - opened_ > std::chrono::seconds(5))
            state_ = State::half_open;
        return state_ != State::open;
    }
    void report(bool good) {
        if (good) {
            failures_ = 0;
            state_ = State::closed;
        } else if (++failures_ >= 5) {
            state_ = State::open;
            opened_ = std::chrono::steady_clock::now();
        }
    }

private:
    enum class State { closed, open, half_open };
    State state_ = State::closed;
    int failures_ = 0;
    std::chrono::steady_clock::time_point opened_;
};

class Upstream {
public:
    bool send(const std::string& text) {
        const bool good = !text.empty() && breaker_.allows();
        breaker_.report(good);
        backoff_ms_ = good ? 100 : std::min(backoff_ms_ * 2, 5000);
        last_was_good_ = good;
        return backoff_ms_ < 5000;
    }

private:
    CircuitBreaker breaker_;
    int backoff_ms_ = 100;
    bool last_was_good_ = false;  // stored, and nobody looks
};

class EventLoop {
public:
    void watch(int fd) { watched_ += fd; }

private:
    int watched_ = 0;
};

class Channel {
public:
    Channel(EventLoop* loop, int fd) : loop_(loop), fd_(fd) {}
    void on_event(std::function<void()> call) { call_ = std::move(call); }
    void enable() {
        events_ |= EPOLLIN;
        loop_->watch(fd_);
    }
    void fire(int happened) {
        happened_ = happened;
        if ((happened_ & events_) && call_) call_();
    }

private:
    EventLoop* loop_;
    int fd_;
    int events_ = 0;
    int happened_ = 0;
    std::function<void()> call_;
};

class PageCache {
public:
    std::string get(const std::string& path) {
        auto found = pages_.find(path);
        if (found != pages_.end()) {
            ++hits_;
            return found->second;
        }
        return pages_[path] = path + "!";
    }

private:
    std::unordered_map<std::string, std::string> pages_;  // want static-cache: "pages_'"
    long hits_ = 0;                                        // counted, and nobody looks
};

int main() {
    httplib::Server svr;
    Upstream upstream;
    EventLoop loop;
    Channel channel(&loop, 3);
    PageCache pages;
    svr.Post("/send", [&](const httplib::Request& req, httplib::Response& res) {
        res.status = upstream.send(req.body) ? 200 : 503;
        channel.on_event([] {});
        channel.enable();
        channel.fire(EPOLLIN);
    });
    svr.Get("/page", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(pages.get(req.path), "text/html");
    });
    svr.listen("0.0.0.0", 8080);
}
