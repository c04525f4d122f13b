// Chats whose loop stands in main() or in another function that waits: what is around the loop stays while it serves.

//--- main.cpp
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <string>
#include <vector>

static void with_select(int listener) {
    fd_set clients;  // want local-broadcast: "'clients'"
    fd_set readable;
    FD_ZERO(&clients);
    FD_SET(listener, &clients);
    int highest = listener;
    char text[256];
    for (;;) {
        readable = clients;
        select(highest + 1, &readable, nullptr, nullptr, nullptr);
        for (int fd = 0; fd <= highest; fd++) {
            if (!FD_ISSET(fd, &readable)) continue;
            if (fd == listener) {
                int client = accept(listener, nullptr, nullptr);
                FD_SET(client, &clients);
                if (client > highest) highest = client;
                continue;
            }
            ssize_t length = recv(fd, text, sizeof text, 0);
            if (length <= 0) {
                close(fd);
                FD_CLR(fd, &clients);
                continue;
            }
            for (int other = 0; other <= highest; other++)
                if (FD_ISSET(other, &clients) && other != listener && other != fd)
                    send(other, text, static_cast<std::size_t>(length), 0);
        }
    }
}

static void echo_with_select(int listener) {
    fd_set each_client_for_itself;
    FD_ZERO(&each_client_for_itself);
    FD_SET(listener, &each_client_for_itself);
    char text[256];
    for (;;) {
        fd_set readable = each_client_for_itself;
        select(FD_SETSIZE, &readable, nullptr, nullptr, nullptr);
        for (int fd = 0; fd < FD_SETSIZE; fd++) {
            if (!FD_ISSET(fd, &readable)) continue;
            if (fd == listener) {
                FD_SET(accept(listener, nullptr, nullptr), &each_client_for_itself);
            } else if (recv(fd, text, sizeof text, 0) > 0) {
                send(fd, text, sizeof text, 0);
            }
        }
    }
}

int main(int argc, char**) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    if (argc > 1) with_select(listener);
    if (argc > 2) echo_with_select(listener);
    std::vector<pollfd> watched;  // want local-broadcast: "'watched'" via "the loop in main"
    std::map<int, std::string> pending;
    std::map<std::string, std::string>
        topics;  // want handler-captured-state: "'topics' is a local of main, around the loop that serves|'topics'"
    watched.push_back({listener, POLLIN, 0});
    while (true) {
        poll(watched.data(), watched.size(), -1);
        for (std::size_t i = 0; i < watched.size(); i++) {
            if (!(watched[i].revents & POLLIN)) continue;
            int fd = watched[i].fd;
            if (fd == listener) {
                watched.push_back({accept(listener, nullptr, nullptr), POLLIN, 0});
                continue;
            }
            char text[1024];
            ssize_t length = recv(fd, text, sizeof text, 0);
            if (length <= 0) {
                close(fd);
                pending.erase(fd);
                watched.erase(watched.begin() + static_cast<std::ptrdiff_t>(i));
                continue;
            }
            pending[fd].append(text, static_cast<std::size_t>(length));
            if (pending[fd].starts_with("topic ")) topics["room"] = pending[fd];
            const std::string line = topics["room"] + pending[fd];
            for (auto& other : watched)
                if (other.fd != listener && other.fd != fd) send(other.fd, line.data(), line.size(), 0);
            pending[fd].clear();
        }
    }
}
