// A server on plain sockets: what belongs to one connection, counts the live ones, or is a new node of a list.

//--- main.cpp
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct client {
    int fd;
    char line[256];
    int commands;
};

struct note {
    char text[64];
    struct note* next;
};
static struct note* notes;  // want mutable-global: "'notes'"

static int clients_being_served = 0;
static char overwritten_before_it_is_sent[128];

static void keep(const char* text) {
    struct note* fresh = static_cast<struct note*>(calloc(1, sizeof *fresh));
    snprintf(fresh->text, sizeof fresh->text, "%s", text);
    fresh->next = notes;
    notes = fresh;
}

static void drop_all_but(int keep_first) {
    struct note** at = &notes;
    while (*at && keep_first-- > 0) at = &(*at)->next;
    while (*at) {
        struct note* dead = *at;
        *at = dead->next;
        free(dead);
    }
}

static struct client* welcome(int fd) {
    struct client* made = static_cast<struct client*>(malloc(sizeof *made));
    memset(made, 0, sizeof *made);
    made->fd = fd;
    clients_being_served++;
    return made;
}

static void* serve(void* argument) {
    struct client* own = static_cast<struct client*>(argument);
    ssize_t size;
    while ((size = recv(own->fd, own->line, sizeof own->line - 1, 0)) > 0) {
        own->line[size] = 0;
        own->commands++;
        keep(own->line);
        if (own->commands > 10) drop_all_but(5);
        int length = snprintf(overwritten_before_it_is_sent, sizeof overwritten_before_it_is_sent, "%s", notes->text);
        send(own->fd, overwritten_before_it_is_sent, static_cast<size_t>(length), 0);
    }
    close(own->fd);
    clients_being_served--;
    free(own);
    return nullptr;
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 16);
    for (;;) {
        int fd = accept(listener, nullptr, nullptr);
        if (fd < 0 || clients_being_served > 1000) continue;
        struct client* arrived = welcome(fd);
        pthread_t thread;
        pthread_create(&thread, nullptr, serve, arrived);
    }
}
