// Locals of main() that every client's object or thread is given by reference or pointer.

//--- session.h
#pragma once
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

using Table = std::map<std::string, std::string>;

class Session {
public:
    Session(int fd, Table& values, long& asked, std::vector<std::string>* changes)
        : fd_(fd), values_(values), asked_(asked), changes_(changes) {}
    void run();

private:
    int fd_;
    Table& values_;
    long& asked_;
    std::vector<std::string>* changes_;
    int lines_ = 0;
    std::string unfinished_;
};

class Visitor {
public:
    Visitor(int fd, std::list<std::string>& guests) : fd_(fd), guests_(guests) {}
    void operator()();

private:
    int fd_;
    std::list<std::string>& guests_;
    std::list<std::string> own_words_;
};

//--- session.cpp
#include <sys/socket.h>
#include <unistd.h>

#include "session.h"

void Session::run() {
    char line[256];
    for (ssize_t n; (n = recv(fd_, line, sizeof line, 0)) > 0;) {
        ++lines_;
        unfinished_.append(line, n);
        if (line[0] == '?') {
            ++asked_;
            std::string answer = values_[unfinished_] + std::to_string(asked_);
            send(fd_, answer.data(), answer.size(), 0);
        } else {
            values_[unfinished_.substr(0, 8)] = unfinished_.substr(8);
            changes_->push_back(unfinished_);
        }
        unfinished_.clear();
    }
    close(fd_);
}

void Visitor::operator()() {
    char name[64];
    ssize_t n = read(fd_, name, sizeof name);
    own_words_.emplace_back(name);
    if (n > 0) guests_.emplace_back(name, n);
    std::string all;
    for (auto& guest : guests_) all += guest;
    send(fd_, all.data(), all.size(), 0);
    close(fd_);
}

//--- main.cpp
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <thread>

#include "session.h"

struct Auction {
    int highest = 0;  // want handler-captured-state: "'highest'"
    const char* item = "lamp";
};

static void* bid(void* context) {
    Auction* auction = static_cast<Auction*>(context);
    if (auction->highest < 100) auction->highest += 10;
    return nullptr;
}

static void vote(int fd, Table* ballots, int* count, const std::string& word) {
    (*ballots)[word] = "yes";
    ++*count;
    std::string total = std::to_string(*count);
    send(fd, total.data(), total.size(), 0);
    close(fd);
}

static void note(Table& seen, int fd) { seen[std::to_string(fd)] = "here"; }

int main() {
    Table values;                      // want handler-captured-state: "'values'"
    long asked = 0;                    // want handler-captured-state: "'asked'"
    std::vector<std::string> changes;  // want handler-captured-state: "'changes'"
    std::list<std::string> guests;     // want handler-captured-state: "'guests'"
    Table ballots;                     // want handler-captured-state: "'ballots'"
    int count = 0;                     // want handler-captured-state: "'count'"
    Table seen;                        // want handler-captured-state: "'seen'"
    Auction auction;
    std::mutex turn;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    for (;;) {
        int fd = accept(listener, nullptr, nullptr);
        std::lock_guard<std::mutex> lock(turn);
        auto session = std::make_shared<Session>(fd, values, asked, &changes);
        std::thread([session] { session->run(); }).detach();
        Visitor visitor(fd, guests);
        std::thread(visitor).detach();
        std::thread(vote, fd, &ballots, &count, std::string("x")).detach();
        pthread_t bidder;
        pthread_create(&bidder, nullptr, bid, &auction);
        note(seen, fd);
    }
}
