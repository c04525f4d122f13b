// What is true of one process only, which no other replica misses, around one cache that is a finding.

//--- main.cpp
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

static time_t clock_of_this_round;
static unsigned long counted_for_the_console;
static std::map<int, std::string> nick_by_descriptor;
static int max_fd;
static std::vector<std::string> mirrors{"a", "b"};

struct Account {
    long id = 0;
    std::string name;
};

class PageCache {
public:
    bool look_up(const std::string& path, std::string& page) {
        auto found = pages_.find(path);
        if (found == pages_.end()) {
            ++not_found_;
            return false;
        }
        ++found_;
        page = found->second;
        return true;
    }
    void store(const std::string& path, const std::string& page) { pages_[path] = page; }
    std::string figures() const { return std::to_string(found_) + "/" + std::to_string(not_found_); }

private:
    std::unordered_map<std::string, std::string> pages_;  // want static-cache: "'pages_'"
    std::size_t found_ = 0, not_found_ = 0;
};
static PageCache pages;

class Mirrors {
public:
    const std::string& pick() { return mirrors[rr_++ % mirrors.size()]; }

private:
    std::size_t rr_ = 0;
};
static Mirrors balanced;

static std::map<std::string, Account> accounts{{"root", {}}};

static std::optional<Account> account_of(const std::string& name) {
    auto found = accounts.find(name);
    if (found == accounts.end()) return std::nullopt;
    return found->second;
}

static void changes_its_own_copy(const std::string& name, int fd) {
    auto account = account_of(name);
    if (!account) return;
    account->id += fd;
    account->name += '!';
    send(fd, account->name.data(), account->name.size(), 0);
}

static void drop(int fd) {
    nick_by_descriptor.erase(fd);
    close(fd);
}

static void serve(int fd) {
    char line[128];
    ssize_t size = recv(fd, line, sizeof line, 0);
    if (size <= 0) return drop(fd);
    std::string text(line, size), page;
    if (text.front() == '/') nick_by_descriptor[fd] = text;
    if (clock_of_this_round % 2 == 0) text += nick_by_descriptor[fd];
    if (!pages.look_up(text, page)) pages.store(text, page = balanced.pick() + text);
    page += pages.figures();
    changes_its_own_copy(text, fd);
    send(fd, page.data(), page.size(), 0);
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    std::vector<pollfd> watched{{listener, POLLIN, 0}};
    while (true) {
        poll(watched.data(), watched.size(), -1);
        clock_of_this_round = time(nullptr);
        counted_for_the_console++;
        std::cout << "round " << counted_for_the_console << '\n';
        if (watched[0].revents & POLLIN) {
            int fd = accept(listener, nullptr, nullptr);
            printf("client %d, round %lu\n", fd, counted_for_the_console);
            if (fd > max_fd) max_fd = fd;
            watched.push_back({fd, POLLIN, 0});
        }
        for (std::size_t i = 1; i < watched.size(); ++i)
            if (watched[i].revents & POLLIN) serve(watched[i].fd);
    }
}
