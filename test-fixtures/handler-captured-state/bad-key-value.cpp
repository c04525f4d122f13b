// A key-value server on epoll: commands in a table of lambdas, the data in a class of its own. The connections by
// descriptor and the table of commands are no state.

//--- store.h
#pragma once
#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>
namespace kv {
struct Entry {
    std::string value;
    long long expires_at = 0;
};
class Store {
public:
    void set(const std::string& k, std::string v) {
        data_[k].value = std::move(v);
        ++dirty_;
    }
    const std::string* get(const std::string& k) const {
        auto i = data_.find(k);
        return i == data_.end() ? nullptr : &i->second.value;
    }
    size_t del(const std::string& k) { return data_.erase(k); }
    long long incr(const std::string& k) {
        auto& e = data_[k];
        long long v = e.value.empty() ? 0 : std::stoll(e.value);
        e.value = std::to_string(++v);
        return v;
    }
    void expire(const std::string& k, long long at) {
        auto i = data_.find(k);
        if (i != data_.end()) {
            i->second.expires_at = at;
            ttl_.insert({at, k});
        }
    }
    size_t sweep(long long now) {
        size_t n = 0;
        while (!ttl_.empty() && ttl_.begin()->first <= now) {
            data_.erase(ttl_.begin()->second);
            ttl_.erase(ttl_.begin());
            ++n;
        }
        return n;
    }
    long dirty() const { return dirty_; }
    void hset(const std::string& k, const std::string& f, const std::string& v) { hashes_[k][f] = v; }
    std::list<std::string>& list(const std::string& k) { return lists_[k]; }

private:
    std::unordered_map<std::string, Entry> data_;                       // want handler-captured-state: "'data_'"
    std::set<std::pair<long long, std::string>> ttl_;                   // want handler-captured-state: "'ttl_'"
    std::map<std::string, std::map<std::string, std::string>> hashes_;  // want handler-captured-state: "'hashes_'"
    std::unordered_map<std::string, std::list<std::string>> lists_;     // want handler-captured-state: "'lists_'"
    long dirty_ = 0;                                                    // want handler-captured-state: "'dirty_'"
};
}  // namespace kv
//--- server.h
#pragma once
#include "store.h"
namespace kv {
struct Conn {
    int fd = -1;
    std::string in;
    std::string out;
    bool closing = false;
};
class Server {
public:
    explicit Server(int port);
    void run();
    void stop() { running_ = false; }

private:
    using Command = std::function<std::string(const std::vector<std::string>&)>;
    void install();
    void on_accept();
    void on_readable(Conn& c);
    std::string dispatch(const std::vector<std::string>& argv);
    int listen_fd_ = -1;
    int epfd_ = -1;
    bool running_ = true;
    std::unordered_map<int, Conn> conns_;
    std::map<std::string, Command> commands_;
    Store store_;
    std::string password_;  // want handler-captured-state: "'password_'"
};
}  // namespace kv
//--- server.cpp
#include "server.h"
#include <netinet/in.h>
#include <sstream>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
namespace kv {
Server::Server(int port) {
    listen_fd_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in a{};
    a.sin_family = AF_INET;
    a.sin_port = htons(port);
    bind(listen_fd_, (sockaddr*)&a, sizeof a);
    listen(listen_fd_, 128);
    epfd_ = epoll_create1(0);
    epoll_event ev{};
    ev.events = EPOLLIN;
    ev.data.fd = listen_fd_;
    epoll_ctl(epfd_, EPOLL_CTL_ADD, listen_fd_, &ev);
    install();
}
void Server::install() {
    commands_["GET"] = [this](const auto& a) {
        auto* v = store_.get(a.at(1));
        return v ? *v : std::string("nil");
    };
    commands_["SET"] = [this](const std::vector<std::string>& a) {
        store_.set(a[1], a[2]);
        return std::string("OK");
    };
    commands_.emplace("DEL", [this](const std::vector<std::string>& a) { return std::to_string(store_.del(a[1])); });
    commands_["INCR"] = [this](const std::vector<std::string>& a) { return std::to_string(store_.incr(a[1])); };
    commands_["EXPIRE"] = [this](const std::vector<std::string>& a) {
        store_.expire(a[1], time(nullptr) + std::stoll(a[2]));
        return std::string("1");
    };
    commands_["HSET"] = [this](const std::vector<std::string>& a) {
        store_.hset(a[1], a[2], a[3]);
        return std::string("1");
    };
    commands_["LPUSH"] = [this](const std::vector<std::string>& a) {
        auto& l = store_.list(a[1]);
        l.push_front(a[2]);
        return std::to_string(l.size());
    };
    commands_["INFO"] = [this](const std::vector<std::string>&) { return std::to_string(store_.dirty()); };
    commands_["REQUIREPASS"] = [this](const std::vector<std::string>& a) {
        password_ = a[1];
        return std::string("OK");
    };
}
void Server::run() {
    epoll_event evs[64];
    while (running_) {
        int n = epoll_wait(epfd_, evs, 64, 100);
        for (int i = 0; i < n; ++i) {
            if (evs[i].data.fd == listen_fd_) {
                on_accept();
                continue;
            }
            auto it = conns_.find(evs[i].data.fd);
            if (it != conns_.end()) on_readable(it->second);
        }
        store_.sweep(time(nullptr));
    }
}
void Server::on_accept() {
    int fd = accept(listen_fd_, nullptr, nullptr);
    if (fd < 0) return;
    epoll_event ev{};
    ev.events = EPOLLIN;
    ev.data.fd = fd;
    epoll_ctl(epfd_, EPOLL_CTL_ADD, fd, &ev);
    conns_[fd].fd = fd;
}
void Server::on_readable(Conn& c) {
    char buf[4096];
    ssize_t n = read(c.fd, buf, sizeof buf);
    if (n <= 0) {
        int fd = c.fd;
        close(fd);
        conns_.erase(fd);
        return;
    }
    c.in.append(buf, n);
    size_t nl;
    while ((nl = c.in.find('\n')) != std::string::npos) {
        std::istringstream ss(c.in.substr(0, nl));
        c.in.erase(0, nl + 1);
        std::vector<std::string> argv;
        std::string w;
        while (ss >> w) argv.push_back(w);
        c.out += dispatch(argv) + "\n";
    }
    ssize_t w = write(c.fd, c.out.data(), c.out.size());
    if (w > 0) c.out.erase(0, w);
}
std::string Server::dispatch(const std::vector<std::string>& argv) {
    if (argv.empty()) return "";
    if (!password_.empty() && argv[0] != "AUTH") return "NOAUTH";
    auto it = commands_.find(argv[0]);
    return it == commands_.end() ? "ERR" : it->second(argv);
}
}  // namespace kv
//--- main.cpp
#include "server.h"
int main() {
    kv::Server s(7000);
    s.run();
}
