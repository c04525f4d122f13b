// The one global struct of a server in C: a list of clients, each linked to the next, through which messages go out.

//--- main.cpp
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

struct client {
    int fd;
    int subscribed;
    client* next;
};
struct server {
    client* clients;
    int live;
    const char* password;
} hub;  // want local-broadcast: "'hub\.clients'"
static pollfd watched[1024];

static void publish(const char* text) {
    for (client* other = hub.clients; other; other = other->next)
        if (other->subscribed) send(other->fd, text, strlen(text), 0);
}

static void gone(client* left) {
    for (client** link = &hub.clients; *link; link = &(*link)->next)
        if (*link == left) {
            *link = left->next;
            break;
        }
    close(left->fd);
    free(left);
    hub.live--;
}

static void command(client* from, char* line) {
    if (!strcmp(line, "subscribe")) from->subscribed = 1;
    else publish(line);
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    listen(listener, 9);
    for (;;) {
        int count = 1;
        watched[0] = {listener, POLLIN, 0};
        for (client* each = hub.clients; each; each = each->next) watched[count++] = {each->fd, POLLIN, 0};
        poll(watched, count, 100);
        if (watched[0].revents & POLLIN) {
            client* fresh = static_cast<client*>(calloc(1, sizeof *fresh));
            fresh->fd = accept(listener, nullptr, nullptr);
            fresh->next = hub.clients;
            hub.clients = fresh;
            hub.live++;
        }
        client* next = nullptr;
        for (client* each = hub.clients; each; each = next) {
            next = each->next;
            char line[512];
            ssize_t size = read(each->fd, line, sizeof line - 1);
            if (size <= 0) {
                gone(each);
                continue;
            }
            line[size] = 0;
            command(each, line);
        }
    }
}
