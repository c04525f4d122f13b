// A reactor of the program's own: a loop with the channels it watches, connections by descriptor, what each of them
// keeps. Nothing here outlives a client.

//--- net.h
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>
namespace net {
class Channel;
class Loop {
public:
    Loop();
    ~Loop();
    void run();
    void quit() { quit_ = true; }
    void add(Channel* c);
    void remove(Channel* c);

private:
    int epfd_;
    bool quit_ = false;
    std::map<int, Channel*> chans_;
};
class Channel {
public:
    Channel(Loop* l, int fd) : loop_(l), fd_(fd) {}
    int fd() const { return fd_; }
    void onRead(std::function<void()> f) { read_ = std::move(f); }
    void fire() {
        if (read_) read_();
    }

private:
    Loop* loop_;
    int fd_;
    std::function<void()> read_;
};
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Ptr = std::shared_ptr<Connection>;
    using OnMessage = std::function<void(const Ptr&, std::string)>;
    Connection(Loop* l, int fd) : ch_(l, fd), loop_(l) {
        ch_.onRead([this] { handleRead(); });
        loop_->add(&ch_);
    }
    void setOnMessage(OnMessage f) { msg_ = std::move(f); }
    void send(const std::string& s);
    void setContext(std::string c) { ctx_ = std::move(c); }
    const std::string& context() const { return ctx_; }

private:
    void handleRead();
    Channel ch_;
    Loop* loop_;
    OnMessage msg_;
    std::string in_, ctx_;
    int served_ = 0;
};
class Server {
public:
    Server(Loop* l, int port);
    void setOnMessage(Connection::OnMessage f) { msg_ = std::move(f); }

private:
    void handleAccept();
    Loop* loop_;
    int lfd_;
    std::unique_ptr<Channel> accept_;
    Connection::OnMessage msg_;
    std::map<int, Connection::Ptr> conns_;
};
}  // namespace net
//--- net.cpp
#include "net.h"
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
namespace net {
Loop::Loop() : epfd_(epoll_create1(0)) {}
Loop::~Loop() { close(epfd_); }
void Loop::add(Channel* c) {
    chans_[c->fd()] = c;
    epoll_event e{};
    e.events = EPOLLIN;
    e.data.ptr = c;
    epoll_ctl(epfd_, EPOLL_CTL_ADD, c->fd(), &e);
}
void Loop::remove(Channel* c) {
    chans_.erase(c->fd());
    epoll_ctl(epfd_, EPOLL_CTL_DEL, c->fd(), nullptr);
}
void Loop::run() {
    epoll_event ev[64];
    while (!quit_) {
        int n = epoll_wait(epfd_, ev, 64, -1);
        for (int i = 0; i < n; ++i) static_cast<Channel*>(ev[i].data.ptr)->fire();
    }
}
void Connection::send(const std::string& s) { ::send(ch_.fd(), s.data(), s.size(), 0); }
void Connection::handleRead() {
    char b[1024];
    ssize_t n = ::recv(ch_.fd(), b, sizeof b, 0);
    if (n <= 0) {
        loop_->remove(&ch_);
        return;
    }
    in_.append(b, n);
    ++served_;
    if (msg_) msg_(shared_from_this(), std::move(in_));
    in_.clear();
}
Server::Server(Loop* l, int port) : loop_(l), lfd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in a{};
    a.sin_port = htons(port);
    bind(lfd_, (sockaddr*)&a, sizeof a);
    listen(lfd_, 10);
    accept_ = std::make_unique<Channel>(l, lfd_);
    accept_->onRead([this] { handleAccept(); });
    l->add(accept_.get());
}
void Server::handleAccept() {
    int fd = accept(lfd_, nullptr, nullptr);
    auto c = std::make_shared<Connection>(loop_, fd);
    c->setOnMessage(msg_);
    conns_[fd] = c;
}
}  // namespace net
//--- main.cpp
#include "net.h"
int main() {
    net::Loop loop;
    net::Server server(&loop, 5000);
    server.setOnMessage([](const net::Connection::Ptr& c, std::string s) {
        c->setContext(s);
        c->send(c->context());
    });
    loop.run();
}
