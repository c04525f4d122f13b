// An array of clients that a message to one of them is sent to: who is connected to another replica hears nothing.

//--- main.cpp
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct player {
    int fd;
    char name[24];
    int in_use;
};
static struct player players[64];  // want local-broadcast: "'players'"

static void tell_all(const char* text) {
    for (int i = 0; i < 64; ++i)
        if (players[i].in_use) send(players[i].fd, text, strlen(text), 0);
}

static void seat(int fd) {
    for (int i = 0; i < 64; ++i) {
        if (players[i].in_use) continue;
        players[i].fd = fd;
        players[i].in_use = 1;
        return;
    }
}

static void on_readable(int fd) {
    char text[128];
    ssize_t size = recv(fd, text, sizeof text - 1, 0);
    if (size <= 0) {
        close(fd);
        return;
    }
    text[size] = 0;
    tell_all(text);
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    int poller = epoll_create1(0);
    struct epoll_event happened[16];
    for (;;) {
        int ready = epoll_wait(poller, happened, 16, -1);
        for (int i = 0; i < ready; ++i) {
            if (happened[i].data.fd == listener) seat(accept(listener, nullptr, nullptr));
            else on_readable(happened[i].data.fd);
        }
    }
}
